"""Mixes a song's stems, with ramps that never click.

`out = g_last * mix + sum((g_i - g_last) * stem_i)`, as the last stem is the mix minus the others.
With all gains at one this is the mix itself, bit for bit, without a special case.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, SAMPLE_RATE, Pcm, StemName
from player.engine.protocol import Mix

RAMP = SAMPLE_RATE * 20 // 1000
"""Frames that a change of gain takes: 20 ms."""
_VOICE, _REST = StemName("vocals"), StemName("accompaniment")


@dataclass
class Mixer:
    """Gains on their way from what they were to what they shall be.

    `now` and `target` have shape (1 + stored stems, 2): the mix's factor, then each stored stem's.
    """

    now: NDArray[np.float32] = field(default_factory=lambda: np.ones((1, CHANNELS), np.float32))
    target: NDArray[np.float32] = field(default_factory=lambda: np.ones((1, CHANNELS), np.float32))
    left: int = 0
    """Frames until `target` is reached."""
    fresh: bool = True
    """Whether nothing was mixed yet, so that there is nothing to ramp from."""

    @property
    def plain(self) -> bool:
        """Whether nothing but the mix itself is heard, and nothing else is on its way."""
        return not (self.now[1:].any() or self.target[1:].any())

    @property
    def raised(self) -> bool:
        """Whether the sum may be louder than the song's own."""
        return not self.plain or bool(max(self.now[0].max(), self.target[0].max()) > 1)

    def aim(self, target: NDArray[np.float32]) -> None:
        """Ramp to `target` from wherever the gains are."""
        size = max(len(target), len(self.now))
        target, now, old = (_padded(a, size) for a in (target, self.now, self.target))
        self.now = now
        if not np.array_equal(target, old):
            self.left = RAMP
        self.target = target

    def jump(self) -> None:
        """Be at the target at once."""
        self.now, self.left, self.fresh = self.target, 0, False

    def mix(self, mix: Pcm, stems: NDArray[np.float32] | None) -> Pcm:
        """The sum of `mix` (n, 2) and `stems` (stored, n, 2) with gains that ramp as they go."""
        count = len(mix)
        ramped = min(self.left, count)
        if not ramped:
            return self._sum(mix, stems, self.now[:, np.newaxis])
        curve = self._advance(ramped, count)
        return self._sum(mix, stems, curve)

    def _advance(self, ramped: int, count: int) -> NDArray[np.float32]:
        steps = np.arange(1, ramped + 1, dtype=np.float32) / np.float32(self.left)
        curve = np.empty((len(self.now), count, CHANNELS), np.float32)
        way = (self.target - self.now)[:, np.newaxis]
        curve[:, :ramped] = self.now[:, np.newaxis] + way * steps[:, np.newaxis]
        curve[:, ramped:] = self.target[:, np.newaxis]
        self.left -= ramped
        self.now = curve[:, ramped - 1].copy() if self.left else self.target
        return curve

    @staticmethod
    def _sum(mix: Pcm, stems: NDArray[np.float32] | None, factors: NDArray[np.float32]) -> Pcm:
        out: Pcm = mix * factors[0]
        if stems is not None:
            for stem, factor in zip(stems, factors[1:], strict=False):
                if factor.any():
                    out += stem * factor
        return out


def factors(mix: Mix, stems: tuple[StemName, ...], *, present: bool) -> NDArray[np.float32]:
    """Factors of the mix and of each stored stem, shape (len(stems), 2).

    `stems` are all of a song's stems, the last being mix minus the others; without them, or where
    they are not made yet (`present` false), the original plays.
    """
    gains = stem_gains(mix, stems) if present and stems else np.ones((len(stems) or 1, CHANNELS))
    last = gains[-1:]
    of_mix = np.concatenate((last, gains[:-1] - last)) * mix.volume
    return of_mix.astype(np.float32)


def stem_gains(mix: Mix, stems: tuple[StemName, ...]) -> NDArray[np.float64]:
    """What each of a song's stems is multiplied with, without the volume: (len(stems), 2).

    Where the mix speaks of other stems than these, a remainder is as loud as the loudest of its
    parts, a part as its remainder.
    """
    wanted = {gain.stem: (gain.left, gain.right) for gain in mix.gains}
    parts = [gain for name, gain in wanted.items() if name not in stems]
    rest = tuple(np.max(parts, axis=0)) if parts else (1.0, 1.0)
    whole = wanted[mix.gains[-1].stem] if mix.gains else (1.0, 1.0)
    fallback = dict.fromkeys(stems[:-1], whole) | dict.fromkeys(stems[-1:], rest)
    gains = np.array([wanted.get(name, fallback[name]) for name in stems], np.float64)
    return gains * _levels(mix, stems) if mix.levels else gains


def _levels(mix: Mix, stems: tuple[StemName, ...]) -> NDArray[np.float64]:
    """What the song's sections multiply each of the stems with.

    Said of an accompaniment that was taken apart since, it holds for all its parts.
    """
    wanted = {level.stem: (level.left, level.right) for level in mix.levels}
    rest = (1.0, 1.0) if _REST in stems else wanted.get(_REST, (1.0, 1.0))
    usual = {stem: (1.0, 1.0) if stem == _VOICE else rest for stem in stems}
    return np.array([wanted.get(stem, usual[stem]) for stem in stems])


def _padded(factors: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    if len(factors) == size:
        return factors
    return np.concatenate((factors, np.zeros((size - len(factors), CHANNELS), np.float32)))
