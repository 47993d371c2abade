"""How loud alternatives of one passage are, and what brings them to the same loudness."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from player.base.units import SAMPLE_RATE, Decibels, Frames
from player.base.values import dataclass
from player.loudness.loudness import Loudness

if TYPE_CHECKING:
    from player.core.offline_mix import OfflineMix

PASSAGE: Frames = 10 * SAMPLE_RATE
BEFORE: Frames = 2 * SAMPLE_RATE
"""How much of the passage lies before the playhead."""
_PIECE: Frames = SAMPLE_RATE


@dataclass(frozen=True)
class Passage:
    """A part of a song."""

    start: Frames
    stop: Frames

    def holds(self, position: Frames) -> bool:
        """Whether the playhead is in it."""
        return self.start <= position < self.stop


def passage_around(position: Frames, length: Frames | None) -> Passage:
    """What is measured for a playhead: it lies within the song."""
    end = position + PASSAGE if length is None else length
    start = max(0, min(position - BEFORE, end - PASSAGE))
    return Passage(start, max(start + 1, min(start + PASSAGE, end)))


def loudness_of(mix: "OfflineMix", passage: Passage) -> Loudness | None:
    """Of this passage; None for silence."""
    from player.loudness.meter import LoudnessMeter  # late: FFmpeg is not needed before

    meter = LoudnessMeter()
    stop = min(passage.stop, mix.length)
    for start in range(passage.start, stop, _PIECE):
        meter.add(mix.read(start, min(start + _PIECE, stop)))
    return meter.result()


def trims(found: Sequence[Loudness | None]) -> tuple[Decibels, ...]:
    """What each is to be made louder or softer, so that all are equally loud.

    The louder ones are lowered; the softer ones are raised as far as their peaks have room below
    full scale. What is silent stays as it is.
    """
    heard = [each for each in found if each is not None]
    if not heard:
        return (0.0,) * len(found)
    loudest = max(each.integrated for each in heard)
    aim = min(loudest, *(each.integrated + _headroom(each) for each in heard))
    return tuple(0.0 if each is None else aim - each.integrated for each in found)


def _headroom(sound: Loudness) -> Decibels:
    return max(0.0, -20 * math.log10(sound.peak)) if sound.peak > 0 else 0.0
