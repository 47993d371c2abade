"""Looks through the whole stem cache for what is damaged, and mends it if wished."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from player.base.values import dataclass
from player.stemfile.check import check_entry, forget_bad_cells
from player.stemfile.disk import disk_errors
from player.stemfile.entry import MAP
from player.stemfile.left_over import ROOM, Fault, Finding, judged, listed
from player.stemfile.locks import is_locked
from player.stems.cache import StemCache
from player.stems.cached_songs import LOCK, MOVED, MOVING, PINNED, PREFERRED, look_at


@dataclass(frozen=True)
class Verdict:
    """What was found. `entries` were looked at; `skipped` are being made at this moment."""

    entries: int
    skipped: int
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What is the player's, and wrong."""
        return tuple(each for each in self.findings if each.fault is not Fault.FOREIGN)


def verify(
    cache: StemCache,
    *,
    repair: bool = False,
    decode: bool = True,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Verdict:
    """Check every entry and every file; `repair` deletes what is wrong, so that it is made again.

    Of an unfinished entry only the damaged cells are given up. `decode` also decodes finished
    files; without it their checksums are trusted. What is not the player's is never touched.
    """
    songs = cache.songs()
    findings = list(_around(cache))
    skipped = 0
    for number, song in enumerate(songs):
        progress(number, len(songs))
        if song.busy:
            skipped += 1
        else:
            findings += check_entry(song.folder, decode=decode)
    if repair:
        for finding in findings:
            _mend(cache, finding)
    return Verdict(len(songs), skipped, tuple(findings))


def _around(cache: StemCache) -> Iterator[Finding]:
    """Files that are in no entry."""
    moving = is_locked(cache.root / MOVING)
    for path in listed(cache.root):
        if path.is_file() and path.name not in {LOCK, MOVED, MOVING}:
            yield Finding(path, *judged(path))
        for inside in listed(path) if path.is_dir() else ():
            if inside.is_dir():
                yield from _odd_folder(inside, moving=moving)
            elif inside.name not in {PINNED, PREFERRED}:
                yield Finding(inside, *judged(inside))


def _odd_folder(folder: Path, *, moving: bool) -> Iterator[Finding]:
    """A folder where entries are, if it is none."""
    if folder.name[0] == "." and folder.suffix == ".part":
        if not moving:
            yield Finding(folder, Fault.LEFT_OVER, "It was never moved wholly.")
    elif look_at(folder, pinned=False) is None:
        yield from check_entry(folder)


def _mend(cache: StemCache, finding: Finding) -> None:
    path = finding.path
    with disk_errors(cache.root):
        match finding.fault:
            case Fault.DAMAGED if not is_locked(path / MAP) and not is_locked(path / ROOM):
                cache.delete(path)
            case Fault.CELLS if not is_locked(path / MAP):
                forget_bad_cells(path)
            case Fault.LEFT_OVER if path.is_dir():
                shutil.rmtree(path)
            case Fault.LEFT_OVER:
                with suppress(PermissionError):  # Windows keeps what the engine still reads
                    path.unlink(missing_ok=True)
            case _:
                return
