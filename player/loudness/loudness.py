"""How loud a song is, or several together."""

import math
from collections.abc import Sequence

from player.base.units import Decibels
from player.base.values import dataclass

REFERENCE: Decibels = -18.0
"""What ReplayGain 2 brings songs to, in LUFS."""
RELATIVE: Decibels = -10.0
"""How far below the mean of all a part must be to be left out of it: BS.1770's relative gate."""


@dataclass(frozen=True)
class Loudness:
    """Of one song, or of several together."""

    integrated: Decibels
    """LUFS."""
    peak: float
    """The highest sample, 1 is full scale."""
    blocks: int
    """How many blocks of 100 ms are loud enough to count."""

    @property
    def gain(self) -> Decibels:
        """What ReplayGain adds."""
        return REFERENCE - self.integrated


def together(songs: Sequence[Loudness]) -> Loudness:
    """At least one song, as one: the mean power of their blocks, without songs far below it."""
    gate = _mean(songs) + RELATIVE
    heard = [song for song in songs if song.integrated >= gate]
    blocks = sum(song.blocks for song in heard)
    return Loudness(_mean(heard), max(song.peak for song in songs), blocks)


def _mean(songs: Sequence[Loudness]) -> Decibels:
    weights = [max(1, song.blocks) for song in songs]
    powers = [10 ** (song.integrated / 10) for song in songs]
    total = sum(weight * power for weight, power in zip(weights, powers, strict=True))
    return 10 * math.log10(total / sum(weights))
