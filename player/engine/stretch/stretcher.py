"""Rubber Band, with the frames of its input and its output numbered."""

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.engine.stretch.windows import Windows
from player.engine.tempo import FASTER, FINER, Tempo

if TYPE_CHECKING:
    from pylibrb import Option

# Rubber Band's own numbers: pylibrb names some of them otherwise than its type stubs say.
_REALTIME, _TOGETHER, _FINER = 0x00000001, 0x10000000, 0x20000000
_PITCH_MAY_CHANGE, _FORMANTS_KEPT = 0x04000000, 0x01000000

_LEANS = {
    FINER: (
        (0.5, 0.63, 0.8, 1.06, 1.25, 1.43, 2.0, 2.5, 4.0, 8.0),
        (2.0, 2.2, 1.65, 0.7, -0.15, -1.05, -2.6, -3.4, -5.1, -1.5),
    ),
    FASTER: (
        (0.25, 0.5, 0.63, 0.8, 1.06, 1.25, 1.43, 2.0, 2.5, 4.0, 8.0),
        (55.0, 17.0, 8.7, 4.0, -0.15, -3.0, -5.2, -9.2, 3.4, -4.1, -7.3),
    ),
}
"""How many milliseconds of the input short sounds come out beside the middle of a window.

Measured with clicks, by the ratio of the windows' hops.
"""

Supply: TypeAlias = Callable[[Frames, Frames], Pcm | None]
"""Gives the frames (n, 2) from one number up to another, or None if they are not there."""


class Stretcher:
    """Takes frames hop by hop, so that each buffer costs what it is long, and gives others."""

    def __init__(self, engine: int = FINER) -> None:
        """`engine`: FINER or FASTER."""
        from pylibrb import RubberBandStretcher  # most songs are heard as they are

        self.engine = engine
        options = _REALTIME | _TOGETHER | _PITCH_MAY_CHANGE | (_FINER if engine == FINER else 0)
        self._band = RubberBandStretcher(SAMPLE_RATE, CHANNELS, cast("Option", options))
        self._half: Frames = self._band.get_preferred_start_pad()
        self._windows = Windows(self._half)
        self._tempo = Tempo()
        self._fed: Frames = 0
        self._read: Frames = 0
        self._waiting = np.zeros((0, CHANNELS), np.float32)

    @property
    def speed(self) -> float:
        """Frames of the input for each of the output."""
        return self._tempo.speed

    def lead(self, tempo: Tempo) -> Frames:
        """How many frames after a place must have been given to hear it, at most."""
        return math.ceil(self._half * (2 + 2 / _ratio(tempo)))

    def run_up(self, tempo: Tempo) -> Frames:
        """How many frames before a place are needed to sound there as if it had always run."""
        return self._half + math.ceil(0.7 * self._half / _ratio(tempo))

    def set(self, tempo: Tempo) -> None:
        """Stretch so from the next hop on."""
        if tempo == self._tempo:
            return
        self._band.time_ratio = 1 / tempo.speed
        self._band.pitch_scale = tempo.pitch
        if tempo.formants != self._tempo.formants:
            self._band.set_formant_options(_FORMANTS_KEPT if tempo.formants else 0)
        self._tempo = tempo

    def start(self, place: Frames) -> None:
        """Forget everything, and begin to run up to this frame."""
        self._band.reset()
        self._waiting, self._read = self._waiting[:0], 0
        self._fed = place - self.run_up(self._tempo)
        self._windows.start(self._fed, self._lean)

    def run_to(self, place: Frames, supply: Supply, until: float = math.inf) -> bool:
        """Stand at this frame; False if the input does not reach so far, or not in time.

        `until`: when to stop, by `time.perf_counter`; another call goes on from there.
        """
        while self._windows.end < place:
            if time.perf_counter() >= until or not self._hop(supply):
                return False
        low, high = 0, self.waiting
        while low < high:
            middle = (low + high) // 2
            if self.place(middle) < place:
                low = middle + 1
            else:
                high = middle
        self.read(low)
        return True

    @property
    def waiting(self) -> Frames:
        """How many frames can be read."""
        return len(self._waiting)

    def fill(self, count: Frames, supply: Supply) -> bool:
        """Have `count` frames waiting; False if the input does not reach so far."""
        while self.waiting < count:
            if not self._hop(supply):
                return False
        return True

    def read(self, count: Frames) -> Pcm:
        """The next frames (count, 2), all of which must be waiting."""
        sound, self._waiting = self._waiting[:count], self._waiting[count:]
        self._read += count
        self._windows.forget(self._read)
        return sound

    def place(self, ahead: Frames = 0) -> float:
        """Which frame of the input is heard in the one to be read after `ahead` others."""
        return self._windows.place(self._read + ahead)

    def _hop(self, supply: Supply) -> bool:
        needed = self._band.get_samples_required()
        sound = supply(self._fed, self._fed + needed)
        if sound is None:
            return False
        self._band.process(np.ascontiguousarray(sound.T))
        self._fed += needed
        given: Pcm = self._band.retrieve_available().T
        if len(given):
            self._waiting = np.concatenate((self._waiting, given))
        held = 2 * self._half - self._band.get_samples_required()
        self._windows.hop(len(given), self._tempo.pitch, self._fed - held, self._lean)
        return True

    @property
    def _lean(self) -> float:
        ratios, milliseconds = _LEANS[self.engine]
        return float(np.interp(_ratio(self._tempo), ratios, milliseconds)) * SAMPLE_RATE / 1000


def _ratio(tempo: Tempo) -> float:
    """Of a window's hops after and before."""
    return tempo.pitch / tempo.speed
