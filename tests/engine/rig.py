"""A transport without a process or an output: what it would have put out, as an array."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from player.base.units import CELL, SAMPLE_RATE, Frames, Pcm, StemName, cells
from player.engine.deck import Deck
from player.engine.protocol import Event, Mix, Song, StemGain
from player.engine.transport import Transport
from player.stemfile.cell_map import CellState
from player.stemfile.entry import SCALE, Entry
from player.stemfile.writer import StemWriter

BUFFER = 1_764
VOCALS, ACCOMPANIMENT = StemName("vocals"), StemName("accompaniment")
STEMS = (VOCALS, ACCOMPANIMENT)


def muted(*stems: StemName, sent: float = 0.0) -> Mix:
    """A mix without these stems."""
    gains = tuple(StemGain(s, *([0.0, 0.0] if s in stems else [1.0, 1.0])) for s in STEMS)
    return Mix(gains, 1.0, sent)


def write_song(path: Path, sound: Pcm) -> Path:
    """A file that decodes to exactly `sound`."""
    soundfile.write(path, sound, SAMPLE_RATE, subtype="FLOAT")
    return path


def storable(sound: Pcm) -> Pcm:
    """`sound` rounded to what a stem file can hold, so that it comes back exactly."""
    return (np.rint(sound * SCALE) / SCALE).astype(np.float32)


def write_vocals(
    folder: Path, vocals: Pcm, *, first: int = 0, last: int | None = None
) -> StemWriter:
    """Stems being made, of which the cells first..last are there; the writer is to be closed."""
    writer = StemWriter(folder, Entry(len(vocals), STEMS, "test"))
    stop = min((cells(len(vocals)) if last is None else last) * CELL, len(vocals))
    writer.write(first * CELL, vocals[np.newaxis, first * CELL : stop])
    writer.mark(first * CELL, stop, CellState.FINAL)
    return writer


class Rig:
    """Drives a transport as an output would, and waits where a listener would not have to."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.transport = Transport(self.events.append)
        self.buffer = BUFFER
        self._tokens = 0

    def deck(self, path: Path | str, start: Frames = 0) -> Deck:
        """A deck for a file."""
        self._tokens += 1
        return Deck(Song(self._tokens, str(path), start), self.events.append)

    def load(self, path: Path | str, start: Frames = 0, *, play: bool = True) -> Deck:
        """Have a song current and ready."""
        deck = self.deck(path, start)
        self.transport.load(deck, play=play)
        self.wait(lambda: deck.ready(start))
        return deck

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is so, at most ten seconds."""
        deadline = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < deadline, "this should have happened long ago"
            time.sleep(0.001)

    def play(self, count: Frames) -> Pcm:
        """The next `count` frames, waiting for sound and stems, as without a clock."""
        parts = []
        for start in range(0, count, self.buffer):
            size = min(self.buffer, count - start)
            self.wait(partial(self._ready, size))
            parts.append(self.transport.render(size))
            self.transport.collect()
        return np.concatenate(parts)

    def play_on(self, count: Frames) -> Pcm:
        """The next `count` frames, waiting for the original only, as with a clock."""
        parts = []
        for start in range(0, count, self.buffer):
            deck, place = self.transport.current, self.transport.position
            if deck is not None:
                self.wait(partial(deck.ready, place + self.buffer))
            parts.append(self.transport.render(min(self.buffer, count - start)))
        return np.concatenate(parts)

    def _ready(self, count: Frames) -> bool:
        return self.transport.ready(count) or not self.transport.playing

    def close(self) -> None:
        """Let go of everything."""
        self.transport.clear()
        self.transport.collect()
