"""The stem cache: a folder for each song and model, within a budget, least recently played out."""

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from player.base.errors import CacheError
from player.base.units import SongKey
from player.stemfile.disk import HINT, disk_errors, file_checksum
from player.stemfile.entry import Entry, flac_path, load_entry

_PLAYED = "played"


@dataclass(frozen=True)
class CachedSong:
    """One entry as the cache sees it."""

    key: SongKey
    folder: Path
    bytes: int
    played: float
    """When it was last used, as seconds since 1970."""


class StemCache:
    """All entries below `root`: `root/<song key>/<model version>/`."""

    def __init__(self, root: Path, budget: int) -> None:
        self.root = root
        self.budget = budget

    def folder(self, key: SongKey, version: str) -> Path:
        """Where the stems of this song by this model are, or would be."""
        return self.root / key / version

    def lookup(self, key: SongKey, version: str) -> Entry | None:
        """The entry if it is there and sound; a damaged one is deleted, to be made again."""
        folder = self.folder(key, version)
        try:
            entry = load_entry(folder)
            if entry is None or not entry.complete or _sound(folder, entry):
                return entry  # None may mean that it is being created at this moment
        except CacheError:
            pass  # a description that makes no sense
        self.delete(folder)
        return None

    def touch(self, folder: Path) -> None:
        """Note that the entry is being played."""
        try:
            (folder / _PLAYED).touch()
        except OSError:
            return  # a cache that cannot be written to can still be played from

    def usage(self) -> int:
        """Bytes that all entries take."""
        return sum(song.bytes for song in self.songs())

    def songs(self) -> list[CachedSong]:
        """All entries, least recently played first."""
        found = [_song(folder) for song in _folders(self.root) for folder in _folders(song)]
        return sorted((song for song in found if song is not None), key=lambda song: song.played)

    def make_room(self, needed: int, keep: Collection[Path]) -> None:
        """Delete old entries until `needed` bytes fit into the budget; those in `keep` stay.

        Raises CacheError if they cannot fit, or if the disk itself has too little room.
        """
        songs = self.songs()
        used = sum(song.bytes for song in songs)
        kept = sum(song.bytes for song in songs if song.folder in keep)
        if kept + needed > self.budget:
            raise CacheError(
                f"The stems would take {needed // 10**6} MB, more than the cache may hold.",
                "Allow the stem cache more room.",
            )
        for song in songs:
            if used + needed <= self.budget:
                break
            if song.folder not in keep:
                self.delete(song.folder)
                used -= song.bytes
        self._check_disk(needed)

    def clear(self, keep: Collection[Path] = ()) -> int:
        """Delete all entries but those in `keep`; returns the bytes freed."""
        doomed = [song for song in self.songs() if song.folder not in keep]
        for song in doomed:
            self.delete(song.folder)
        return sum(song.bytes for song in doomed)

    def verify(self) -> list[tuple[CachedSong, bool]]:
        """Check every finished entry's checksums; damaged ones are deleted."""
        result = []
        for song in self.songs():
            sound = True
            try:
                entry = load_entry(song.folder)
                sound = entry is not None and (not entry.complete or _sound(song.folder, entry))
            except CacheError:
                sound = False
            if not sound:
                self.delete(song.folder)
            result.append((song, sound))
        return result

    def delete(self, folder: Path) -> None:
        """Delete one entry, and the song's folder with its last one."""
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.parent.rmdir()
        except OSError:
            return  # other models' stems are in it, or it is gone

    def _check_disk(self, needed: int) -> None:
        with disk_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            if not os.access(self.root, os.W_OK):
                raise CacheError(
                    f"The stem cache {self.root} cannot be written to.",
                    "Change its permissions, or choose another folder with --cache-dir.",
                )
            free = shutil.disk_usage(self.root).free
        if free < needed:
            raise CacheError(
                f"The disk of the stem cache has {free // 10**6} MB left;"
                f" {needed // 10**6} MB are needed.",
                HINT,
            )


def _folders(parent: Path) -> list[Path]:
    """The folders in `parent`; none if it is being deleted at this moment."""
    try:
        return [path for path in parent.iterdir() if path.is_dir()]
    except OSError:
        return []


def _song(folder: Path) -> CachedSong | None:
    try:
        size = sum(file.stat().st_size for file in folder.iterdir())
        played = folder.stat().st_mtime
        if (mark := folder / _PLAYED).exists():
            played = max(played, mark.stat().st_mtime)
    except OSError:
        return None  # being deleted at this moment
    return CachedSong(SongKey(folder.parent.name), folder, size, played)


def _sound(folder: Path, entry: Entry) -> bool:
    """Whether the finished files are what was written."""
    try:
        return all(
            file_checksum(flac_path(folder, stem)) == entry.checksums[stem] for stem in entry.stored
        )
    except (OSError, KeyError):
        return False
