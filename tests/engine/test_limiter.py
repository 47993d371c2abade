"""The limiter: what is quiet enough passes bit for bit, and nothing gets beyond full scale."""

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.limiter import THRESHOLD, Limiter
from tests.decoder.sounds import noisy_song, sine


def through(limiter: Limiter, sound: Pcm, buffer: int = 661, *, armed: bool = True) -> Pcm:
    out = sound.copy()
    for start in range(0, len(out), buffer):
        limiter.process(out[start : start + buffer], armed=armed)
    return out


def stereo(pitch: float, level: float, seconds: float = 1.0) -> Pcm:
    tone = sine(pitch, seconds, SAMPLE_RATE, level)
    return np.stack((tone, tone), 1)


def test_below_the_threshold_every_bit_stays() -> None:
    song = noisy_song(30_000)
    song *= np.float32(0.999 * THRESHOLD / np.abs(song).max())
    assert np.array_equal(through(Limiter(), song), song)


@pytest.mark.parametrize("buffer", [7, 100, 661])
def test_nothing_gets_beyond_full_scale(buffer: int) -> None:
    song = noisy_song(20_000) * 8
    out = through(Limiter(), song, buffer)
    assert np.abs(song).max() > 1
    assert np.abs(out).max() <= 1.0


def test_a_tone_that_is_too_loud_stays_a_tone() -> None:
    tone = stereo(220, 2.0)
    out = through(Limiter(), tone)[SAMPLE_RATE // 2 :, 0]
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out)))) ** 2
    place = round(220 * len(out) / SAMPLE_RATE)
    own = spectrum[place - 5 : place + 6].sum()
    assert 10 * np.log10((spectrum.sum() - own) / own) < -40, "a clipped one has -16 dB"


def test_the_sound_after_a_loud_moment_is_whole_again() -> None:
    limiter = Limiter()
    through(limiter, stereo(220, 1.5))
    through(limiter, stereo(220, 0.3))
    quiet = stereo(220, 0.3)
    assert np.array_equal(through(limiter, quiet), quiet)


def test_unarmed_it_leaves_even_what_is_too_loud_and_gives_way_without_a_click() -> None:
    limiter, loud = Limiter(), stereo(220, 1.5)
    assert np.array_equal(through(limiter, loud, armed=False), loud)
    before = through(limiter, loud)
    after = through(limiter, loud, armed=False)
    assert np.array_equal(after[661:], loud[661:])
    bend = np.abs(np.diff(np.concatenate((before[-2_000:], after))[:, 0], 2)).max()
    assert bend < 4 * np.abs(np.diff(loud[:, 0], 2)).max()
