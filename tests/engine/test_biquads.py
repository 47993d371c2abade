"""Filters: as their formulas say, whatever pieces the sound comes in."""

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from player.engine.biquads import Biquad, Chain, k_weighting, peaking
from tests.decoder.sounds import noisy_song, sine


def one_by_one(filters: tuple[Biquad, ...], sound: NDArray[np.float32]) -> list[float]:
    """The textbook's difference equation."""
    values = [float(value) for value in sound]
    for each in filters:
        x1 = x2 = y1 = y2 = 0.0
        out = []
        for x in values:
            y = each.b0 * x + each.b1 * x1 + each.b2 * x2 - each.a1 * y1 - each.a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            out.append(y)
        values = out
    return values


@pytest.mark.parametrize("piece", [1, 63, 64, 661, 5_000])
def test_a_chain_equals_its_filters_sample_by_sample(piece: int) -> None:
    filters = (peaking(31.25, 12, 1.4), peaking(1_000, -9, 1.4), peaking(16_000, 5, 1.4))
    sound = noisy_song(5_000)
    chain = Chain(filters, gain=0.5)
    out = np.concatenate([chain.run(sound[a : a + piece]) for a in range(0, 5_000, piece)])
    for channel in (0, 1):
        expected = np.array(one_by_one(filters, sound[:, channel])) * 0.5
        np.testing.assert_allclose(out[:, channel], expected, atol=1e-12)


@pytest.mark.parametrize(("pitch", "gain"), [(1_000, 12), (1_000, -12), (62.5, 6)])
def test_a_band_raises_its_own_pitch_by_its_gain(pitch: float, gain: float) -> None:
    tone = sine(pitch, 2, SAMPLE_RATE, 0.1)[:, np.newaxis]
    out = Chain((peaking(pitch, gain, 1.4),), channels=1).run(tone)
    ratio = np.abs(out[SAMPLE_RATE:]).max() / np.abs(tone).max()
    assert 20 * np.log10(ratio) == pytest.approx(gain, abs=0.02)


def test_the_loudness_filters_give_the_standard_s_reference() -> None:
    tone = sine(997, 1, SAMPLE_RATE, 1.0)[:, np.newaxis]
    out = Chain(k_weighting(), channels=1).run(tone)
    loudness = -0.691 + 10 * np.log10((out[SAMPLE_RATE // 2 :] ** 2).mean())
    assert loudness == pytest.approx(-3.01, abs=0.02), "a sine at full scale, ITU-R BS.1770-4"


def test_silence_leaves_nothing_in_a_filter() -> None:
    chain = Chain((peaking(31.25, 12, 1.4),))
    chain.run(noisy_song(1_000))
    chain.run(np.zeros((3 * SAMPLE_RATE, 2), np.float32))
    assert not chain.run(np.zeros((10, 2), np.float32)).any()
