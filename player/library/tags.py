"""What a file's tags say, read with mutagen."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen

from player.base.units import Seconds

_TITLE = ("title", "Title", "TIT2")
_ARTIST = ("artist", "Artist", "TPE1", "Author")
_ALBUM = ("album", "Album", "TALB", "WM/AlbumTitle")
"""The same thing is named differently in Vorbis comments, APEv2, ID3 (WAV, AIFF) and ASF."""


@dataclass(frozen=True)
class Tags:
    """The tags a track table shows; empty where the file says nothing."""

    title: str = ""
    artist: str = ""
    album: str = ""
    duration: Seconds | None = None


def read_tags(path: Path) -> Tags:
    """The tags of `path`; a file that mutagen cannot read has none."""
    try:
        file: Any = mutagen.File(path, easy=True)
    except Exception:  # noqa: BLE001 - on damaged files mutagen stumbles in every way there is
        return Tags()
    if file is None:
        return Tags()
    return Tags(_first(file, _TITLE), _first(file, _ARTIST), _first(file, _ALBUM), _length(file))


def _length(file: Any) -> Seconds | None:  # noqa: ANN401 - mutagen has a class for each format
    length = float(getattr(file.info, "length", 0))
    return length if 0 < length < math.inf else None  # a damaged file can say anything


def _first(file: Any, names: Iterable[str]) -> str:  # noqa: ANN401
    """What the first of `names` says that says anything."""
    texts = (text for name in names for text in _texts(file, name))
    return next((text for text in texts if text), "")


def _texts(file: Any, name: str) -> list[str]:  # noqa: ANN401
    try:
        values = file.get(name) or []
        return [str(value).strip() for value in values]
    except (KeyError, ValueError, AttributeError, TypeError):
        return []
