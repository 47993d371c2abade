"""Moves the whole stem cache to another folder: nothing goes before all of it is there."""

import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from player.base.errors import CacheError
from player.base.files import write_atomically
from player.base.values import dataclass
from player.stemfile.disk import HINT, disk_errors, file_checksum
from player.stemfile.entry import DESCRIPTION, MAP, Entry, coded_path, load_entry, raw_path
from player.stemfile.left_over import PLAYED
from player.stemfile.locks import try_lock
from player.stems.cache import StemCache, stem_folder
from player.stems.cached_songs import LOCK, MOVED, MOVING, PINNED, PREFERRED, CachedSong

BLOCK = 1 << 20
Report = Callable[[int, int], None]
"""Bytes that are there, and all bytes; may raise to break off."""


@dataclass(frozen=True)
class Moved:
    """What a move did."""

    root: Path
    songs: int
    bytes: int
    damaged: int
    """Entries that were left out since their checksums are wrong."""


def move(
    cache: StemCache,
    folder: Path,
    switch: Callable[[], None],
    report: Report = lambda _done, _all: None,
) -> Moved:
    """Move all stems into `folder`; `switch` saves that they are there now; blocks.

    Copies with checksums, switches when all is there, and only then deletes the old files. Broken
    off at any moment it can be called again, and goes on. `cache` is the new place afterwards.
    Raises CacheError: the old cache then stays in use, unless only its deletion went wrong.
    """
    root = stem_folder(folder).absolute()
    note = root / MOVING
    source = _source(cache, root, note)
    try:
        with disk_errors(root):
            root.mkdir(parents=True, exist_ok=True)
            with _noted(note, source.root):
                result = _Move(source, root, switch, report).run()
            note.unlink()
    except CacheError as error:
        hint = error.hint if error.hint and error.hint != HINT else "Free some space there."
        again = "Then move them again: what is copied is kept."
        raise CacheError(error.message, f"{hint} {again}") from error
    cache.root = root
    return result


@contextmanager
def _noted(note: Path, source: Path) -> Iterator[None]:
    """Keep a locked note of where the stems come from; it stays if the move is broken off."""
    with note.open("a+b") as file:
        if not try_lock(file.fileno()):
            raise CacheError("Another program is moving the stem cache.")
        file.truncate(0)
        file.write(os.fsencode(source))
        file.flush()
        yield


def _source(cache: StemCache, root: Path, note: Path) -> StemCache:
    """The cache to move from; CacheError if `root` cannot take it."""
    if root == cache.root:
        with suppress(OSError):  # the last move was broken off while it deleted
            old = Path(os.fsdecode(note.read_bytes()))
            if old.is_absolute() and old != root:
                return StemCache(old, cache.budget, follow=False)
        raise CacheError(f"The stems are in {root} already.")
    if root.is_relative_to(cache.root) or cache.root.is_relative_to(root):
        raise CacheError("One folder of stems cannot lie in the other.", "Choose another folder.")
    ours = any((root / name).exists() for name in (LOCK, MOVED, MOVING))
    if root.exists() and not ours and any(root.iterdir()):
        raise CacheError(f"{root} holds other files.", "Choose an empty folder.")
    return cache


