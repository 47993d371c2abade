"""A song without its voice is as loud as with it: slowly, within bounds, and not at unity."""

from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.held_loudness import MOST
from player.engine.mixer import RAMP
from tests.decoder.sounds import sine
from tests.engine.rig import ACCOMPANIMENT, VOCALS, Rig, muted, storable, write_song, write_vocals

SECONDS = 8


def tone(pitch: float, level: float) -> Pcm:
    wave = sine(pitch, SECONDS, SAMPLE_RATE, level)
    return storable(np.stack((wave, wave), 1))


def power(sound: Pcm) -> float:
    return float((sound.astype(np.float64) ** 2).mean())


def begin(rig: Rig, folder: Path, voice: Pcm, rest: Pcm) -> Pcm:
    """Play a song of these two parts; returns it."""
    song = voice + rest
    deck = rig.load(write_song(folder / "song.wav", song))
    write_vocals(folder / "stems", voice).close()
    deck.attach(folder / "stems")
    rig.wait(lambda: bool((b := deck.block(0)) and b.stems is not None))
    return song


def test_the_rest_is_raised_to_the_song_s_loudness_without_a_click(
    rig: Rig, tmp_path: Path
) -> None:
    voice, rest = tone(1_000, 0.2), tone(700, 0.15)
    song = begin(rig, tmp_path, voice, rest)
    rig.transport.mixing.hold_loudness = True
    rig.transport.mixing.mix = muted(VOCALS)
    heard = rig.play(6 * SAMPLE_RATE)
    late = slice(5 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    assert power(heard[late]) == pytest.approx(power(song[late]), rel=0.1)
    bend = np.abs(np.diff(heard[RAMP:, 0], 2)).max()
    assert bend < 1.2 * np.abs(np.diff(song[:, 0], 2)).max()


def test_a_faint_rest_is_raised_within_bounds_and_silence_not_at_all(
    rig: Rig, tmp_path: Path
) -> None:
    begin(rig, tmp_path, tone(1_000, 0.3), tone(700, 0.05))
    rig.transport.mixing.hold_loudness = True
    rig.transport.mixing.mix = muted(VOCALS)
    heard = rig.play(6 * SAMPLE_RATE)
    assert np.abs(heard[-4_410:]).max() == pytest.approx(0.05 * MOST, rel=0.05)


def test_at_unity_the_song_is_untouched_also_after_a_mute(rig: Rig, tmp_path: Path) -> None:
    song = begin(rig, tmp_path, tone(1_000, 0.2), tone(700, 0.15))
    rig.transport.mixing.hold_loudness = True
    before = rig.play(50_000)
    assert np.array_equal(before, song[:50_000])
    rig.transport.mixing.mix = muted(ACCOMPANIMENT)
    rig.play(50_000)
    rig.transport.mixing.mix = muted()
    rig.play(20_000)
    assert np.array_equal(rig.play(50_000), song[120_000:170_000])


def test_switched_off_the_rest_is_what_it_is(rig: Rig, tmp_path: Path) -> None:
    voice, rest = tone(1_000, 0.2), tone(700, 0.15)
    begin(rig, tmp_path, voice, rest)
    rig.transport.mixing.mix = muted(VOCALS)
    heard = rig.play(3 * SAMPLE_RATE)
    np.testing.assert_allclose(heard[RAMP:], rest[RAMP : len(heard)], atol=1e-6)
