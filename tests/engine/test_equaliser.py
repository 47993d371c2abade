"""The equaliser: nothing at all when flat, no click when it changes."""

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.equaliser import Equaliser
from player.engine.mixer import RAMP
from player.engine.protocol import BANDS, Curve
from tests.decoder.sounds import noisy_song, sine

BUFFER = 661


def curve(**bands: float) -> Curve:
    """Named by their place: b0 to b9."""
    return Curve(bands=tuple(bands.get(f"b{place}", 0.0) for place in range(len(BANDS))))


def through(equaliser: Equaliser, sound: Pcm) -> Pcm:
    out = sound.copy()
    for start in range(0, len(out), BUFFER):
        equaliser.process(out[start : start + BUFFER])
    return out


def test_flat_is_untouched_also_after_it_was_not() -> None:
    song = noisy_song(20_000)
    equaliser = Equaliser()
    assert np.array_equal(through(equaliser, song), song)
    equaliser.set(curve(b3=6.0))
    changed = through(equaliser, song)
    assert not np.allclose(changed[RAMP:], song[RAMP:], atol=0.01)
    equaliser.set(Curve())
    through(equaliser, song[: 2 * BUFFER])
    assert equaliser.flat
    assert np.array_equal(through(equaliser, song), song)


@pytest.mark.parametrize("band", range(len(BANDS)))
def test_each_band_moves_its_own_part(band: int) -> None:
    tone = sine(BANDS[band], 1, SAMPLE_RATE, 0.1)
    equaliser = Equaliser()
    equaliser.set(curve(**{f"b{band}": -12.0}))
    out = through(equaliser, np.stack((tone, tone), 1))
    late = slice(SAMPLE_RATE // 2, None)
    ratio = np.sqrt((out[late, 0] ** 2).mean() / (tone[late] ** 2).mean())
    assert 20 * np.log10(ratio) == pytest.approx(-12, abs=0.1)


def test_the_preamp_lowers_everything() -> None:
    song = noisy_song(10_000)
    equaliser = Equaliser()
    equaliser.set(Curve(preamp=-6.0))
    out = through(equaliser, song)
    np.testing.assert_allclose(out, song * 10 ** (-6 / 20), atol=1e-6)


def test_a_slider_that_is_dragged_does_not_click() -> None:
    tone = sine(220, 2, SAMPLE_RATE, 0.3)
    out = np.stack((tone, tone), 1)
    equaliser = Equaliser()
    for place, start in enumerate(range(0, len(out), BUFFER)):
        equaliser.set(curve(b2=12.0 * np.sin(place / 5), b3=-8.0 * np.cos(place / 3)))
        equaliser.process(out[start : start + BUFFER])
    bend, of_tone = (np.abs(np.diff(sound, 2)).max() for sound in (out[:, 0], tone))
    corner = np.abs(out).max() / RAMP
    assert bend < 4 * of_tone + 2 * corner, "12 dB, and where one fade ends and another begins"


def test_after_a_reset_nothing_of_the_last_sound_is_left() -> None:
    song = noisy_song(10_000)
    equaliser, fresh = Equaliser(), Equaliser()
    for each in (equaliser, fresh):
        each.set(curve(b0=12.0))
    through(equaliser, song)
    equaliser.reset()
    assert np.array_equal(through(equaliser, song), through(fresh, song))
