"""The samples themselves, around what is looked at so closely that peaks are too coarse."""

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, Frames
from player.core.practice.peaks import Columns, reduced

PIECE: Frames = 16_384
"""Frames that are read at a time: 0.37 s."""
_KEPT = 40
"""Pieces in memory: 16 MB with six lanes."""

Samples = NDArray[np.int16]
"""Of all lanes, (lanes, PIECE, 2), as large as peaks are."""


def pieces(start: Frames, stop: Frames) -> range:
    """The numbers of the pieces that a range touches."""
    return range(max(start, 0) // PIECE, -(-max(stop, 0) // PIECE))


class NearSamples:
    """Pieces of all lanes, the ones looked at last. Main thread only."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[int, Samples] = OrderedDict()

    def clear(self) -> None:
        """Forget all of them: they are of another sound."""
        self._pieces.clear()

    def keep(self, number: int, samples: Samples) -> None:
        """Have a piece; the one that was looked at longest ago goes."""
        self._pieces[number] = samples
        self._pieces.move_to_end(number)
        while len(self._pieces) > _KEPT:
            self._pieces.popitem(last=False)

    def missing(self, start: Frames, stop: Frames) -> list[int]:
        """The pieces of a range that are still to be read; at most as many as are kept."""
        wanted = pieces(start, stop)[:_KEPT]
        for number in wanted:
            if number in self._pieces:
                self._pieces.move_to_end(number)
        return [number for number in wanted if number not in self._pieces]

    def sound(self, lane: int, start: Frames, stop: Frames) -> Samples | None:
        """A lane's samples, (stop - start, 2); None unless all of them are here."""
        wanted = pieces(start, stop)
        if not len(wanted) or any(number not in self._pieces for number in wanted):
            return None
        parts = [self._pieces[number] for number in wanted]
        if any(lane >= len(part) for part in parts):
            return None
        out = np.zeros((stop - start, CHANNELS), np.int16)
        joined = np.concatenate([part[lane] for part in parts])
        begin = wanted.start * PIECE
        first = max(start, begin)
        piece = joined[first - begin : stop - begin]
        out[first - start : first - start + len(piece)] = piece
        return out

    def columns(
        self, lane: int, first: int, count: int, per_pixel: float
    ) -> tuple[Columns, Columns] | None:
        """Left and right, in columns as `Peaks.columns` gives them; None if they are unknown.

        Each column reaches as far as the one before it, so that a line is seen.
        """
        start = max(int(first * per_pixel), 0)
        sound = self.sound(lane, start, int((first + count) * per_pixel) + 2)
        if sound is None:
            return None
        make = _between if per_pixel < 1 else _extremes
        left, right = (make(side, first, count, per_pixel, start) for side in sound.T)
        return left, right


def _extremes(
    side: NDArray[np.int16], first: int, count: int, per_pixel: float, start: Frames
) -> Columns:
    low, high = reduced(side, side, first, count, per_pixel, start)
    out = np.stack([low, high])
    np.minimum(low[1:], high[:-1], out=out[0, 1:])
    np.maximum(high[1:], low[:-1], out=out[1, 1:])
    return out


def _between(
    side: NDArray[np.int16], first: int, count: int, per_pixel: float, start: Frames
) -> Columns:
    """Straight lines from one sample to the next."""
    edges = (first + np.arange(count + 1)) * per_pixel
    heights = np.interp(edges, np.arange(start, start + len(side)), side).astype(np.int16)
    return np.stack([np.minimum(heights[:-1], heights[1:]), np.maximum(heights[:-1], heights[1:])])
