"""XSPF, the playlist in XML (https://xspf.org/spec, version 1)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, indent, tostring
from xml.parsers import expat

from player.base.units import Seconds
from player.library.playlist_entries import (
    ANEW,
    PlaylistEntry,
    PlaylistError,
    as_uri,
    find_uri,
    one_line,
    shown,
)

_NAMESPACE = "http://xspf.org/ns/0/"
_BASE = "http://www.w3.org/XML/1998/namespace}base"
_MS = 1000


def read_xspf(content: bytes, path: Path) -> list[PlaylistEntry]:
    """The entries that name a place; PlaylistError for what is no XSPF, or declares entities."""
    try:
        root = _parse(content)
    except (expat.ExpatError, _DoctypeError, LookupError, ValueError) as error:
        raise PlaylistError(f"{shown(path)} cannot be read: {error}.", ANEW) from error
    if _name(root) != "playlist":
        raise PlaylistError(f"{shown(path)} is not an XSPF playlist.", ANEW)
    return [
        PlaylistEntry(find_uri(uri, path.parent), *_words(track), _duration(track))
        for track, base in _tracks(root)
        if (uri := _location(track, base))
    ]


def write_xspf(entries: Sequence[PlaylistEntry], path: Path) -> bytes:
    """An XSPF of version 1, which can name every file."""
    root = Element("playlist", version="1", xmlns=_NAMESPACE)
    tracks = SubElement(root, "trackList")
    for entry in entries:
        track = SubElement(tracks, "track")
        SubElement(track, "location").text = as_uri(entry.location, path.parent)
        for name, words in (("title", entry.title), ("creator", entry.artist)):
            if words:
                SubElement(track, name).text = one_line(words)
        if entry.duration is not None:
            SubElement(track, "duration").text = str(round(entry.duration * _MS))
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


class _DoctypeError(Exception):
    pass


def _parse(content: bytes) -> Element:
    """Build the tree, but refuse a document type: only there entities that explode are declared."""
    tree = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.data
    parser.Parse(content, True)
    return tree.close()


def _refuse(*_: object) -> None:
    raise _DoctypeError("it declares a document type, which no XSPF has")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if _name(child) == name)


def _tracks(root: Element) -> Iterator[tuple[Element, str]]:
    """All tracks, each with the base (XML Base) that its address is relative to."""
    base = root.get(_BASE, "")
    for tracks in _children(root, "trackList"):
        inner = _joined(base, tracks.get(_BASE, ""))
        for track in _children(tracks, "track"):
            yield track, _joined(inner, track.get(_BASE, ""))


def _first(track: Element, name: str) -> str:
    texts = ((child.text or "").strip() for child in _children(track, name))
    return next(filter(None, texts), "")


def _location(track: Element, base: str) -> str:
    location = _first(track, "location")
    return _joined(base, location) if location else ""


def _joined(base: str, uri: str) -> str:
    try:
        return urljoin(base, uri) if base else uri
    except ValueError:  # a base that is no address
        return uri


def _words(track: Element) -> tuple[str, str]:
    return one_line(_first(track, "title")), one_line(_first(track, "creator"))


def _duration(track: Element) -> Seconds | None:
    """Given in milliseconds; 0 is what some programs write for unknown."""
    text = _first(track, "duration")
    return int(text[:12]) / _MS if text.isdecimal() and int(text[:12]) else None
