"""Files as a scan would have read them; none of them exists."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from player.library.items import FoundFile
from player.library.tags import Tags

MUSIC = Path("/music")


def song(
    name: str, title: str = "", artist: str = "", fingerprint: int | None = None, **tags: object
) -> FoundFile:
    """A file in /music with these tags."""
    artists = (artist,) if artist else ()
    basic = Tags(title=title, artists=artists, duration=60.0)
    return FoundFile(
        MUSIC / name, 1000, 1, replace(basic, **cast(dict[str, Any], tags)), fingerprint
    )
