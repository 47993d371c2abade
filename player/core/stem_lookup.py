"""Looks a song up in the stem cache, and makes room there; for background threads."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from player.base.background import Background
from player.base.errors import CacheError, MinusOneError
from player.base.loop import MainThread
from player.base.units import SongKey
from player.base.values import dataclass
from player.core.separation import StemSet, StemState
from player.core.song_stems import Part
from player.interchange.boxes import is_stem_file
from player.retouch.edit_file import PREFIX
from player.stemfile.entry import load_entry, working_bytes
from player.stems.cache import StemCache
from player.stems.cached_songs import PINNED
from player.stems.jobs import Tier
from player.stems.keys import KeyStore, frames_of
from player.stems.preferred import preferred
from player.stems.versions import Known

T = TypeVar("T")
BROUGHT = "the stems you brought"
"""Stands in for a model's name."""
REFINED = "the stems you refined"
_OWN = {"import-": BROUGHT, PREFIX: REFINED}


@dataclass(frozen=True)
class Sought:
    """A model whose stems are looked for."""

    model: str
    known: Known


@dataclass(frozen=True)
class Found:
    """What the cache holds of a song."""

    key: SongKey
    parts: Mapping[Tier, Part] = field(default_factory=dict)
    brought: Part | None = None
    pinned: bool = False
    carries_stems: bool = False
    """Whether it is a stem file whose own stems were not taken yet."""


class StemLookup:
    """Reads files and folders on its own threads, and answers on the main thread."""

    def __init__(self, cache: StemCache, keys: KeyStore, main_thread: MainThread) -> None:
        self.cache = cache
        self.keys = keys
        self._main_thread = main_thread
        self._pool = Background(2, "stems")

    def run(self, work: Callable[[], None]) -> None:
        """Do something else that takes time."""
        self._pool.run(work)

    def look(
        self,
        path: Path,
        sought: Mapping[Tier, Sought],
        found: Callable[[Found], None],
        failed: Callable[[MinusOneError], None],
    ) -> None:
        """What there is of the song in `path`; `found` or `failed` is called when that is known."""

        def work() -> None:
            self._answer(lambda: self._look(path, sought), found, failed)

        self._pool.run(work)

    def find_all(
        self,
        path: Path,
        found: Callable[[tuple[StemSet, ...]], None],
        failed: Callable[[MinusOneError], None],
    ) -> None:
        """All whole stems of the song in `path`, by whatever model."""
        self._pool.run(lambda: self._answer(lambda: self._find_all(path), found, failed))

    def make_room(
        self,
        part: Part,
        keep: Collection[Path],
        made: Callable[[None], None],
        failed: Callable[[MinusOneError], None],
    ) -> None:
        """Have the cache take one more entry; those in `keep` stay."""
        needed = working_bytes(part.frames, len(part.stems) - 1)

        def work() -> None:
            self._answer(lambda: self.cache.make_room(needed, keep), made, failed)

        self._pool.run(work)

    def pin(self, path: Path, pinned: bool, failed: Callable[[MinusOneError], None]) -> None:
        """Keep all stems of a song, or no longer."""

        def work() -> None:
            self._answer(lambda: self._pin(path, pinned), lambda _: None, failed)

        self._pool.run(work)

    def close(self) -> None:
        """End the threads."""
        self._pool.close()

    # -- on a background thread

    def _answer(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MinusOneError], None],
    ) -> None:
        try:
            result = work()
        except MinusOneError as error:
            failure = error
            self._main_thread.post(lambda: failed(failure))
        else:
            self._main_thread.post(lambda: done(result))

    def _look(self, path: Path, sought: Mapping[Tier, Sought]) -> Found:
        key = self.keys.key(path)
        parts = {tier: self._part(key, each) for tier, each in sought.items()}
        pinned = (self.cache.root / key / PINNED).exists()
        brought = self._brought(key)
        return Found(key, parts, brought, pinned, brought is None and is_stem_file(path))

    def _find_all(self, path: Path) -> tuple[StemSet, ...]:
        folder = self.cache.root / self.keys.key(path)
        found = []
        for each in sorted(folder.iterdir()) if folder.is_dir() else ():
            with suppress(CacheError):
                entry = load_entry(each) if each.is_dir() else None
                if entry is not None and entry.complete:
                    name = next(
                        (w for p, w in _OWN.items() if each.name.startswith(p)), entry.model
                    )
                    found.append(StemSet(name, each, entry.stems))
        return tuple(found)

    def _part(self, key: SongKey, sought: Sought) -> Part:
        folder = self.cache.folder(key, sought.known.version)
        entry = self.cache.lookup(key, sought.known.version)
        part = Part(sought.model, folder, sought.known.stems, frames_of(key), entry)
        if entry is not None:
            self.cache.touch(folder)
            if entry.complete:
                part.finish()
        return part

    def _brought(self, key: SongKey) -> Part | None:
        version = preferred(self.cache, key)
        if version is None:
            return None
        folder = self.cache.folder(key, version)
        with suppress(CacheError):
            entry = load_entry(folder)
            if entry is not None and entry.complete:
                self.cache.touch(folder)
                part = Part(
                    REFINED if version.startswith(PREFIX) else BROUGHT,
                    folder,
                    entry.stems,
                    entry.frames,
                    entry,
                    StemState.READY,
                )
                part.finish()
                return part
        return None

    def _pin(self, path: Path, pinned: bool) -> None:
        self.cache.pin(self.keys.key(path), pinned)
