"""What a file's tags say, read with mutagen."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen

from player.base.units import Seconds


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
    except (mutagen.MutagenError, OSError, ValueError, EOFError):
        return Tags()
    if file is None:
        return Tags()
    length = getattr(file.info, "length", 0) or None
    return Tags(_first(file, "title"), _first(file, "artist"), _first(file, "album"), length)


def _first(file: Any, name: str) -> str:  # noqa: ANN401 - mutagen has a class for each format
    try:
        values = file.get(name) or file.get(name.capitalize()) or []
    except (KeyError, ValueError, AttributeError):
        return ""
    return str(values[0]) if len(values) else ""
