"""The noise gate: each band of frequencies opens and closes by its own level."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from player.engine.live.kinds import Gate
from player.engine.live.spectra import BINS, FULL_SCALE, HERTZ, HOP, Spectrum, Weights
from player.engine.live.weights import window

_LOWEST = 45.0
_BANDS = 26
"""A third of an octave each, up to the highest bin."""
_SPREAD = 1.5
"""A sine's power in all bins together, over that in its own: of a Hann window."""

Envelope = NDArray[np.float64]
"""How far each band is open, (bands,), 0 to 1."""


class BandGate:
    """A gate's parameters, made ready for the spectra of one sound, one after the other."""

    def __init__(self, gate: Gate) -> None:
        self._threshold = 10 ** (gate.threshold / 10)
        self._attack, self._release = _pace(gate.attack), _pace(gate.release)
        self._range = window(gate.low, gate.high)

    def step(self, spectrum: Spectrum, before: Envelope | None) -> tuple[Weights, Envelope]:
        """Factors (BINS,) of (2, BINS), and the envelope to go on with.

        Without an envelope from before, every band is at once where its level wants it.
        """
        power = np.square(np.abs(spectrum)).mean(0)
        level = np.add.reduceat(power, _edges()) / (_SPREAD * FULL_SCALE**2)
        wanted = (level > self._threshold).astype(np.float64)
        if before is None:
            envelope = wanted
        else:
            pace = np.where(wanted > before, self._attack, self._release)
            envelope = before + (wanted - before) * pace
        opened = np.repeat(envelope, _widths())
        return np.asarray(1 + (opened - 1) * self._range, np.float32), envelope


def _pace(milliseconds: float) -> float:
    """The part of the way that is gone from one spectrum to the next."""
    hop = 1000 * HOP / SAMPLE_RATE
    return 1.0 if milliseconds <= 0 else float(1 - np.exp(-hop / milliseconds))


@cache
def _edges() -> NDArray[np.intp]:
    """The first bin of each band; the lowest begins at 0."""
    hertz = _LOWEST * 2 ** (np.arange(_BANDS) / 3)
    return np.unique(np.concatenate(([0], np.searchsorted(HERTZ, hertz))))


@cache
def _widths() -> NDArray[np.intp]:
    """How many bins each band has."""
    return np.diff(np.append(_edges(), BINS))
