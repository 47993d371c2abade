"""Pictures of stereo sound: pan against frequency at a time, and frequency against time.

Cells of pan are those of the live filters' azimuth: what is seen at a place is what a region there
takes hold of.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.base.values import dataclass
from player.engine.live.panning import azimuth
from player.engine.live.spectra import FULL_SCALE, HERTZ, WINDOW, spectra

RATE = 30
"""Columns a second."""
STEP: Frames = SAMPLE_RATE // RATE
LOWEST = 40.0
"""Hz at the bottom."""
ROWS_AN_OCTAVE = 12
ROWS = 104
"""Up to 16.2 kHz."""
PANS = 65
"""Cells from left to right; the middle one is the centre."""
QUIETEST = -78.0
"""dB that are 0 in a picture; a full-scale sine is 255."""
SECTION = 60
"""Columns that are made together."""
_TILT = 1.5
"""dB that each octave is raised by: music falls off, and a picture should not."""
_BATCH = 12
_LOUDER = 255 / -QUIETEST

Cells = NDArray[np.uint8]


@dataclass(frozen=True)
class Section:
    """Two seconds of pictures; levels are 0 (quiet) to 255, rows go up in frequency."""

    planes: Cells
    """(SECTION, ROWS, PANS)."""
    levels: Cells
    """(SECTION, ROWS)."""
    pans: Cells
    """(SECTION, ROWS): where most of a row sounds, 0 (left) to 255 (right)."""


def frequencies() -> NDArray[np.float64]:
    """The middle of each row in Hz, (ROWS,)."""
    return np.asarray(LOWEST * 2 ** ((np.arange(ROWS) + 0.5) / ROWS_AN_OCTAVE))


def decibels(cells: NDArray[np.generic]) -> NDArray[np.float32]:
    """Levels of a picture in dB below a full-scale sine."""
    return (cells.astype(np.float32) / np.float32(_LOUDER)) + np.float32(QUIETEST)


def make_section(
    read: Callable[[Frames, Frames], Pcm], number: int, halted: Callable[[], bool]
) -> Section | None:
    """The pictures of section `number` of a song; None if `halted` said so meanwhile.

    `read` gives frames from a start (silence outside the song); its errors pass through.
    """
    first = number * SECTION * STEP - WINDOW // 2
    sound = read(first, (SECTION - 1) * STEP + WINDOW)
    windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW, axis=0)[::STEP]
    made = []
    for start in range(0, SECTION, _BATCH):
        if halted():
            return None
        made.append(_pictures(windows[start : start + _BATCH]))
    return Section(*(np.concatenate(parts) for parts in zip(*made, strict=True)))


def _pictures(windows: Pcm) -> tuple[Cells, Cells, Cells]:
    """Planes, levels and pans of (count, 2, WINDOW)."""
    found = spectra(windows)
    count = len(found)
    power = np.square(np.abs(found), dtype=np.float32).sum(1)[:, _BIN]
    pan = np.rint((azimuth(found)[:, _BIN] + 1) * (PANS // 2)).astype(np.intp)
    rows = np.arange(count)[:, np.newaxis] * ROWS + _ROW
    size = count * ROWS
    place = (rows * PANS + pan).ravel()
    cells = np.asarray(np.bincount(place, power.ravel(), size * PANS), np.float64)
    plane = cells.reshape(count, ROWS, PANS)
    total = plane.sum(2)
    middle = (plane @ np.linspace(0, 255, PANS)) / np.maximum(total, 1e-9)
    return _levels(plane, _RAISED[:, np.newaxis]), _levels(total, _RAISED), middle.astype(np.uint8)


def _levels(power: NDArray[np.float64], raised: NDArray[np.float64]) -> Cells:
    level = 10 * np.log10(power.astype(np.float32) + np.float32(1e-12)) + raised
    return np.asarray(np.clip((level - QUIETEST) * _LOUDER, 0, 255), np.uint8)


def _entries() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which bins each row is made of: at low frequencies the nearest one stands for it."""
    edges = LOWEST * 2 ** (np.arange(ROWS + 1) / ROWS_AN_OCTAVE)
    middles = frequencies()
    bins, rows = [], []
    for row in range(ROWS):
        inside = np.flatnonzero((edges[row] <= HERTZ) & (edges[row + 1] > HERTZ))
        if not len(inside):
            inside = np.abs(HERTZ - middles[row]).argmin(keepdims=True)
        bins.append(inside)
        rows.append(np.full(len(inside), row))
    return np.concatenate(bins), np.concatenate(rows)


_BIN, _ROW = _entries()
_RAISED = _TILT * np.arange(ROWS) / ROWS_AN_OCTAVE - 20 * np.log10(FULL_SCALE)
