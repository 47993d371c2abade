"""The tuner's ear: within a cent from the piano's lowest string to its sixth octave."""

from math import log2

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from player.engine.input.pitch import LONG, find_pitch

GUITAR = (82.41, 110.0, 146.83, 196.0, 246.94, 329.63)
BASS = (30.87, 41.2, 55.0, 73.42)


def tone(hertz: float, phase: float = 0.0, count: int = LONG) -> NDArray[np.float32]:
    time = np.arange(count) / SAMPLE_RATE
    return (0.3 * np.sin(2 * np.pi * hertz * time + phase)).astype(np.float32)


def plucked(hertz: float, count: int = SAMPLE_RATE) -> NDArray[np.float32]:
    """A string plucked at an eighth of its length: the higher a partial, the sooner it is gone."""
    time = np.arange(count) / SAMPLE_RATE
    sound = np.zeros(count)
    for partial in range(1, min(24, int(SAMPLE_RATE / 2 / hertz))):
        strength = np.sin(partial * np.pi / 8) / partial
        wave = np.sin(2 * np.pi * partial * hertz * time + partial)
        sound += strength * wave * np.exp(-time * (1 + 0.3 * partial))
    return np.asarray(0.3 * sound / np.abs(sound).max(), np.float32)


def cents_off(sound: NDArray[np.float32], hertz: float) -> float:
    found = find_pitch(sound).hertz
    assert found is not None, hertz
    return 1200 * log2(found / hertz)


def test_sines_are_found_within_a_cent() -> None:
    for hertz in np.geomspace(27.5, 2000, 100):
        off = [cents_off(tone(hertz, phase), hertz) for phase in (0.0, 1.0, 2.5)]
        assert max(map(abs, off)) < 1, hertz


@pytest.mark.parametrize("hertz", GUITAR + BASS)
def test_a_plucked_string_is_found_within_a_cent_while_it_dies_away(hertz: float) -> None:
    sound = plucked(hertz)
    off = [cents_off(sound[end - LONG : end], hertz) for end in range(LONG, len(sound), 2_940)]
    assert max(map(abs, off)) < 1


def test_noise_beside_the_note_does_not_matter() -> None:
    noise = np.random.default_rng(3).standard_normal(LONG).astype(np.float32) * 0.003
    for hertz in (41.2, 110.0, 440.0, 1760.0):
        assert abs(cents_off(tone(hertz) + noise, hertz)) < 1


def test_silence_and_noise_are_no_note() -> None:
    assert find_pitch(np.zeros(LONG, np.float32)).hertz is None
    noise = np.random.default_rng(1).standard_normal(LONG).astype(np.float32)
    loud = find_pitch(0.1 * noise)
    assert loud.hertz is None
    assert loud.level == pytest.approx(-20, abs=0.5)
