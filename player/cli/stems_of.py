"""Has one file's stems made (or found in the cache), with progress on the terminal."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from player.base.errors import SeparationError
from player.base.folders import Folders
from player.base.loop import Loop
from player.base.settings import Settings
from player.base.units import CELL, SAMPLE_RATE, Frames, Seconds, seconds
from player.cli.terminal import Progress, say
from player.stemfile.cell_map import CellState
from player.stemfile.entry import working_bytes
from player.stems import protocol
from player.stems.cache import StemCache, cache_at
from player.stems.jobs import News, Priority
from player.stems.keys import KeyStore, frames_of
from player.stems.scheduler import Scheduler
from player.stems.versions import Known, KnownVersions


@dataclass
class StemMaker:
    """A separator for a row of files, and the cache it works into."""

    loop: Loop
    scheduler: Scheduler
    cache: StemCache
    keys: KeyStore
    versions: KnownVersions
    settings: Settings
    warm: protocol.Warm | None = None
    refused: protocol.Failed | None = None
    news: list[News] = field(default_factory=list)

    def make(self, path: Path, start: Frames, stop: Frames | None) -> tuple[Path, float]:
        """The entry with the stems of `path`, and the speed it was made at (0 if it was there).

        Raises MinusOneError if the file cannot be separated.
        """
        self.loop.run_until(lambda: bool(self.warm or self.refused))
        if self.warm is None:
            failed = self.refused
            raise SeparationError(failed.message, failed.hint) if failed else SeparationError("")
        key = self.keys.key(path)
        folder = self.cache.folder(key, self.warm.version)
        entry = self.cache.lookup(key, self.warm.version)
        if entry is not None and entry.complete:
            self.cache.touch(folder)
            return folder, 0.0
        length = frames_of(key)
        if entry is None:
            self.cache.make_room(working_bytes(length, len(self.warm.stems) - 1), {folder})
        self._warn(self.warm, path, (length if stop is None else stop) - start)
        speed = self._separate(path, folder, start, stop)
        self._remember(self.warm, speed)
        return folder, speed

    def _warn(self, warm: protocol.Warm, path: Path, length: Frames) -> None:
        """A model slower than playback is no surprise, if one is told."""
        known = self.versions.get(warm.model, self.settings.quality)
        speed = (known.x_realtime if known is not None else 0.0) or warm.x_realtime
        if 0 < speed < 1:
            say(
                f"{warm.model} is slower than playback ({speed:g} times as fast):"
                f" {path.name} takes about {_time(seconds(length) / speed)}."
            )

    def _remember(self, warm: protocol.Warm, speed: float) -> None:
        known = Known(warm.version, warm.stems, round(speed, 2))
        self.versions.set(warm.model, self.settings.quality, known)

    def _separate(self, path: Path, folder: Path, start: Frames, stop: Frames | None) -> float:
        began = time.monotonic()
        self.news.clear()
        self.scheduler.request(
            self.keys.key(path), path, folder, Priority.ASKED, start or None, stop
        )
        made = 0
        while True:
            self.loop.run_until(lambda: bool(self.news))
            match self.news.pop(0).report:
                case protocol.ChunkDone(_, cells, _, notice):
                    if notice:
                        say(notice)
                    made = cells.count(CellState.FINAL)
                    Progress.show(path.name, made / len(cells))
                case protocol.JobDone() | protocol.PartDone():
                    Progress.clear()
                    return made * CELL / SAMPLE_RATE / (time.monotonic() - began)
                case protocol.Failed(_, message, hint):
                    raise SeparationError(message, hint)


@contextmanager
def stem_maker(
    place: Folders,
    settings: Settings,
    loop: Loop,
    *,
    model: str | None = None,
    device: str | None = None,
) -> Iterator[StemMaker]:
    """A StemMaker whose separator process starts at once and ends with the block."""
    settings = replace(settings, model=model or settings.model, device=device or settings.device)
    configure = protocol.Configure.by_settings(place, settings, os.cpu_count() or 1)
    scheduler = Scheduler(loop, configure)
    keys = KeyStore(place.cache / "keys.sqlite")
    cache = cache_at(place, settings)
    versions = KnownVersions(place.versions)
    maker = StemMaker(loop, scheduler, cache, keys, versions, settings)
    scheduler.warm.connect(lambda _, warm: setattr(maker, "warm", warm))
    scheduler.unavailable.connect(lambda _, failed: setattr(maker, "refused", failed))
    scheduler.news.connect(maker.news.append)
    try:
        yield maker
    finally:
        scheduler.close()
        keys.close()


def _time(time_left: Seconds) -> str:
    minutes = round(time_left / 60)
    return f"{minutes} min" if minutes > 1 else f"{round(time_left)} s"
