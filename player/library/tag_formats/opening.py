"""Opens a file's tags for reading and changing, whatever format they are in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mutagen
from mutagen.apev2 import APEv2
from mutagen.asf import ASF
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.ogg import OggFileType

from player.decoder.errors import name_of
from player.library.tag_changes import Field, TagError, Values
from player.library.tag_formats.id3 import Id3Format, Id3v23Format, id3_format
from player.library.tag_formats.keyed import ApeFormat, AsfFormat, FlacFormat, VorbisFormat
from player.library.tag_formats.mp4 import Mp4Format
from player.library.tag_formats.tag_format import TagFormat

_BY_FILE: tuple[tuple[type, type[TagFormat]], ...] = (
    (FLAC, FlacFormat),
    (OggFileType, VorbisFormat),
    (MP4, Mp4Format),
    (ASF, AsfFormat),
)
_FORMATS = (Id3Format, Id3v23Format, VorbisFormat, FlacFormat, Mp4Format, AsfFormat, ApeFormat)


def open_format(path: Path, like: type | None = None) -> TagFormat:
    """The tags of `path`; TagError if mutagen cannot read them, or the format takes none.

    `like` is mutagen's class for the file if it is known, whatever the file's name. OSError if the
    file cannot be read.
    """
    with _foreign_errors(path):
        file: Any = like(path) if like else mutagen.File(path)
        return _format(path, file)


def save_format(tags: TagFormat, path: Path) -> None:
    """Write `tags` into `path`, which they were read from; TagError or OSError if that fails."""
    with _foreign_errors(path):
        tags.save(path)


def kept_by(kind: str, field: Field, values: Values) -> Values:
    """What is left of `values` in tags of this kind (`FileTags.kind`)."""
    return next(each for each in _FORMATS if each.name == kind).kept(field, values)


@contextmanager
def _foreign_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, TagError):
        raise
    except mutagen.MutagenError as error:
        if error.args and isinstance(error.args[0], OSError):
            raise error.args[0] from error
        raise _unreadable(path) from error
    except Exception as error:  # on damaged files mutagen stumbles in every way there is
        raise _unreadable(path) from error


def _format(path: Path, file: Any) -> TagFormat:  # noqa: ANN401 - mutagen has many classes
    for kind, format_ in _BY_FILE:
        if isinstance(file, kind):
            return format_(file)
    if file is not None and file.tags is None:
        _add_tags(path, file)
    tags = getattr(file, "tags", None)
    if isinstance(tags, APEv2):
        return ApeFormat(file)
    if isinstance(tags, ID3):
        return id3_format(file)
    raise _without_tags(path)


def _add_tags(path: Path, file: Any) -> None:  # noqa: ANN401
    try:
        file.add_tags()
    except mutagen.MutagenError as error:
        raise _without_tags(path) from error


def _without_tags(path: Path) -> TagError:
    return TagError(
        f"“{name_of(path)}” is of a kind whose tags cannot be written.",
        "Convert it to FLAC, Opus or MP3 to give it tags.",
    )


def _unreadable(path: Path) -> TagError:
    return TagError(
        f"The tags of “{name_of(path)}” cannot be read.", "The file may be damaged; play it to see."
    )
