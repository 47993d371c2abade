"""Has one file's stems made (or found in the cache), with progress on the terminal."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from player.base.errors import SeparationError
from player.base.folders import Folders
from player.base.loop import Loop
from player.base.settings import Settings
from player.base.units import CELL, SAMPLE_RATE, Frames
from player.cli.terminal import Progress
from player.core.stem_service import STORED_STEMS
from player.stemfile.cell_map import CellState
from player.stemfile.entry import working_bytes
from player.stems import protocol
from player.stems.cache import StemCache
from player.stems.keys import KeyStore, frames_of
from player.stems.scheduler import News, Priority, Scheduler


@dataclass
class StemMaker:
    """A separator for a row of files, and the cache it works into."""

    loop: Loop
    scheduler: Scheduler
    cache: StemCache
    keys: KeyStore
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
        if entry is None:
            self.cache.make_room(working_bytes(frames_of(key), STORED_STEMS), {folder})
        return folder, self._separate(path, folder, start, stop)

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
                case protocol.ChunkDone(_, cells, _):
                    made = cells.count(CellState.FINAL)
                    Progress.show(path.name, made / len(cells))
                case protocol.JobDone() | protocol.PartDone():
                    Progress.clear()
                    return made * CELL / SAMPLE_RATE / (time.monotonic() - began)
                case protocol.Failed(_, message, hint):
                    raise SeparationError(message, hint)


@contextmanager
def stem_maker(
    place: Folders, settings: Settings, loop: Loop, *, model: str | None, device: str | None
) -> Iterator[StemMaker]:
    """A StemMaker whose separator process starts at once and ends with the block."""
    configure = protocol.Configure(
        model or settings.model,
        place.models,
        device or settings.device,
        os.cpu_count() or 1,
        place.spool(),
    )
    scheduler = Scheduler(loop, configure)
    keys = KeyStore(place.cache / "keys.sqlite")
    maker = StemMaker(loop, scheduler, StemCache(place.stems, settings.cache_budget), keys)
    scheduler.warm.connect(lambda warm: setattr(maker, "warm", warm))
    scheduler.unavailable.connect(lambda failed: setattr(maker, "refused", failed))
    scheduler.news.connect(maker.news.append)
    try:
        yield maker
    finally:
        scheduler.close()
        keys.close()
