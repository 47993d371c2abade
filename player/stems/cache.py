"""The stem cache: a folder for each song and model, within a budget, least recently played out."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.errors import CacheError
from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import SongKey
from player.stemfile.disk import HINT, disk_errors, file_checksum
from player.stemfile.entry import (
    DESCRIPTION,
    FLAC,
    FRAME_BYTES,
    Entry,
    GoOn,
    coded_path,
    load_entry,
    working_bytes,
)
from player.stemfile.left_over import PLAYED, ROOM, remove_left_over
from player.stemfile.locks import is_locked, locked, try_lock
from player.stems.cached_songs import (
    LOCK,
    MOVED,
    PINNED,
    PREFERRED,
    CachedSong,
    folders_in,
    list_songs,
    look_at,
)

if TYPE_CHECKING:
    from player.stemfile.writer import StemWriter

PATIENCE = 30.0
"""Seconds to wait for another process that makes room or an entry."""


class StemCache:
    """All entries below `root`: `root/<song key>/<model version>/`."""

    def __init__(
        self, root: Path, budget: int, *, elsewhere: bool = False, follow: bool = True
    ) -> None:
        """`elsewhere`: the user chose `root`: if it is gone, it is not made anew.

        `follow`: use the place that `root` was moved to, if it was.
        """
        self.root = _followed(root) if follow else root
        self.budget = budget
        self._elsewhere = elsewhere
        self._follow = follow

    def folder(self, key: SongKey, version: str) -> Path:
        """Where the stems of this song by this model are, or would be."""
        return self.root / key / version

    def lookup(self, key: SongKey, version: str) -> Entry | None:
        """The entry if it is there and sound; a damaged one is deleted, to be made again."""
        folder = self.folder(key, version)
        try:
            entry = load_entry(folder)
            if entry is None or not entry.complete:
                return entry  # None may mean that it is being created at this moment
            if _sound(folder, entry):
                if not is_locked(folder / ROOM):
                    remove_left_over(folder, entry)
                return entry
        except CacheError:
            pass  # a description that makes no sense
        self.delete(folder)
        return None

    def touch(self, folder: Path) -> None:
        """Note that the entry is being played."""
        try:
            (folder / PLAYED).touch()
        except OSError:
            return  # a cache that cannot be written to can still be played from

    def pin(self, key: SongKey, pinned: bool) -> None:
        """Keep this song's stems whatever happens, or no longer; CacheError as the disk says."""
        mark = self.root / key / PINNED
        with disk_errors(self.root):
            if pinned:
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.touch()
            else:
                mark.unlink(missing_ok=True)
                _remove_if_empty(mark.parent)

    def usage(self) -> int:
        """Bytes that all entries take."""
        return sum(song.bytes for song in self.songs())

    def songs(self) -> list[CachedSong]:
        """All entries, least recently played first."""
        return list_songs(self.root)

    def make_room(self, needed: int, keep: Collection[Path]) -> None:
        """Delete old entries until `needed` bytes fit into the budget; those in `keep` stay.

        Pinned entries and those that are being made stay too.
        Raises CacheError if they cannot fit, or if the disk itself has too little room.
        """
        with self.alone():
            self._make_room(needed, keep)

    def open_writer(self, folder: Path, entry: Entry, keep: Collection[Path] = ()) -> "StemWriter":
        """Begin an entry, or go on with it; room is made for all of it, its finishing included.

        The entry is preallocated before another process may count the room. CacheError as for
        `make_room`, or if another process is making the same entry.
        """
        from player.stemfile.writer import StemWriter  # late: the window has no use for soundfile

        with self.alone():
            there = look_at(folder, pinned=False)
            missing = working_bytes(entry.frames, len(entry.stored))
            missing -= there.counted if there is not None else 0
            if missing > 0:
                self._make_room(missing, {*keep, *folders_in(folder.parent)})
            return StemWriter(folder, entry)

    def convert(self, song: CachedSong, codec: str, go_on: GoOn = lambda: True) -> bool:
        """Code a finished entry anew; False if there was nothing to do.

        Raises CacheError if there is no room or the stems cannot be read, Halted when `go_on`
        says no; the entry is then as it was.
        """
        from player.stemfile.convert import convert  # late, as above

        entry = load_entry(song.folder)
        if entry is None or not entry.complete or entry.codec == codec or song.busy:
            return False
        frame_bytes = FRAME_BYTES if codec == FLAC else 1  # at the most
        with self._room(song.folder, entry.frames * len(entry.stored) * frame_bytes):
            convert(song.folder, entry, codec, go_on)
        return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from making room or entries; CacheError if they take too long."""
        self._check_place()
        with disk_errors(self.root), locked(self.root / LOCK, PATIENCE) as held:
            if not held:
                raise CacheError(
                    "Another program is changing the stem cache.", "Wait until it is done."
                )
            yield

    @contextmanager
    def _room(self, folder: Path, size: int) -> Iterator[None]:
        """Have files of up to `size` bytes counted before they are written to an entry."""
        room = folder / ROOM
        with self.alone():
            self._make_room(size, {folder})
            file = room.open("wb")
            try_lock(file.fileno())
            file.truncate(size)  # takes no disk
        try:
            yield
        finally:
            file.close()
            room.unlink(missing_ok=True)

    def _make_room(self, needed: int, keep: Collection[Path]) -> None:
        songs = self.songs()
        used = sum(song.counted for song in songs)
        kept = sum(song.counted for song in songs if song.folder in keep)
        if kept + needed > self.budget:
            raise CacheError(
                f"The stems would take {needed // 10**6} MB, more than the cache may hold.",
                "Allow the stem cache more room.",
            )
        for song in songs:
            if used + needed <= self.budget:
                break
            if song.folder not in keep and not song.pinned and not song.busy:
                self.delete(song.folder)
                used -= song.counted
        if used + needed > self.budget:
            raise CacheError(
                f"The stem cache is full: {used // 10**6} MB are pinned or in use.",
                "Unpin some songs, or allow the stem cache more room.",
            )
        self._check_disk(needed)

    def clear(self, keep: Collection[Path] = ()) -> int:
        """Delete all entries but those in `keep`, pinned or being made; returns the bytes freed."""
        doomed = [
            song
            for song in self.songs()
            if song.folder not in keep and not song.pinned and not song.busy
        ]
        for song in doomed:
            self.delete(song.folder)
        return sum(song.bytes for song in doomed)

    def delete(self, folder: Path) -> None:
        """Delete one entry, and the song's folder with its last one."""
        with suppress(OSError):
            (folder / DESCRIPTION).unlink()  # first: what is half deleted is no entry
        shutil.rmtree(folder, ignore_errors=True)
        _remove_if_empty(folder.parent)

    def _check_place(self) -> None:
        if self._follow and (self.root / MOVED).exists():
            raise CacheError("The stem cache was moved meanwhile.", "Start the player again.")
        if self._elsewhere and not self.root.is_dir():
            raise CacheError(
                f"The folder of the stem cache, {self.root}, is not there.",
                "Connect its drive, or choose another folder in the settings.",
            )
        with disk_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
        if not os.access(self.root, os.W_OK):
            raise CacheError(
                f"The stem cache {self.root} cannot be written to.",
                "Change its permissions, or choose another folder with --cache-dir.",
            )

    def _check_disk(self, needed: int) -> None:
        free = shutil.disk_usage(self.root).free
        if free < needed:
            raise CacheError(
                f"The disk of the stem cache has {free // 10**6} MB left;"
                f" {needed // 10**6} MB are needed.",
                HINT,
            )


