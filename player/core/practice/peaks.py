"""The lowest and the highest sample of each bin of a sound, at several resolutions."""

import numpy as np
from numpy.typing import NDArray

from player.base.units import Frames, Pcm
from player.stemfile.entry import SCALE

FINEST: Frames = 64
"""Frames in a bin of the finest level of a song shorter than 50 minutes."""
_COARSER = 4
_FACTOR = 8
"""Bins of a level in one of the next."""
_MOST_BINS = 1 << 21
"""Of the finest level, which is 8 MB then; longer songs have larger bins."""
_FEWEST_BINS = 256

Columns = NDArray[np.int16]
"""Lowest and highest samples, (2, columns); an amplitude of 1.0 is `SCALE`."""


def bin_frames(length: Frames) -> Frames:
    """Frames in a bin of the finest level of a song of this length: 64, or 256 and so on."""
    frames = FINEST
    while length > frames * _MOST_BINS:
        frames *= _COARSER
    return frames


def bin_count(length: Frames) -> int:
    """How many bins the finest level has."""
    return max(1, -(-length // bin_frames(length)))


class Peaks:
    """Of one sound of `length` frames; whichever channel is lower or higher counts.

    One thread may write while another reads: a bin that is read too soon is read again, as whoever
    writes tells what has changed.
    """

    def __init__(self, length: Frames, finest: Columns | None = None) -> None:
        """`finest`: (2, bin_count(length)) as `self.finest` gave it; without, all is silence."""
        self.length = length
        self.step = bin_frames(length)
        first = np.zeros((2, bin_count(length)), np.int16) if finest is None else finest
        self._levels = [first]
        while self._levels[-1].shape[1] > _FEWEST_BINS:
            bins = -(-self._levels[-1].shape[1] // _FACTOR)
            self._levels.append(np.zeros((2, bins), np.int16))
        if finest is not None:
            self._sum_up(0, first.shape[1])

    @property
    def finest(self) -> Columns:
        """The finest level, (2, bins)."""
        return self._levels[0]

    @property
    def loudest(self) -> float:
        """The largest amplitude."""
        coarsest = self._levels[-1].astype(np.int32)
        return float(np.abs(coarsest).max()) / SCALE

    def put(self, start: Frames, pcm: Pcm) -> None:
        """Take sound in; `start` must be the first frame of a bin."""
        whole = len(pcm) - len(pcm) % self.step
        bins = pcm[:whole].reshape(-1, 2 * self.step)
        found = [np.stack([bins.min(1), bins.max(1)])]
        if whole < len(pcm):
            rest = pcm[whole:]
            found.append(np.array([[rest.min()], [rest.max()]], np.float32))
        made = quantised(np.concatenate(found, axis=1))
        first = start // self.step
        stop = first + made.shape[1]
        self._levels[0][:, first:stop] = made
        self._sum_up(first, stop)

    def columns(self, first: int, count: int, per_pixel: float) -> Columns:
        """`count` columns from the one with number `first` on; each `per_pixel` frames wide.

        Those outside the song are 0. Finer than a bin, a bin lies in several columns.
        """
        size, level = self.step, self._levels[0]
        for coarser in self._levels[1:]:
            if size * _FACTOR > per_pixel / 2:  # a bin is drawn where it begins
                break
            size, level = size * _FACTOR, coarser
        return reduced(level[0], level[1], first, count, per_pixel / size)

    def _sum_up(self, first: int, stop: int) -> None:
        for below, above in zip(self._levels, self._levels[1:], strict=False):
            first, stop = first // _FACTOR, -(-stop // _FACTOR)
            part = below[:, first * _FACTOR : stop * _FACTOR]
            starts = np.arange(0, part.shape[1], _FACTOR)
            above[0, first:stop] = np.minimum.reduceat(part[0], starts)
            above[1, first:stop] = np.maximum.reduceat(part[1], starts)


def reduced(
    lows: NDArray[np.int16],
    highs: NDArray[np.int16],
    first: int,
    count: int,
    per_pixel: float,
    offset: int = 0,
) -> Columns:
    """Lowest and highest of columns that are `per_pixel` bins wide each; 0 outside.

    `lows` and `highs` are those of the bins from `offset` on.
    """
    edges = np.floor((first + np.arange(count + 1)) * per_pixel).astype(np.int64) - offset
    out = np.zeros((2, count), np.int16)
    inside = np.flatnonzero((edges[:-1] < len(lows)) & (np.maximum(edges[1:], edges[:-1] + 1) > 0))
    if not len(inside):
        return out
    place = slice(inside[0], inside[-1] + 1)
    starts = np.maximum(edges[place], 0)
    begin, end = starts[0], min(max(edges[place.stop], starts[-1] + 1), len(lows))
    out[0, place] = np.minimum.reduceat(lows[begin:end], starts - begin)
    out[1, place] = np.maximum.reduceat(highs[begin:end], starts - begin)
    return out


def quantised(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    """As peaks and samples are kept: twice full scale is the most that there is room for."""
    scaled = np.clip(np.rint(sound * np.float32(SCALE)), -32_768, 32_767)
    return np.asarray(scaled, np.int16)
