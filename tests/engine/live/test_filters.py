"""Each live filter on sources whose places are known, and what all of them have in common."""

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE
from player.engine.live.kinds import (
    NAMED,
    Adress,
    Band,
    Centre,
    Gate,
    LiveFilter,
    LiveFilterError,
    MidSide,
    Mode,
    PhaseInversion,
    Region,
)
from tests.decoder.sounds import noisy_song
from tests.engine.live.rig import filtered, levels, mixed, panned, sdr, three, tune

INNER = slice(SAMPLE_RATE // 4, -SAMPLE_RATE // 4)


@pytest.mark.parametrize("spread", [0.5, 0.8, 1.0])
def test_centre_cut_takes_the_centre_and_leaves_the_sides(spread: float) -> None:
    sources = three(spread)
    left, centre, right = levels(filtered(mixed(sources), [Centre()]), sources)
    assert centre < -40
    assert abs(left) < 0.5
    assert abs(right) < 0.5


def test_centre_keep_is_the_rest_of_centre_cut() -> None:
    song = noisy_song(SAMPLE_RATE)
    both = filtered(song, [Centre()]) + filtered(song, [Centre(Mode.SOLO)])
    np.testing.assert_allclose(both, song, atol=1e-5)


def test_centre_cut_keeps_the_bass_and_the_stereo_image() -> None:
    bass = panned(tune(55.0), 0.0)
    low = filtered(bass, [Band(Mode.SOLO, low=0, high=90)])
    assert levels(filtered(low, [Centre()]), [low])[0] > -0.1
    sources = three(0.6)
    left = filtered(mixed(sources), [Centre()])
    assert sdr(sources[0] + sources[2], left) > 20


def test_centre_cut_leaves_drums_if_asked_to() -> None:
    clicks = np.zeros((2 * SAMPLE_RATE, 2), np.float32)
    noise = np.random.default_rng(1).normal(0, 0.3, (400, 1)).astype(np.float32)
    for start in range(5_000, len(clicks) - 400, 11_025):
        clicks[start : start + 400] += noise
    voice = panned(tune(330.0), 0.0)
    heard = filtered(clicks + voice, [Centre(drums=1.0)])
    drums, tone = levels(heard, [clicks, voice])
    assert drums > -6
    assert tone < -20


@pytest.mark.parametrize("spread", [0.6, 1.0])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_adress_isolates_each_place(number: int, spread: float) -> None:
    sources = three(spread)
    song = mixed(sources)
    place = (-spread, 0.0, spread)[number]
    assert sdr(sources[number], filtered(song, [Adress(azimuth=place)])) > 15
    rest = song - sources[number]
    assert sdr(rest, filtered(song, [Adress(Mode.CUT, azimuth=place)])) > 15


def test_a_source_alone_in_a_region_comes_out() -> None:
    sources = three(0.6)
    song = mixed(sources)
    box = Region(left=-0.8, right=-0.4, low=200, high=4_000)
    assert sdr(sources[0], filtered(song, [box])) > 20
    drawn = Region(outline=((0.35, 300), (0.85, 300), (0.85, 6_000), (0.6, 9_000), (0.35, 6_000)))
    assert sdr(sources[2], filtered(song, [drawn])) > 20
    cut = Region(Mode.CUT, left=-0.8, right=-0.4, low=200, high=4_000)
    assert sdr(sources[1] + sources[2], filtered(song, [cut])) > 20


def test_several_regions_are_heard_together() -> None:
    sources = three(0.6)
    song = mixed(sources)
    both = [Region(left=-0.8, right=-0.4), Region(left=0.4, right=0.8)]
    assert sdr(sources[0] + sources[2], filtered(song, both)) > 20
    quieter = Region(Mode.GAIN, left=0.4, right=0.8, gain=-20)
    left, centre, right = levels(filtered(song, [quieter]), sources)
    assert abs(left) < 0.2
    assert abs(centre) < 0.2
    assert right == pytest.approx(-20, abs=0.5)


def test_a_region_holds_for_its_time() -> None:
    song = mixed(three())
    heard = filtered(song, [Region(Mode.CUT, start=1.0, stop=1.5)])
    assert np.array_equal(heard[: SAMPLE_RATE * 9 // 10], song[: SAMPLE_RATE * 9 // 10])
    assert np.abs(heard[SAMPLE_RATE * 11 // 10 : SAMPLE_RATE * 14 // 10]).max() < 1e-6
    assert np.array_equal(heard[SAMPLE_RATE * 16 // 10 :], song[SAMPLE_RATE * 16 // 10 :])


def test_phase_inversion_takes_what_is_alike_above_the_bass() -> None:
    sources = three()
    assert levels(filtered(sources[1], [PhaseInversion()]), [sources[1]])[0] < -80
    inverted = (sources[0] - sources[0][:, ::-1]) / np.float32(2)
    assert sdr(inverted, filtered(sources[0], [PhaseInversion()])) > 40


def test_mid_and_side_have_gains_of_their_own() -> None:
    sources = three()
    heard = filtered(mixed(sources), [MidSide(mid=-120)])
    np.testing.assert_allclose(heard.sum(1), 0, atol=1e-5)
    heard = filtered(mixed(sources), [MidSide(side=-120)])
    np.testing.assert_allclose(heard[:, 0], heard[:, 1], atol=1e-5)


def test_a_band_is_cut_or_left_alone() -> None:
    low, high = panned(tune(100.0), 0.0), panned(tune(2_000.0), 0.0)
    window = Band(low=1_500, high=18_000)
    assert levels(filtered(low + high, [window]), [low, high])[0] < -60
    assert sdr(high, filtered(low + high, [window])) > 40


def test_a_gate_lets_only_what_is_loud_through() -> None:
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    quiet = panned((0.001 * np.sin(2 * np.pi * 3_000 * time)).astype(np.float32), 0.0)
    loud = panned((0.3 * np.sin(2 * np.pi * 200 * time)).astype(np.float32), 0.0)
    heard = filtered(quiet + loud, [Gate(threshold=-40)])
    soft, full = levels(heard[INNER], [quiet[INNER], loud[INNER]])
    assert soft < -60
    assert abs(full) < 0.1


def test_a_gate_closes_as_slowly_as_it_is_told() -> None:
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    tone = 0.3 * np.sin(2 * np.pi * 1_000 * time)
    tone[SAMPLE_RATE:] *= 0.01
    song = panned(tone.astype(np.float32), 0.0)
    slow, quick = (filtered(song, [Gate(-35, release=r)]) for r in (800.0, 0.0))
    after = slice(SAMPLE_RATE * 12 // 10, SAMPLE_RATE * 13 // 10)
    assert np.abs(slow[after]).max() > 0.001
    assert np.abs(quick[after]).max() < 1e-5


@pytest.mark.parametrize(
    "neutral",
    [
        MidSide(),
        Centre(strength=0.0),
        Band(low=0, high=20_000),
        Region(),
        Region(Mode.GAIN, gain=0.0),
    ],
)
def test_what_changes_nothing_is_bit_exact(neutral: LiveFilter) -> None:
    song = noisy_song(30_000)
    assert np.array_equal(filtered(song, [neutral]), song)


def test_cutting_everything_leaves_less_than_100_db() -> None:
    song = noisy_song(30_000)
    assert np.abs(filtered(song, [Band(Mode.CUT, low=0, high=20_000)])).max() < 1e-5


@pytest.mark.parametrize("name", NAMED)
def test_buffers_of_any_length_give_the_same_sound(name: str) -> None:
    song = noisy_song(12_000)
    np.testing.assert_array_equal(
        filtered(song, [NAMED[name]], 100), filtered(song, [NAMED[name]], 5_000)
    )


@pytest.mark.parametrize("name", NAMED)
def test_silence_and_mono_sound_stay_finite(name: str) -> None:
    silence = np.zeros((6_000, 2), np.float32)
    assert np.array_equal(filtered(silence, [NAMED[name]]), silence)
    mono = panned(noisy_song(6_000)[:, 0], 0.0)
    heard = filtered(mono, [NAMED[name]])
    assert np.isfinite(heard).all()
    np.testing.assert_allclose(heard[:, 0], heard[:, 1], atol=1e-6)


def test_a_filter_hears_what_the_one_before_it_left() -> None:
    sources = three()
    row = [Adress(Mode.CUT, azimuth=-1.0), Adress(Mode.CUT, azimuth=1.0)]
    assert sdr(sources[1], filtered(mixed(sources), row)) > 15


def test_bad_values_are_refused_in_words() -> None:
    with pytest.raises(LiveFilterError, match=r"adress cannot have azimuth=3\..*-1 to 1"):
        Adress(azimuth=3)
    with pytest.raises(LiveFilterError, match=r"band cannot have mode=gain\..*solo or cut"):
        Band(Mode.GAIN)
