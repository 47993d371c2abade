"""What lies in the stem cache: its entries, their sizes and ages, by looking at the files."""

import os
from pathlib import Path

from player.base.units import SongKey
from player.base.values import dataclass
from player.stemfile.entry import DESCRIPTION, MAP
from player.stemfile.left_over import PLAYED, ROOM
from player.stemfile.locks import is_locked

MOVING = ".moving"
"""In the new folder of a cache until all is moved: where from. Locked while that goes on."""
LOCK = ".lock"
"""Held by the one process that makes room, or an entry."""
MOVED = ".moved"
"""Left in a cache's folder that was moved: where to."""
PINNED = "pinned"
"""In a song's folder: its stems are never evicted."""
PREFERRED = "preferred"
"""In a song's folder: which of its entries the user wants."""


@dataclass(frozen=True)
class CachedSong:
    """One entry as the cache sees it."""

    key: SongKey
    folder: Path
    bytes: int
    played: float
    """When it was last used, as seconds since 1970."""
    counted: int
    """Bytes it may grow to: while it is made, its finished files have their room already."""
    pinned: bool
    unfinished: bool

    @property
    def busy(self) -> bool:
        """Whether a process is making it or coding it anew."""
        return is_locked(self.folder / MAP) or is_locked(self.folder / ROOM)


def list_songs(root: Path) -> list[CachedSong]:
    """All entries, least recently played first."""
    found = [
        look_at(folder, pinned=pinned)
        for song in folders_in(root)
        for pinned in [(song / PINNED).exists()]
        for folder in folders_in(song)
    ]
    return sorted((song for song in found if song is not None), key=lambda song: song.played)


def folders_in(parent: Path) -> list[Path]:
    """The folders in `parent`; none if it is being deleted at this moment."""
    try:
        with os.scandir(parent) as found:
            return [Path(each.path) for each in found if each.is_dir() and each.name[0] != "."]
    except OSError:
        return []


def look_at(folder: Path, *, pinned: bool) -> CachedSong | None:
    """One entry; None if there is none, or if it is being deleted at this moment."""
    try:
        with os.scandir(folder) as found:
            stats = {file.name: file.stat() for file in found}
        played = folder.stat().st_mtime
    except OSError:
        return None
    ours = DESCRIPTION in stats or MAP in stats or any(name.endswith(".s16") for name in stats)
    if not ours:
        return None  # a folder of the user's: never to be evicted
    if PLAYED in stats:
        played = max(played, stats[PLAYED].st_mtime)
    size = sum(stat.st_size for stat in stats.values())
    unfinished = MAP in stats
    raw = sum(stat.st_size for name, stat in stats.items() if name.endswith(".s16"))
    counted = max(size, 2 * raw) if unfinished else size
    key = SongKey(folder.parent.name)
    return CachedSong(key, folder, size, played, counted, pinned, unfinished)