class _Move:
    def __init__(
        self, source: StemCache, root: Path, switch: Callable[[], None], report: Report
    ) -> None:
        self._source = source
        self._root = root
        self._switch = switch
        self._report = report
        self._done = 0
        self._damaged: set[Path] = set()

    def run(self) -> Moved:
        songs = self._source.songs()
        self._check_room(songs)
        for song in songs:  # the long part, while the old cache can be used
            if not song.busy:
                self._bring(song)
            self._done += song.bytes
            self._report(self._done, sum(each.bytes for each in songs))
        with self._source.alone():
            songs = self._last_look()
            (self._root / MOVED).unlink(missing_ok=True)
            self._switch()
            write_atomically(self._source.root / MOVED, str(self._root).encode())
            self._delete(songs)
        whole = [song for song in songs if song.folder not in self._damaged]
        size = sum(song.bytes for song in whole)
        return Moved(self._root, len(whole), size, len(self._damaged))

    def _last_look(self) -> list[CachedSong]:
        """Bring what changed meanwhile; nobody else begins an entry now."""
        songs = self._source.songs()
        if any(song.busy for song in songs):
            raise CacheError("Stems are being made at this moment.", "Stop the separation.")
        for song in songs:
            self._bring(song)
        for parent in {song.folder.parent for song in songs}:
            for name in (PINNED, PREFERRED):
                if (parent / name).exists():
                    shutil.copy2(parent / name, self._root / parent.name / name)
        return songs

    def _check_room(self, songs: list[CachedSong]) -> None:
        needed = sum(song.bytes for song in songs if not self._is_there(song.folder))
        free = shutil.disk_usage(self._root).free
        if free < needed:
            raise CacheError(
                f"The disk of {self._root} has {free // 10**6} MB left;"
                f" {needed // 10**6} MB are needed.",
                "Free some space there.",
            )

    def _bring(self, song: CachedSong) -> None:
        """Copy an entry unless it is there; a damaged one is left out."""
        if song.folder in self._damaged or self._is_there(song.folder):
            return
        if not (song.folder / DESCRIPTION).exists():
            return  # half deleted by a move that was broken off
        target = self._target(song.folder)
        part = target.with_name(f".{target.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            if _copy_entry(song.folder, part):
                shutil.rmtree(target, ignore_errors=True)
                part.rename(target)
            else:
                self._damaged.add(song.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _is_there(self, folder: Path) -> bool:
        """Whether the copy, which is moved into place when it is whole, is still the same."""
        target = self._target(folder)
        return (
            all(_content(folder / name) == _content(target / name) for name in (DESCRIPTION, MAP))
            and (target / DESCRIPTION).exists()
        )

    def _target(self, folder: Path) -> Path:
        return self._root / folder.parent.name / folder.name

    def _delete(self, songs: list[CachedSong]) -> None:
        for song in songs:
            parent = song.folder.parent
            self._source.delete(song.folder)
            if all(path.name in {PINNED, PREFERRED} for path in parent.glob("*")):
                shutil.rmtree(parent, ignore_errors=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _copy_entry(folder: Path, part: Path) -> bool:
    """Copy an entry's files; False if it is damaged, OSError as the disk says."""
    try:
        entry = load_entry(folder)
    except CacheError:
        return False
    if entry is None:
        return False
    for path in _files(folder, entry):
        try:
            checksum = _copy(path, part / path.name)
        except FileNotFoundError:
            return False
        wanted = entry.checksums.get(path.stem, checksum) if path.suffix != ".json" else checksum
        if checksum != wanted:
            return False
    if (folder / PLAYED).exists():
        shutil.copy2(folder / PLAYED, part / PLAYED)
    shutil.copystat(folder, part)
    return True


def _files(folder: Path, entry: Entry) -> list[Path]:
    if entry.complete:
        stems = [coded_path(folder, stem, entry.codec) for stem in entry.stored]
    else:
        stems = [folder / MAP, *(raw_path(folder, stem) for stem in entry.stored)]
    return [*stems, folder / DESCRIPTION]


def _copy(path: Path, target: Path) -> int:
    """Copy a file, look whether it arrived, and return its CRC-32."""
    checksum = 0
    with path.open("rb") as old, target.open("wb") as new:
        while block := old.read(BLOCK):
            new.write(block)
            checksum = zlib.crc32(block, checksum)
        new.flush()
        os.fsync(new.fileno())
    if file_checksum(target) != checksum:
        raise OSError(None, f"{target.name} did not arrive as it was sent")
    shutil.copystat(path, target)
    return checksum
