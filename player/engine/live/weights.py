"""What filters multiply spectra with, and how such factors add up."""

import numpy as np

from player.base.values import dataclass
from player.engine.live.kinds import HIGHEST
from player.engine.live.spectra import BINS, HERTZ, Spectrum, Weights

_OCTAVES = np.log2(np.maximum(HERTZ, HERTZ[1] / 2))


@dataclass(frozen=True)
class Gains:
    """Factors for each channel's bins, both (2, BINS): of itself, and of the other channel."""

    direct: Weights
    crossed: Weights | None = None

    @classmethod
    def of(cls, factor: Weights) -> "Gains":
        """The same factors (BINS,) for both channels."""
        return cls(np.broadcast_to(factor, (2, BINS)))

    @property
    def neutral(self) -> bool:
        """Whether nothing is changed."""
        return self.crossed is None and bool((self.direct == 1).all())

    def apply(self, spectrum: Spectrum) -> Spectrum:
        """Multiply (..., 2, BINS)."""
        out: Spectrum = spectrum * self.direct
        if self.crossed is not None:
            out += spectrum[..., ::-1, :] * self.crossed
        return out

    def then(self, after: "Gains") -> "Gains":
        """These factors, and then those."""
        direct, crossed = after.direct * self.direct, None
        if self.crossed is not None:
            crossed = after.direct * self.crossed
        if after.crossed is not None:
            mirrored = after.crossed * self.direct[::-1]
            crossed = mirrored if crossed is None else crossed + mirrored
            if self.crossed is not None:
                direct = direct + after.crossed * self.crossed[::-1]
        return Gains(direct, crossed)


UNCHANGED = Gains(np.ones((2, BINS), np.float32))


def window(low: float, high: float, soft: float = 0.5) -> Weights:
    """1 from `low` to `high` Hz, 0 elsewhere, with edges `soft` octaves broad around each end.

    There is no edge below 0 Hz, nor above the highest frequency that a filter can name.
    """
    inside = np.ones(BINS)
    if low > 0:
        inside *= _rise(_OCTAVES - np.log2(low), soft)
    if high < HIGHEST:
        inside *= _rise(np.log2(high) - _OCTAVES, soft)
    return inside.astype(np.float32)


def _rise(distance: np.ndarray[tuple[int, ...], np.dtype[np.float64]], soft: float) -> Weights:
    """From 0 to 1 as the distance from an edge grows, in a half cosine."""
    part = np.clip(distance / max(soft, 1e-3) + 0.5, 0, 1)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * part), np.float32)
