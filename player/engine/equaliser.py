"""The ten-band equaliser: exact bypass when flat, and a fade from one curve to the next."""

import numpy as np

from player.base.units import Pcm, linear
from player.engine.biquads import Chain, peaking
from player.engine.mixer import RAMP
from player.engine.protocol import BANDS, Curve

_Q = 2**0.5
"""A band's width: one octave, as far as the next one."""


class Equaliser:
    """`set` is for the main thread, the rest for the callback."""

    def __init__(self) -> None:
        self._wanted: Chain | None = None
        self._chain: Chain | None = None
        self._old: Chain | None = None
        """What is being faded from; None is the untouched sound, as for the others."""
        self._risen = RAMP
        """Frames since the fade began."""
        self._fresh = True
        """Whether nothing was heard yet that could be faded from."""

    @property
    def flat(self) -> bool:
        """Whether the sound passes untouched."""
        return self._chain is self._old is self._wanted is None

    def set(self, curve: Curve) -> None:
        """Have this curve from the next buffer on."""
        self._wanted = None if curve.flat else _chain(curve)

    def reset(self) -> None:
        """Begin anew: whatever sounds next does not go on from what sounded last."""
        self._chain = self._old = None
        self._risen, self._fresh = RAMP, True
        if self._wanted is not None:
            self._wanted.reset()

    def process(self, out: Pcm) -> None:
        """Filter `out` (n, 2) in place."""
        if self._fresh:
            self._chain, self._fresh = self._wanted, False
        if self._risen >= RAMP and self._chain is not self._wanted:
            self._old, self._chain, self._risen = self._chain, self._wanted, 0
        if self._risen < RAMP:
            self._fade(out)
        elif self._chain is not None:
            out[:] = self._chain.run(out)

    def _fade(self, out: Pcm) -> None:
        old = out.copy() if self._old is None else self._old.run(out)
        if self._chain is not None:
            out[:] = self._chain.run(out)
        count = min(len(out), RAMP - self._risen)
        rise = np.arange(self._risen + 1, self._risen + count + 1, dtype=np.float32) / RAMP
        out[:count] += (old[:count] - out[:count]) * (1 - rise[:, np.newaxis])
        self._risen += count
        if self._risen >= RAMP:
            self._old = None


def _chain(curve: Curve) -> Chain:
    bands = zip(BANDS, curve.bands, strict=True)
    return Chain(
        tuple(peaking(frequency, gain, _Q) for frequency, gain in bands if gain),
        gain=linear(curve.preamp),
    )
