"""Second-order filters: their coefficients, and a chain of them that runs block by block.

A chain of n filters is one linear system with 2n states. For 64 frames at a time its output is two
matrix products, so NumPy runs it at 1 % of a core and exactly as sample by sample.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, SAMPLE_RATE, Decibels

_BLOCK = 64
_SILENT = 1e-30
"""What is left in a filter after seconds of silence; smaller numbers would slow the processor."""

_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
_SHELF_MIDDLE = 0.4996667741545416
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)


class Biquad(NamedTuple):
    """Coefficients, a0 being 1."""

    b0: float
    b1: float
    b2: float
    a1: float
    a2: float


def peaking(frequency: float, gain: Decibels, q: float) -> Biquad:
    """Raises or lowers the surroundings of `frequency` (Hz): Bristow-Johnson's audio cookbook."""
    amplitude = 10 ** (gain / 40)
    turn = 2 * math.pi * frequency / SAMPLE_RATE
    alpha = math.sin(turn) / (2 * q)
    a0 = 1 + alpha / amplitude
    middle = -2 * math.cos(turn) / a0
    return Biquad(
        (1 + alpha * amplitude) / a0,
        middle,
        (1 - alpha * amplitude) / a0,
        middle,
        (1 - alpha / amplitude) / a0,
    )


def k_weighting() -> tuple[Biquad, Biquad]:
    """The two filters of loudness, ITU-R BS.1770-4, for 44.1 kHz (parameters as in libebur128)."""
    frequency, gain, q = _SHELF
    k, high = math.tan(math.pi * frequency / SAMPLE_RATE), 10 ** (gain / 20)
    middle = high**_SHELF_MIDDLE
    a0 = 1 + k / q + k * k
    shelf = Biquad(
        (high + middle * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - middle * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    )
    frequency, q = _HIGH_PASS
    k = math.tan(math.pi * frequency / SAMPLE_RATE)
    a0 = 1 + k / q + k * k
    return shelf, Biquad(1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


class Chain:
    """Filters one after the other, with what still sounds in them."""

    def __init__(
        self, filters: tuple[Biquad, ...], channels: int = CHANNELS, gain: float = 1.0
    ) -> None:
        """`gain`: linear, of the whole chain."""
        a, b, c, d = _system(filters, gain)
        powers = [np.eye(len(a))]
        for _ in range(_BLOCK):
            powers.append(a @ powers[-1])
        self._powers = np.array(powers)
        self._from_state = np.vstack([c @ power for power in powers[:-1]])
        """(64, states): what the state at a block's start adds to each of its frames."""
        response = np.concatenate((d, (self._from_state @ b)[:-1, 0]))
        places = np.arange(_BLOCK)
        late = places[:, np.newaxis] - places
        self._direct = np.where(late >= 0, response[np.abs(late)], 0.0)
        """(64, 64): what each frame of a block adds to each later one."""
        self._to_state = np.hstack([power @ b for power in powers[-2::-1]])
        """(states, 64): what each frame of a block leaves in the state at its end."""
        self._state = np.zeros((len(a), channels))

    def reset(self) -> None:
        """Be silent inside."""
        self._state = np.zeros_like(self._state)

    def run(self, sound: NDArray[np.float32]) -> NDArray[np.float64]:
        """The next frames (n, channels), filtered; float64 of the same shape."""
        whole = len(sound) // _BLOCK * _BLOCK
        out = np.empty(sound.shape)
        if whole:
            blocks = sound[:whole].reshape(-1, _BLOCK, sound.shape[1]).astype(np.float64)
            out[:whole] = self._blocks(blocks).reshape(whole, -1)
        if whole < len(sound):
            rest = sound[whole:].astype(np.float64)
            out[whole:] = self._rest(rest)
        if np.abs(self._state).max(initial=0.0) < _SILENT:
            self._state[:] = 0.0
        return out

    def _blocks(self, blocks: NDArray[np.float64]) -> NDArray[np.float64]:
        left = self._to_state @ blocks
        states = np.empty_like(left)
        state, step = self._state, self._powers[_BLOCK]
        for index, new in enumerate(left):
            states[index] = state
            state = step @ state + new
        self._state = state
        return self._direct @ blocks + self._from_state @ states

    def _rest(self, rest: NDArray[np.float64]) -> NDArray[np.float64]:
        count = len(rest)
        out: NDArray[np.float64] = (
            self._direct[:count, :count] @ rest + self._from_state[:count] @ self._state
        )
        self._state = self._powers[count] @ self._state + self._to_state[:, -count:] @ rest
        return out


def _system(
    filters: tuple[Biquad, ...], gain: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The state-space matrices of all `filters`, each fed by the one before it."""
    a, b, c, d = np.zeros((0, 0)), np.zeros((0, 1)), np.zeros((1, 0)), np.array([gain])
    for each in filters:
        own_a = np.array([[-each.a1, 1.0], [-each.a2, 0.0]])
        own_b = np.array([[each.b1 - each.a1 * each.b0], [each.b2 - each.a2 * each.b0]])
        a = np.block([[a, np.zeros((len(a), 2))], [own_b @ c, own_a]])
        b = np.vstack((b, own_b * d))
        c = np.hstack((each.b0 * c, np.array([[1.0, 0.0]])))
        d = each.b0 * d
    return a, b, c, d
