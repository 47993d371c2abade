"""A scheduler with the real model, and everything it reported."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import soundfile

from player.base.loop import Loop
from player.base.units import CELL, Frames, SongKey
from player.stems import protocol
from player.stems.jobs import News, Priority, Tier
from player.stems.scheduler import Gate, Scheduler
from separation.models.registry import DEFAULT_MODEL
from tests.models import cache_folder

TIMEOUT = 60.0
ENDS = (protocol.JobDone, protocol.PartDone, protocol.JobStopped, protocol.Failed)
T = TypeVar("T")


def write_song(path: Path, cells: float, seed: int = 0) -> Path:
    """A song of so many grid cells (1.486 s): chords and noise, different everywhere."""
    time = np.arange(round(cells * CELL)) / 44_100
    tones = np.array([[196], [247], [330]]) * (1 + 0.01 * time) * time
    chords = np.sin(2 * np.pi * tones).sum(axis=0)
    noise = np.random.default_rng(seed).standard_normal((len(time), 2))
    soundfile.write(path, 0.1 * chords[:, np.newaxis] + 0.03 * noise, 44_100)
    return path


def configuration(models: Path | None = None) -> protocol.Configure:
    return protocol.Configure(DEFAULT_MODEL, models or cache_folder(), "cpu", 2)


class Rig:
    """Asks for stems below `folder`, and notes what is told."""

    def __init__(
        self,
        folder: Path,
        models: Path | None = None,
        processes: int = 1,
        gate: Gate | None = None,
        linger: float = 60.0,
    ) -> None:
        self.folder = folder
        self.loop = Loop()
        self.news: list[News] = []
        self.warm: list[protocol.Warm] = []
        self.unavailable: list[protocol.Failed] = []
        self.restarts = 0
        self.scheduler = Scheduler(self.loop, configuration(models), processes, gate, linger)
        self.scheduler.news.connect(self.news.append)
        self.scheduler.warm.connect(lambda _, warm: self.warm.append(warm))
        self.scheduler.unavailable.connect(lambda _, failed: self.unavailable.append(failed))
        self.scheduler.restarted.connect(self._restarted)

    def entry(self, name: str) -> Path:
        """Where the stems of the song `name` go."""
        return self.folder / name

    def ask(
        self,
        name: str,
        song: Path,
        priority: Priority = Priority.ASKED,
        playhead: Frames | None = None,
        stop: Frames | None = None,
        tier: Tier = Tier.FAST,
    ) -> None:
        self.scheduler.request(
            SongKey(name), song, self.entry(name), priority, playhead, stop, tier
        )

    def cancel(self, name: str) -> None:
        self.scheduler.cancel(self.entry(name))

    def move_playhead(self, name: str, playhead: Frames) -> None:
        self.scheduler.move_playhead(self.entry(name), playhead)

    def reports(self, name: str, kind: type[T] | tuple[type[T], ...]) -> list[T]:
        """What was told of a song so far."""
        return [n.report for n in self.news if n.key == name and isinstance(n.report, kind)]

    def wait(self, name: str, kind: type[T] | tuple[type[T], ...]) -> T:
        """Wait for the next report of this kind."""
        before = len(self.reports(name, kind))
        self.until(lambda: len(self.reports(name, kind)) > before)
        return self.reports(name, kind)[before]

    def end(self, name: str) -> object:
        """Wait for the next report that ends a job."""
        return self.wait(name, ENDS)

    def until(self, done: Callable[[], bool]) -> None:
        """Run the loop until then; a test that waits too long fails."""
        reached = self.loop.run_until(done, TIMEOUT)
        assert reached, (self.news[-5:], self.unavailable)

    def _restarted(self) -> None:
        self.restarts += 1
