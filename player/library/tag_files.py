"""Opens a file with the one class of mutagen that knows it; with FFmpeg what mutagen does not."""

import importlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from player.base.errors import AudioFileError
from player.library import tag_facts
from player.library.fingerprint import fingerprint
from player.library.tags import Tags

_HEAD = 64
_KINDS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"fLaC", "flac.FLAC"),
    (28, b"\x01vorbis", "oggvorbis.OggVorbis"),
    (28, b"OpusHead", "oggopus.OggOpus"),
    (28, b"Speex   ", "oggspeex.OggSpeex"),
    (28, b"\x7fFLAC", "oggflac.OggFLAC"),
    (28, b"\x80theora", "oggtheora.OggTheora"),
    (4, b"ftyp", "mp4.MP4"),
    (8, b"WAVE", "wave.WAVE"),
    (8, b"AIFF", "aiff.AIFF"),
    (8, b"AIFC", "aiff.AIFF"),
    (0, bytes.fromhex("3026b2758e66cf11"), "asf.ASF"),
    (0, b"wvpk", "wavpack.WavPack"),
    (0, b"MPCK", "musepack.Musepack"),
    (0, b"MP+", "musepack.Musepack"),
    (0, b"MAC ", "monkeysaudio.MonkeysAudio"),
    (0, b"TTA1", "trueaudio.TrueAudio"),
    (0, b"tBaK", "tak.TAK"),
    (0, b"OFR ", "optimfrog.OptimFROG"),
    (0, b"DSD ", "dsf.DSF"),
    (0, b"FRM8", "dsdiff.DSDIFF"),
    (0, b"MThd", "smf.SMF"),
    (0, b"\x0bw", "ac3.AC3"),
)
"""Where which bytes stand in which kind of file, and what of mutagen reads it."""
_ID3_ENDINGS = {
    ".aac": "aac.AAC",
    ".ape": "monkeysaudio.MonkeysAudio",
    ".flac": "flac.FLAC",
    ".mpc": "musepack.Musepack",
    ".tta": "trueaudio.TrueAudio",
    ".wv": "wavpack.WavPack",
}
"""What may follow an ID3 tag beside MP3."""
_MPEG = (".mp1", ".mp2", ".mp3", ".mpg", ".mpeg", ".mpa")
_MP3 = "mp3.MP3"
_PROBES = 200
"""Packets that are tried before a file counts as one without sound."""


def read(path: str | Path) -> tuple[Tags, int]:
    """Tags and fingerprint; AudioFileError, or whatever a library raises over it, if it is none."""
    file, size = _opened(path)
    with file:
        head = _head(path, file)
        tags = tag_facts.quick(head, file, size)
        if tags is None:
            tagged = _tagged(path, file, head)
            tags = by_ffmpeg(Path(path)) if tagged is None else tag_facts.tags_of(tagged, file)
        return tags, fingerprint(file, size)


def open_tagged(path: Path) -> Any:  # noqa: ANN401 - mutagen has a class for each format
    """The file as mutagen sees it, or None; AudioFileError if it cannot be opened."""
    file, _ = _opened(path)
    with file:
        return _tagged(path, file, _head(path, file))


def _opened(path: str | Path) -> tuple[BinaryIO, int]:
    """A file and its size, never a pipe or a device: to read those may wait for ever."""
    try:
        status = os.stat(path)  # noqa: PTH116 - this is done for each file: a Path takes longer
        if not stat.S_ISREG(status.st_mode):
            raise _refused(path, "is no file")
        return open(path, "rb"), status.st_size  # noqa: PTH123 - as above
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(path, f"cannot be opened: {reason}") from error


def _refused(path: str | Path, why: str) -> AudioFileError:
    from player.decoder.errors import name_of  # late: see player.library.tags

    return AudioFileError(f"“{name_of(path)}” {why}.")


def _head(path: str | Path, file: BinaryIO) -> bytes:
    head = file.read(_HEAD)
    if not head:
        raise _refused(path, "is empty")
    return head


def _tagged(path: str | Path, file: BinaryIO, head: bytes) -> Any:  # noqa: ANN401
    kind = _kind(head, Path(path).suffix.lower())
    file.seek(0)
    # Damage raises anything here; FFmpeg then has the last word.
    with suppress(Exception):
        if kind is None:
            return _any_kind(file)
        tagged = _class(kind)(file)
        return None if getattr(tagged.info, "sketchy", False) else tagged
    return None


def _kind(head: bytes, ending: str) -> str | None:
    for offset, mark, kind in _KINDS:
        if head.startswith(mark, offset):
            return kind
    if head.startswith(b"ID3"):
        return _ID3_ENDINGS.get(ending, _MP3)
    if head[0] == 0xFF and len(head) > 1 and head[1] & 0xE0 == 0xE0:  # noqa: PLR2004 - MPEG's sync
        return _MP3 if head[1] & 0x06 else "aac.AAC"
    return _MP3 if ending in _MPEG else None


@cache
def _class(kind: str) -> Callable[[BinaryIO], Any]:
    module, _, name = kind.partition(".")
    found: Callable[[BinaryIO], Any] = getattr(importlib.import_module(f"mutagen.{module}"), name)
    return found


def _any_kind(file: BinaryIO) -> Any:  # noqa: ANN401
    import mutagen

    probing: Any = mutagen.File
    return probing(file)


def by_ffmpeg(path: Path) -> Tags:
    """What FFmpeg says of it; AudioFileError if it decodes no sound from it."""
    from av.error import FFmpegError

    from player.decoder.container import opened
    from player.decoder.errors import not_sound
    from player.decoder.vlc_source import is_module

    if is_module(path):
        return Tags(codec="Module")
    try:
        with opened(path) as container:
            if container.streams.audio and _decodes(container):
                return tag_facts.tags_of_container(container)
    except (FFmpegError, OSError, ValueError):
        pass
    raise not_sound(path)


def _decodes(container: Any) -> bool:  # noqa: ANN401 - PyAV is compiled
    """Whether one of the first packets of the first sound stream gives sound."""
    from av.error import FFmpegError

    packets: Iterator[Any] = container.demux(container.streams.audio[0])
    for _, packet in zip(range(_PROBES), packets, strict=False):
        with suppress(FFmpegError):
            if packet.decode():
                return True
    return False
