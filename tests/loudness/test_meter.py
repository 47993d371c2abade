"""Loudness as the standard says, and songs together as one."""

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.loudness.loudness import Loudness, together
from player.loudness.meter import LoudnessMeter
from tests.decoder.sounds import noisy_song, sine


def measured(*parts: Pcm) -> Loudness | None:
    meter = LoudnessMeter()
    for part in parts:
        meter.add(part)
    return meter.result()


def tone(level: float, seconds: float) -> Pcm:
    """1 kHz in both channels at `level` dBFS: its loudness is that number (EBU Tech 3341)."""
    wave = sine(1_000, seconds, SAMPLE_RATE, 10 ** (level / 20))
    return np.stack((wave, wave), 1)


def loudness(*parts: Pcm) -> float:
    result = measured(*parts)
    assert result is not None
    return result.integrated


def test_the_reference_signals_of_the_ebu() -> None:
    assert loudness(tone(-23, 5)) == pytest.approx(-23, abs=0.1)
    assert loudness(tone(-33, 5)) == pytest.approx(-33, abs=0.1)
    gated = (tone(-36, 3), tone(-23, 30), tone(-36, 3))
    assert loudness(*gated) == pytest.approx(-23, abs=0.1), "quiet parts do not count"


def test_pieces_of_any_size_measure_the_same() -> None:
    song = noisy_song(5 * SAMPLE_RATE)
    pieces = [song[start : start + 7_001] for start in range(0, len(song), 7_001)]
    assert measured(*pieces) == measured(song)


def test_the_peak_is_the_highest_sample() -> None:
    song = noisy_song(SAMPLE_RATE)
    result = measured(song)
    assert result is not None
    assert result.peak == float(np.abs(song).max())


@pytest.mark.parametrize("sound", [np.zeros((SAMPLE_RATE, 2), np.float32), tone(-23, 0.3)])
def test_silence_and_what_is_too_short_have_no_loudness(sound: Pcm) -> None:
    assert measured(sound) is None


def test_songs_together_are_as_loud_as_one_file_of_them() -> None:
    parts = [
        noisy_song(4 * SAMPLE_RATE, seed=n) * level for n, level in enumerate((1.0, 0.5, 0.03))
    ]
    songs = [result for part in parts if (result := measured(part)) is not None]
    whole = together(songs)
    assert len(songs) == 3
    assert whole.integrated == pytest.approx(loudness(np.concatenate(parts)), abs=0.3)
    assert whole.peak == songs[0].peak
    assert whole.gain == -18 - whole.integrated
