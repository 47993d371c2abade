"""Regions that the user has drawn, as values: how they move, change, and are heard."""

from collections.abc import Sequence
from dataclasses import field, replace

import numpy as np

from player.base.units import Decibels, Seconds
from player.base.values import dataclass
from player.engine.live.kinds import HIGHEST, LONGEST, SILENCE, LiveFilter, Mode, Region

COLOURS = 6
"""How many colours regions are told apart by."""
MOST_STRIPS = 4
"""How many regions a song may have in the mixer: it has to fit a small screen."""
LOUDEST: Decibels = 24.0
QUIETEST: Decibels = -60.0
_LEAST_PAN = 0.02
_LEAST_OCTAVES = 1 / 12
_LEAST_TIME: Seconds = 0.05
_BOTTOM = 20.0


@dataclass(frozen=True)
class Box:
    """Where a region lies: pan (-1 to 1), Hz, and seconds into the song."""

    left: float
    right: float
    low: float
    high: float
    start: Seconds = 0.0
    stop: Seconds = LONGEST


@dataclass(frozen=True)
class PlaneRegion:
    """A region with what only its user needs to know."""

    name: str
    region: Region = field(default_factory=Region)
    colour: int = 0
    """0 to COLOURS - 1."""
    on: bool = True
    in_mixer: bool = False
    """Whether it has a strip of its own."""

    @property
    def timed(self) -> bool:
        """Whether it holds for a part of the song only."""
        return self.region.start > 0 or self.region.stop < LONGEST

    @property
    def box(self) -> Box:
        """What it lies in."""
        of = self.region
        return Box(of.left, of.right, of.low, of.high, of.start, of.stop)


Regions = tuple[PlaneRegion, ...]


def filters(regions: Sequence[PlaneRegion]) -> tuple[LiveFilter, ...]:
    """What is heard of them."""
    return tuple(each.region for each in regions if each.on)


def moved(region: PlaneRegion, pan: float, octaves: float, time: Seconds = 0.0) -> PlaneRegion:
    """Shift it by so much, as one piece, as far as the plane goes."""
    box = region.box
    pan = min(max(pan, -1 - box.left), 1 - box.right)
    low, high = max(box.low, _BOTTOM), min(box.high, HIGHEST)
    octaves = min(max(octaves, np.log2(_BOTTOM / low)), np.log2(HIGHEST / high))
    times = (box.start, box.stop)
    if region.timed:
        time = max(time, -box.start)
        times = (box.start + time, min(box.stop + time, LONGEST))
    ratio = float(2**octaves)
    return reshaped(region, Box(box.left + pan, box.right + pan, low * ratio, high * ratio, *times))


def reshaped(region: PlaneRegion, box: Box) -> PlaneRegion:
    """Put it into another box, edges in any order; a free-hand shape is stretched with it."""
    box = _tidy(box)
    old = region.region
    outline = tuple(
        (
            _between(pan, (old.left, old.right), (box.left, box.right)),
            _between_octaves(hertz, (old.low, old.high), (box.low, box.high)),
        )
        for pan, hertz in old.outline
    )
    return replace(
        region,
        region=replace(
            old,
            left=box.left,
            right=box.right,
            low=box.low,
            high=box.high,
            start=box.start,
            stop=box.stop,
            outline=outline,
        ),
    )


def drawn(
    name: str, colour: int, mode: Mode, box: Box, outline: Sequence[tuple[float, float]] = ()
) -> PlaneRegion:
    """A new region in a box; with an outline (pan, Hz) inside it, a free-hand one."""
    gain = 0.0 if mode is Mode.GAIN else -6.0
    region = PlaneRegion(name, Region(mode, gain=gain), colour)
    placed = reshaped(region, box)
    return replace(placed, region=replace(placed.region, outline=tuple(outline)))


def with_mode(region: PlaneRegion, mode: Mode) -> PlaneRegion:
    """Hear it alone, without it, or louder or softer."""
    return replace(region, region=replace(region.region, mode=mode))


def with_gain(region: PlaneRegion, gain: Decibels) -> PlaneRegion:
    """Make it louder or softer; from QUIETEST down it is silent."""
    level = SILENCE if gain <= QUIETEST else min(gain, LOUDEST)
    return replace(region, region=replace(region.region, mode=Mode.GAIN, gain=level))


def with_softness(region: PlaneRegion, soft: float) -> PlaneRegion:
    """Have broader or narrower edges, 0 to 1."""
    return replace(region, region=replace(region.region, soft=min(max(soft, 0.0), 1.0)))


def strips(regions: Sequence[PlaneRegion]) -> list[tuple[int, PlaneRegion]]:
    """The regions that have a strip, each with its number."""
    return [(n, each) for n, each in enumerate(regions) if each.in_mixer][:MOST_STRIPS]


def free_name(words: str, regions: Sequence[PlaneRegion]) -> str:
    """A name that no region has: the words with the first number that is free."""
    taken = {each.name for each in regions}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{words} {n}") not in taken)


def free_colour(regions: Sequence[PlaneRegion]) -> int:
    """The colour that is used least."""
    used = [each.colour for each in regions]
    return min(range(COLOURS), key=used.count)


def _tidy(box: Box) -> Box:
    left, right = sorted((min(max(box.left, -1.0), 1.0), min(max(box.right, -1.0), 1.0)))
    if right - left < _LEAST_PAN:
        left = min(left, 1.0 - _LEAST_PAN)
        right = left + _LEAST_PAN
    low, high = sorted((min(max(box.low, 0.0), HIGHEST), min(max(box.high, 1.0), HIGHEST)))
    least = 2**_LEAST_OCTAVES
    if high < low * least:
        low = min(low, HIGHEST / least)
        high = low * least
    start, stop = sorted((max(box.start, 0.0), min(max(box.stop, 0.0), LONGEST)))
    return Box(left, right, low, high, start, max(stop, start + _LEAST_TIME))


def _between(value: float, old: tuple[float, float], new: tuple[float, float]) -> float:
    part = (value - old[0]) / (old[1] - old[0]) if old[1] > old[0] else 0.0
    return new[0] + min(max(part, 0.0), 1.0) * (new[1] - new[0])


def _between_octaves(value: float, old: tuple[float, float], new: tuple[float, float]) -> float:
    logs = [
        (float(np.log2(max(low, 1.0))), float(np.log2(max(high, 1.0)))) for low, high in (old, new)
    ]
    return float(2 ** _between(float(np.log2(max(value, 1.0))), *logs))
