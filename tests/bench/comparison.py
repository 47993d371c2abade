"""Compares a recording with what should have been played, and counts where it jumps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Frames, Pcm
from tests.bench.bench import UnavailableError

_TOLERANCE = 1e-5
_BLOCK = 1 << 16
_PIECE = 4096
"""Frames by which a place in the song is recognised."""
_REACH = 2 * SAMPLE_RATE
"""How far the recording may be off after a jump."""

Mono = NDArray[np.float32]
Place = tuple[Frames, Frames]
"""A recorded frame, and how much later than in the song it is."""


@dataclass(frozen=True)
class Comparison:
    """What was found."""

    jumps: int
    lost: Frames
    """Frames that were left out or put in, over all jumps."""
    compared: Frames


def compare(recorded: Pcm, expected: Pcm) -> Comparison:
    """Go through a recording that starts somewhere near the song's beginning.

    Both (frames, 2); only the left channel is looked at. Sound beyond full scale is expected cut.
    """
    here = np.ascontiguousarray(recorded[:, 0])
    there = np.clip(expected[:, 0], -1, 1)
    place = _first_place(here, there)
    if place is None:
        raise UnavailableError("the recording has nothing of the song in it")
    frame, lag = place
    first, jumps, lost = frame, 0, 0
    while (wrong := _first_difference(here, there, frame, lag)) is not None:
        again = _next_place(here, there, wrong, lag)
        if again is None:  # playback was ended here
            return Comparison(jumps, lost, wrong - first)
        jumps += 1
        frame, new_lag = again
        lost += abs(new_lag - lag)
        lag = new_lag
    return Comparison(jumps, lost, min(len(here), len(there) + lag) - first)


def _first_difference(here: Mono, there: Mono, frame: Frames, lag: Frames) -> Frames | None:
    """The first recorded frame from `frame` on that is not the song's frame `lag` before it."""
    end = min(len(here), len(there) + lag)
    for start in range(frame, end, _BLOCK):
        stop = min(start + _BLOCK, end)
        wrong = np.abs(here[start:stop] - there[start - lag : stop - lag]) > _TOLERANCE
        if wrong.any():
            return start + int(np.argmax(wrong))
    return None


def _first_place(here: Mono, there: Mono) -> Place | None:
    """Where the recording first holds a piece of the song, and how much later than the song."""
    sounding = np.flatnonzero(np.abs(here) > _TOLERANCE)
    if not len(sounding):
        return None
    start = int(sounding[0])
    for frame in range(start, min(start + 10 * SAMPLE_RATE, len(here) - _PIECE), _PIECE):
        found = _find(here[frame : frame + _PIECE], there[: 30 * SAMPLE_RATE])
        if found is not None:
            return frame, frame - found
    return None


def _next_place(here: Mono, there: Mono, wrong: Frames, lag: Frames) -> Place | None:
    """The same after a jump."""
    for frame in range(wrong, min(wrong + _REACH, len(here) - _PIECE), _PIECE // 4):
        low = max(0, frame - lag - _REACH)
        found = _find(here[frame : frame + _PIECE], there[low : frame - lag + _REACH])
        if found is not None:
            return frame, frame - (low + found)
    return None


def _find(piece: Mono, song: Mono) -> Frames | None:
    """Where `piece` lies in `song`, sample for sample."""
    if len(song) < len(piece) or float(np.abs(piece).max()) < 100 * _TOLERANCE:
        return None
    size = 1 << (len(song) + len(piece)).bit_length()
    product = np.fft.rfft(song, size) * np.conj(np.fft.rfft(piece, size))
    likely = np.fft.irfft(product, size)[: len(song) - len(piece) + 1]
    energy = np.cumsum(np.concatenate(([0.0], song.astype(np.float64) ** 2)))
    power = energy[len(piece) :] - energy[: -len(piece)]
    best = int(np.argmin(power - 2 * likely))  # the least squared difference
    same = np.abs(song[best : best + len(piece)] - piece).max() < _TOLERANCE
    return best if same else None