def cache_at(place: Folders, settings: Settings) -> StemCache:
    """The cache where the user said just now, else where the settings say, else its usual place."""
    if settings.cache_folder and not place.cache_given:
        root = stem_folder(Path(settings.cache_folder))
        return StemCache(root, settings.cache_budget, elsewhere=True)
    return StemCache(place.stems, settings.cache_budget)


def stem_folder(chosen: Path) -> Path:
    """Where stems are in a folder that the user chose."""
    return chosen / "stems"


def _followed(root: Path) -> Path:
    with suppress(OSError, ValueError):
        moved = Path((root / MOVED).read_text("utf-8"))
        if moved.is_dir():
            return moved
    return root


def _remove_if_empty(folder: Path) -> None:
    """Delete a song's folder if no entry is in it, and the user said nothing that is to last."""
    with suppress(OSError):  # other stems are in it, or it is gone
        if {path.name for path in folder.iterdir()} == {PREFERRED}:
            (folder / PREFERRED).unlink()
        folder.rmdir()


def _sound(folder: Path, entry: Entry) -> bool:
    """Whether the finished files are what was written."""
    try:
        return all(
            file_checksum(coded_path(folder, stem, entry.codec)) == entry.checksums[stem]
            for stem in entry.stored
        )
    except (OSError, KeyError):
        return False
