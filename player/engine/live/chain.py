"""A row of live filters, made ready: from a spectrum to the factors that carry all of them out."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from typing import TypeAlias

import numpy as np

from player.base.units import linear
from player.engine.live.frame import REACH, Frame
from player.engine.live.gate import BandGate, Envelope
from player.engine.live.kinds import (
    HIGHEST,
    SILENCE,
    Adress,
    Band,
    Centre,
    Gate,
    LiveFilter,
    MidSide,
    Mode,
    PhaseInversion,
    Region,
)
from player.engine.live.panning import located, powers
from player.engine.live.regions import RegionMap
from player.engine.live.spectra import BINS, Spectrum, Weights
from player.engine.live.weights import UNCHANGED, Gains, window

_IN_STEP = 32
"""The power of the cosine of the phase above which a bin counts as one source, panned."""
_UNLIKE = np.float32(0.02)
"""Similarity of channels that have nothing in common but what spectra blur."""
_TINY = np.float32(1e-20)
_SERIAL = count(1)

Step: TypeAlias = Callable[[Frame, Spectrum], Gains]
Memory: TypeAlias = tuple[Envelope, ...]
"""What the gates of a chain know from the spectrum before, in their order."""


class Chain:
    """Filters, one after the other. `serial` tells chains apart."""

    def __init__(self, filters: Sequence[LiveFilter] = ()) -> None:
        self.filters = tuple(filters)
        self.serial = next(_SERIAL)
        self._steps: list[Step | BandGate] = list(_steps(filters))
        drums = any(isinstance(each, Centre) and each.drums > 0 for each in filters)
        self.reach = REACH if drums else 0
        """How many spectra on each side have to be known."""

    @property
    def neutral(self) -> bool:
        """Whether there is nothing to do."""
        return not self._steps

    def gains(self, frame: Frame, before: Memory | None = None) -> tuple[Gains, Memory]:
        """The factors for this frame, and what the next one has to be given."""
        total, heard = UNCHANGED, frame.spectrum
        memory: list[Envelope] = []
        for step in self._steps:
            if isinstance(step, BandGate):
                known = None if before is None else before[len(memory)]
                factor, envelope = step.step(heard, known)
                memory.append(envelope)
                found = Gains.of(factor)
            else:
                found = step(frame, heard)
            total = total.then(found)
            heard = total.apply(frame.spectrum)
        return total, tuple(memory)


def _steps(filters: Sequence[LiveFilter]) -> Iterator[Step | BandGate]:
    for together, group in groupby(filters, lambda each: isinstance(each, Region)):
        if together:
            yield _regions([each for each in group if isinstance(each, Region)])
        else:
            yield from (_step(each) for each in group)


def _step(wanted: LiveFilter) -> Step | BandGate:
    match wanted:
        case PhaseInversion(low):
            return _matrix(0.5, -0.5, low)
        case MidSide(mid, side, low):
            middle, sides = _level(mid), _level(side)
            return _matrix((middle + sides) / 2, (middle - sides) / 2, low)
        case Centre():
            return _centre(wanted)
        case Adress():
            return _adress(wanted)
        case Band():
            return _band(wanted)
        case Gate():
            return BandGate(wanted)
    raise TypeError(wanted)


def _level(decibels: float) -> float:
    return linear(decibels) if decibels > SILENCE else 0.0


def _matrix(direct: float, crossed: float, low: float) -> Step:
    """Each channel from itself and the other, above `low` Hz."""
    above = np.broadcast_to(window(low, HIGHEST), (2, BINS))
    gains = Gains(
        (1 + (direct - 1) * above).astype(np.float32), (crossed * above).astype(np.float32)
    )
    return lambda _frame, _heard: gains


def _band(band: Band) -> Step:
    inside = window(min(band.low, band.high), max(band.low, band.high), band.soft)
    gains = Gains.of(inside if band.mode is Mode.SOLO else 1 - inside)
    return lambda _frame, _heard: gains


def _centre(centre: Centre) -> Step:
    """Similarity of level and phase (after Avendano and Jot 2004) in a range of frequencies.

    What is in phase but not as loud on both sides is one source panned elsewhere: it is no
    centre, however alike its channels are.
    """
    inside = window(centre.low, centre.high) * np.float32(centre.strength)

    def step(frame: Frame, heard: Spectrum) -> Gains:
        left, right, common = powers(heard)
        alike = 2 * common / (left + right + _TINY)
        share = np.sqrt(np.clip((alike - _UNLIKE) / (1 - _UNLIKE), 0, 1))
        together = np.clip(common / np.sqrt(left * right + _TINY * _TINY), 0, 1) ** _IN_STEP
        off = 1 - np.sqrt(np.minimum(left, right) / (np.maximum(left, right) + _TINY))
        share *= 1 - np.clip(off / np.float32(centre.width) - 1, 0, 1) * together
        share *= inside
        if centre.drums:
            share *= 1 - np.float32(centre.drums) * frame.drums
        return Gains.of(share if centre.mode is Mode.SOLO else 1 - share)

    return step


def _adress(adress: Adress) -> Step:
    def step(_frame: Frame, heard: Spectrum) -> Gains:
        pan, agreement = located(heard)
        distance = np.abs(pan - np.float32(adress.azimuth))
        share = np.clip(2 - 2 * distance / np.float32(adress.width), 0, 1) * agreement
        return Gains.of(share if adress.mode is Mode.SOLO else 1 - share)

    return step


def _regions(regions: Sequence[Region]) -> Step:
    drawn = RegionMap(regions)

    def step(frame: Frame, heard: Spectrum) -> Gains:
        factor: Weights | None = drawn.factor(heard, frame.time)
        return UNCHANGED if factor is None else Gains.of(factor)

    return step
