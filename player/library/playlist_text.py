"""M3U and PLS: playlists of lines, in whatever encoding their program used."""

import codecs
import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from player.base.units import Seconds
from player.library.playlist_entries import (
    ANEW,
    PlaylistEntry,
    PlaylistError,
    as_line,
    find_place,
    one_line,
    shown,
)

_INFO = re.compile(r'(?i)#EXTINF:\s*(-?\d{0,9}(?:\.\d{0,9})?)[^,"]*(?:"[^"]*"[^,"]*)*,(.*)')
"""Seconds, attributes that some programs add, and the words after the first free comma."""
_FIELD = re.compile(r"(?i)(File|Title|Length)(\d{1,9})\s*=\s*(.*)")
_BETWEEN = " - "
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_m3u(content: bytes, path: Path) -> list[PlaylistEntry]:
    """The entries of an M3U; PlaylistError if this is none."""
    found: list[PlaylistEntry] = []
    duration, words = None, ""
    for line in _lines(content, path):
        text = _text(line).strip()
        if text.upper().startswith("#EXT-X-"):
            raise PlaylistError(
                f"{shown(path)} lists the pieces of one stream, not songs.",
                "Open the stream by its address.",
            )
        if info := _INFO.match(text):
            duration, words = _seconds(info[1]), info[2]
        elif text and not text.startswith("#"):
            artist, title = _artist_and_title(words)
            place = find_place(_readings(line, path), path.parent)
            found.append(PlaylistEntry(place, title, artist, duration))
            duration, words = None, ""
    return found


def read_pls(content: bytes, path: Path) -> list[PlaylistEntry]:
    """The entries of a PLS by number, which may have gaps; PlaylistError if this is none."""
    lines = list(_lines(content, path))
    fields: dict[str, dict[int, bytes]] = {"file": {}, "title": {}, "length": {}}
    for line in lines:
        if field := _FIELD.match(line.lstrip().decode("latin-1")):
            fields[field[1].lower()][int(field[2])] = field[3].encode("latin-1")
    if not fields["file"] and not any(line.strip().lower() == b"[playlist]" for line in lines):
        raise PlaylistError(f"{shown(path)} is not a PLS playlist.", ANEW)
    return [_numbered(number, fields, path) for number in sorted(fields["file"])]


def write_m3u(entries: Sequence[PlaylistEntry], path: Path) -> bytes:
    """An extended M3U, `.m3u8` in UTF-8 only; PlaylistError for a name that it cannot hold."""
    lines = [b"#EXTM3U"]
    for entry in entries:
        if (words := _words(entry)) or entry.duration is not None:
            lines.append(f"#EXTINF:{_whole(entry.duration)},{words}".encode())
        lines.append(_line(entry, path))
    return b"\n".join([*lines, b""])


def write_pls(entries: Sequence[PlaylistEntry], path: Path) -> bytes:
    """A PLS of version 2; PlaylistError for a name that it cannot hold."""
    lines = [b"[playlist]"]
    for number, entry in enumerate(entries, start=1):
        lines.append(f"File{number}=".encode() + _line(entry, path))
        if words := _words(entry):
            lines.append(f"Title{number}={words}".encode())
        lines.append(f"Length{number}={_whole(entry.duration)}".encode())
    return b"\n".join([*lines, f"NumberOfEntries={len(entries)}".encode(), b"Version=2", b""])


def _lines(content: bytes, path: Path) -> list[bytes]:
    if content.startswith(_WIDE):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\0" in content:
        raise PlaylistError(f"{shown(path)} holds no text, so it is no playlist.", ANEW)
    return content.replace(b"\r", b"\n").split(b"\n")


def _text(line: bytes) -> str:
    """In UTF-8 or else in what Windows wrote before; latin-1 can be anything."""
    for encoding in ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return line.decode(encoding)
    return line.decode("latin-1")


def _readings(line: bytes, path: Path) -> list[str]:
    """What a file's name may be: a disk can hold names that are no UTF-8 as well."""
    text, raw = _text(line), line.decode("utf-8", "surrogateescape")
    return [raw, text] if path.suffix.lower() == ".m3u8" else [text, raw]


def _numbered(number: int, fields: Mapping[str, Mapping[int, bytes]], path: Path) -> PlaylistEntry:
    place = find_place(_readings(fields["file"][number], path), path.parent)
    artist, title = _artist_and_title(_text(fields["title"].get(number, b"")))
    return PlaylistEntry(place, title, artist, _seconds(_text(fields["length"].get(number, b""))))


def _artist_and_title(words: str) -> tuple[str, str]:
    artist, between, title = words.strip().partition(_BETWEEN)
    return (artist.strip(), title.strip()) if between else ("", artist)


def _seconds(text: str) -> Seconds | None:
    """A length that can be one: endless streams have -1, and some programs write 0."""
    try:
        time = float(text)
    except ValueError:
        return None
    return time if 0 < time < math.inf else None


def _whole(duration: Seconds | None) -> int:
    return -1 if duration is None else round(duration)


def _words(entry: PlaylistEntry) -> str:
    """Artist and title, on one line and without what is no text."""
    return _BETWEEN.join(filter(None, (one_line(entry.artist), one_line(entry.title))))


def _line(entry: PlaylistEntry, path: Path) -> bytes:
    text = as_line(entry.location, path.parent)
    strict = path.suffix.lower() == ".m3u8"
    try:
        line = text.encode("utf-8", "strict" if strict else "surrogateescape")
    except UnicodeEncodeError as error:
        raise _unfit(entry, path, "is not in UTF-8") from error
    if {"\n", "\r", "\0"} & set(text):
        raise _unfit(entry, path, "has a line break")
    return line


def _unfit(entry: PlaylistEntry, path: Path, reason: str) -> PlaylistError:
    return PlaylistError(
        f"{shown(path)} cannot name {entry.name!r}: the name {reason}.",
        "Save the list as .xspf, which can name every file.",
    )
