"""The click is on the beat to the sample, in the song, round a loop, and in a count-in."""

from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.click import Ticks
from player.engine.click_sounds import BEAT, BETWEEN, DOWNBEAT, waves
from player.engine.deck import Deck
from player.engine.mixer import RAMP
from player.engine.protocol import (
    Beats,
    Click,
    ClickSound,
    CountIn,
    Loop,
    Mix,
    SetBeats,
)
from player.engine.tempo import Tempo
from tests.decoder.sounds import noisy_song
from tests.engine.rig import VOCALS, Rig, muted, storable, write_song, write_vocals

QUIET = storable(noisy_song(6 * SAMPLE_RATE) * np.float32(0.1))
BEATS = Beats(tuple(range(11_025, 200_000, 22_050)), tuple(n % 4 == 0 for n in range(9)))
BAR = CountIn(4 * 9_000, Beats((0, 9_000, 18_000, 27_000), (True, False, False, False)))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", QUIET)


def begin(rig: Rig, song: Path, click: Click) -> Deck:
    deck = rig.load(song, play=False)
    rig.transport.click.set(click)
    rig.transport.click.set_beats(SetBeats(deck.song.token, BEATS))
    rig.transport.play()
    return deck


def clicks(count: Frames, *at: tuple[Frames, int], sound: ClickSound = ClickSound.STICK) -> Pcm:
    """What clicks of these kinds at these frames sound like."""
    out = np.zeros((count, 2), np.float32)
    for place, kind in at:
        wave = waves(sound)[kind][: count - place]
        out[place : place + len(wave)] += wave[:, np.newaxis]
    return out


@pytest.mark.parametrize("sound", ClickSound)
@pytest.mark.parametrize("buffer", [441, 1_764, 30_000])
def test_clicks_are_on_the_beats_to_the_sample(
    rig: Rig, song: Path, sound: ClickSound, buffer: int
) -> None:
    rig.buffer = buffer
    begin(rig, song, Click(on=True, sound=sound, level=0.5))
    heard = rig.play(120_000) - QUIET[:120_000]
    at = [(11_025, DOWNBEAT), (33_075, BEAT), (55_125, BEAT), (77_175, BEAT), (99_225, DOWNBEAT)]
    np.testing.assert_allclose(heard, 0.5 * clicks(120_000, *at, sound=sound), atol=1e-6)


def test_without_the_click_the_song_is_heard_bit_for_bit(rig: Rig, song: Path) -> None:
    begin(rig, song, Click(on=False))
    assert np.array_equal(rig.play(60_000), QUIET[:60_000])


def test_a_beat_has_parts_and_a_click_without_accents(rig: Rig, song: Path) -> None:
    begin(rig, song, Click(on=True, accents=False, parts=3))
    heard = rig.play(50_000) - QUIET[:50_000]
    at = [(11_025, BEAT), (18_375, BETWEEN), (25_725, BETWEEN), (33_075, BEAT), (40_425, BETWEEN)]
    at.append((47_775, BETWEEN))
    np.testing.assert_allclose(heard, clicks(50_000, *at), atol=1e-6)


def test_uneven_beats_are_parted_where_they_are() -> None:
    ticks = Ticks.of(Beats((100, 203, 207), (False, False, True)), Click(parts=2))
    assert ticks.places.tolist() == [100, 152, 203, 205, 207]
    assert ticks.kinds.tolist() == [BEAT, BETWEEN, BEAT, BETWEEN, DOWNBEAT]


def test_the_click_goes_round_with_the_loop(rig: Rig, song: Path) -> None:
    deck = begin(rig, song, Click(on=True, accents=False))
    rig.transport.set_loop(Loop(deck.song.token, 11_025, 33_075))  # the second beat lies behind it
    count = 11_025 + 9 * 22_050
    heard = rig.play(count)
    order = np.arange(count)
    order[33_075:] = 11_025 + (order[33_075:] - 33_075) % 22_050
    at = [(11_025 + n * 22_050, BEAT) for n in range(9)]
    np.testing.assert_allclose(heard - QUIET[order], clicks(count, *at), atol=1e-6)


def test_the_click_follows_the_volume_and_a_seek(rig: Rig, song: Path) -> None:
    begin(rig, song, Click(on=True))
    rig.transport.mixing.mix = Mix(volume=0.25)
    rig.transport.seek(98_000)
    heard = rig.play(5_000)
    at = (1_225, DOWNBEAT)
    rest = heard - 0.25 * (QUIET[98_000:103_000] + clicks(5_000, at))
    np.testing.assert_allclose(rest[RAMP:], 0, atol=1e-6)


def test_a_pause_in_a_click_does_not_crack(rig: Rig, song: Path) -> None:
    begin(rig, song, Click(on=True, sound=ClickSound.COWBELL))
    rig.buffer = 100
    rig.play(12_000)
    rig.transport.pause()
    end = np.concatenate([rig.transport.render(100) for _ in range(9)])
    assert len(end) == RAMP
    assert np.abs(end[-3:]).max() < 0.01
    rig.transport.play()
    again = rig.play(5_000)[RAMP:] - QUIET[12_000 + 2 * RAMP : 17_000 + RAMP]
    assert np.abs(again).max() < 1e-6, "what was cut off does not come back"


@pytest.mark.parametrize("buffer", [300, 1_764, 30_000])
def test_a_count_in_comes_before_the_song_which_begins_on_its_frame(
    rig: Rig, song: Path, buffer: int
) -> None:
    rig.buffer = buffer
    rig.load(song, 50_001, play=False)
    rig.transport.play(BAR)
    heard = rig.play(60_000)
    at = [(0, DOWNBEAT), (9_000, BEAT), (18_000, BEAT), (27_000, BEAT)]
    silent = 36_000 - RAMP
    np.testing.assert_allclose(heard[:silent], clicks(60_000, *at)[:silent], atol=1e-6)
    assert np.array_equal(heard[36_000:], QUIET[50_001 : 50_001 + 24_000])
    rise = np.arange(1, RAMP + 1)[:, np.newaxis] / RAMP
    np.testing.assert_allclose(
        heard[silent:36_000], QUIET[50_001 - RAMP : 50_001] * rise, atol=1e-6
    )


def test_each_round_is_counted_in_and_the_round_itself_is_whole(rig: Rig, song: Path) -> None:
    deck = rig.load(song, 40_000)
    rig.transport.set_loop(Loop(deck.song.token, 40_000, 60_000, BAR))
    heard = rig.play(3 * 20_000 + 2 * 36_000)
    for start in (0, 56_000, 112_000):
        assert np.array_equal(heard[start : start + 20_000], QUIET[40_000:60_000])
    fall = 1 - np.arange(1, RAMP + 1)[:, np.newaxis] / RAMP
    ring = QUIET[60_000 : 60_000 + RAMP] * fall + clicks(RAMP, (0, DOWNBEAT))
    np.testing.assert_allclose(heard[20_000 : 20_000 + RAMP], ring, atol=1e-6)
    silent = clicks(BAR.frames, (0, DOWNBEAT), (9_000, BEAT), (18_000, BEAT), (27_000, BEAT))
    part = slice(RAMP, BAR.frames - RAMP)
    np.testing.assert_allclose(heard[20_000:56_000][part], silent[part], atol=1e-6)


def test_playing_from_the_first_frame_is_counted_in(rig: Rig, song: Path) -> None:
    rig.load(song, play=False)
    rig.transport.play(BAR)
    heard = rig.play(40_000)
    assert np.array_equal(heard[36_000:], QUIET[:4_000])
    assert not heard[32_000:36_000].any()


def test_a_seek_ends_the_count_in_and_playing_again_does_without(rig: Rig, song: Path) -> None:
    rig.load(song, 40_000, play=False)
    rig.transport.play(BAR)
    rig.play(5_000)
    rig.transport.pause()
    rig.transport.render(2_000)
    rig.transport.play()
    assert np.array_equal(rig.play(5_000)[RAMP:], QUIET[40_000 + RAMP : 45_000])
    rig.transport.play(BAR)
    rig.play(5_000)
    rig.transport.seek(100_000)
    assert np.array_equal(rig.play(5_000)[RAMP:], QUIET[100_000 + RAMP : 105_000])


def test_what_the_next_round_is_to_be_like_begins_with_it(
    rig: Rig, song: Path, tmp_path: Path
) -> None:
    vocals = storable(noisy_song(len(QUIET), seed=3) * np.float32(0.05))
    write_vocals(tmp_path / "stems", vocals).close()
    deck = rig.load(song)
    deck.attach(tmp_path / "stems")
    rig.wait(lambda: bool((b := deck.block(0)) and b.stems is not None))
    rig.transport.set_loop(Loop(deck.song.token, 0, 20_000))
    rig.transport.next_round = lambda: setattr(rig.transport.mixing, "mix", muted(VOCALS))
    heard = rig.play(60_000)
    assert np.array_equal(heard[:20_000], QUIET[:20_000])
    without = (QUIET - vocals)[RAMP:20_000]
    np.testing.assert_allclose(heard[20_000 + RAMP : 40_000], without, atol=2e-7)
    np.testing.assert_allclose(heard[40_000 + RAMP :], without, atol=2e-7)


@pytest.mark.parametrize("speed", [0.5, 0.77, 1.5])
def test_the_click_is_on_the_beats_of_a_song_at_another_tempo(
    rig: Rig, tmp_path: Path, speed: float
) -> None:
    silence = np.zeros((6 * SAMPLE_RATE, 2), np.float32)
    deck = begin(rig, write_song(tmp_path / "silence.wav", silence), Click(on=True, accents=False))
    rig.transport.route.set(Tempo(speed))
    rig.transport.set_loop(Loop(deck.song.token, 55_125, 121_275))  # both are beats
    heard = rig.play(round(300_000 / speed) + 2_000)[:, 0]
    places = [11_025, 33_075, *range(55_125, 299_000, 22_050)]
    loud = np.flatnonzero(np.abs(heard) > 0.1)
    onsets = loud[np.diff(loud, prepend=-SAMPLE_RATE) > 5_000]
    assert len(onsets) == len(places)
    assert np.abs(onsets - np.array(places) / speed).max() <= 3
    wave = waves(ClickSound.STICK)[BEAT]
    for onset in onsets:
        begun = onset - int((np.abs(wave) > 0.1).argmax())
        np.testing.assert_allclose(heard[begun : begun + len(wave)], wave, atol=1e-6)


def test_a_count_in_has_the_tempo_that_the_song_is_played_at(rig: Rig, tmp_path: Path) -> None:
    silence = np.zeros((6 * SAMPLE_RATE, 2), np.float32)
    rig.load(write_song(tmp_path / "silence.wav", silence), 50_000, play=False)
    rig.transport.route.set(Tempo(0.5))
    rig.transport.play(BAR)
    heard = rig.play(90_000)[:, 0]
    loud = np.flatnonzero(np.abs(heard) > 0.1)
    onsets = loud[np.diff(loud, prepend=-SAMPLE_RATE) > 5_000]
    assert len(onsets) == 4
    np.testing.assert_allclose(np.diff(onsets), 18_000, atol=2)
    assert rig.transport.position == pytest.approx(50_000 + (90_000 - 72_000) / 2, abs=1_000)
