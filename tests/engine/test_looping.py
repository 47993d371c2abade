"""A loop goes round to the sample, however long it is and whatever lies on the sound."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import CELL, SAMPLE_RATE, Frames, Pcm
from player.engine.deck import AHEAD, BLOCK, Deck
from player.engine.live.kinds import Centre, LiveFilter, Region
from player.engine.live.kinds import Mode as RegionMode
from player.engine.mixer import RAMP
from player.engine.protocol import Ended, Loop, Looped, SetLive, Started
from tests.decoder.sounds import noisy_song, sine
from tests.engine.live.rig import filtered
from tests.engine.rig import BUFFER, VOCALS, Rig, muted, storable, write_song, write_vocals

SONG = storable(noisy_song(6 * SAMPLE_RATE))
FIFTH = SAMPLE_RATE // 5


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


def go_round(rig: Rig, deck: Deck, start: Frames, stop: Frames) -> None:
    rig.transport.set_loop(Loop(deck.song.token, start, stop))


def rounds(sound: Pcm, start: Frames, stop: Frames, count: Frames) -> Pcm:
    """`sound` up to `stop`, then from `start` to `stop` again and again: `count` frames."""
    order = np.arange(count)
    order[stop:] = start + (order[stop:] - stop) % (stop - start)
    return np.asarray(sound[order])


def looped(rig: Rig) -> int:
    return sum(isinstance(event, Looped) for event in rig.events)


@pytest.mark.parametrize(
    ("start", "length", "buffer"),
    [
        (10_000, FIFTH, BUFFER),
        (10_001, FIFTH, 4_001),
        (BLOCK, BLOCK, 300),
        (4_000, 441, BUFFER),
        (5_000, 1, 100),
        (0, 3 * SAMPLE_RATE, 5_000),
    ],
)
def test_a_loop_of_any_length_is_to_the_sample(
    rig: Rig, song: Path, start: Frames, length: Frames, buffer: int
) -> None:
    rig.buffer = buffer
    go_round(rig, rig.load(song), start, start + length)
    count = start + length * 12 + 77
    assert np.array_equal(rig.play(count), rounds(SONG, start, start + length, count))
    assert looped(rig) == (count - start) // length


def test_a_thousand_rounds_are_to_the_sample(rig: Rig, song: Path) -> None:
    go_round(rig, rig.load(song, 3_000), 3_000, 3_000 + FIFTH)
    for _ in range(10):
        heard = rig.play(100 * FIFTH)
        assert np.array_equal(heard, np.tile(SONG[3_000 : 3_000 + FIFTH], (100, 1)))
    assert looped(rig) == 1_000


def test_a_loop_of_five_minutes_goes_round_and_keeps_no_more_ready(
    rig: Rig, tmp_path: Path
) -> None:
    length = 300 * SAMPLE_RATE
    sound = np.random.default_rng(4).integers(-(2**15), 2**15, length + 9_000, np.int16)
    soundfile.write(tmp_path / "long.wav", sound, SAMPLE_RATE)
    deck = rig.load(tmp_path / "long.wav")
    start, stop = 5_001, 5_001 + length
    go_round(rig, deck, start, stop)
    for early in range(20):
        rig.transport.seek(stop - 3 * BUFFER - early)
        rig.play(2 * BUFFER)
        heard = rig.play(3 * BUFFER)[:, 0]
        left = BUFFER + early
        expected = np.concatenate((sound[stop - left : stop], sound[start:][: 3 * BUFFER - left]))
        assert np.array_equal(heard, expected / np.float32(2**15))
    assert looped(rig) == 20
    rig.transport.seek(start)
    rig.play(60 * BLOCK)
    rig.wait(lambda: deck.block(start // BLOCK + AHEAD + 3) is None)


def test_a_sine_on_whole_periods_has_no_step(rig: Rig, tmp_path: Path) -> None:
    tone = sine(441, 2, SAMPLE_RATE, 0.4)
    sound = np.stack((tone, tone), 1)
    deck = rig.load(write_song(tmp_path / "tone.wav", sound))
    go_round(rig, deck, 1_300, 1_300 + 100 * 90)
    heard = rig.play(4 * SAMPLE_RATE)
    bend = [np.abs(np.diff(each[:, 0], 2)).max() for each in (heard, sound)]
    assert bend[0] < 1.001 * bend[1]


def test_stems_stay_in_step_round_the_loop(rig: Rig, song: Path, tmp_path: Path) -> None:
    vocals = storable(noisy_song(len(SONG), seed=3))
    write_vocals(tmp_path / "stems", vocals).close()
    deck = rig.load(song)
    deck.attach(tmp_path / "stems")
    rig.transport.mixing.mix = muted(VOCALS)
    go_round(rig, deck, 30_001, 150_007)
    rig.wait(lambda: bool((b := deck.block(0)) and b.stems is not None))
    heard = rig.play(500_000)
    np.testing.assert_allclose(heard, rounds(SONG - vocals, 30_001, 150_007, 500_000), atol=2e-7)


def test_stems_that_are_only_there_at_the_end_of_the_loop_leave_without_a_click(
    rig: Rig, tmp_path: Path
) -> None:
    tone = sine(441, 6, SAMPLE_RATE, 0.4)
    sound = np.stack((tone, tone), 1)
    vocals = storable(sound * np.float32(0.5))
    deck = rig.load(write_song(tmp_path / "tone.wav", sound))
    writer = write_vocals(tmp_path / "stems", vocals, first=1, last=3)
    deck.attach(tmp_path / "stems")
    rig.transport.mixing.mix = muted(VOCALS)
    go_round(rig, deck, 1_000, 1_000 + 100 * round(1.5 * CELL / 100))
    rig.wait(lambda: bool((b := deck.block(CELL // BLOCK)) and b.stems is not None))
    heard = rig.play_on(3 * CELL)
    bend = [np.abs(np.diff(each[:, 0], 2)).max() for each in (heard, sound)]
    assert bend[0] < 4 * bend[1]
    writer.close()


@pytest.mark.parametrize("buffer", [441, 5_000])
def test_live_filters_sound_in_the_loop_as_they_do_in_the_song(
    rig: Rig, song: Path, buffer: int
) -> None:
    rig.buffer = buffer
    filters: list[LiveFilter] = [Centre(drums=1.0), Region(RegionMode.GAIN, left=0.3)]
    rig.transport.mixing.live.set(SetLive(tuple(filters)))
    start, stop = 100_003, 150_001
    go_round(rig, rig.load(song), start, stop)
    heard = rig.play(350_000)
    expected = rounds(filtered(SONG, filters), start, stop, 350_000)
    np.testing.assert_allclose(heard, expected, atol=2e-7)


def test_held_loudness_goes_on_over_the_seam(rig: Rig, tmp_path: Path) -> None:
    tone, voice = sine(441, 3, SAMPLE_RATE, 0.1), sine(882, 3, SAMPLE_RATE, 0.3)
    sound, vocals = (storable(np.stack((each, each), 1)) for each in (tone + voice, voice))
    deck = rig.load(write_song(tmp_path / "song.wav", sound))
    write_vocals(tmp_path / "stems", vocals).close()
    deck.attach(tmp_path / "stems")
    rig.wait(lambda: bool((b := deck.block(0)) and b.stems is not None))
    rig.transport.mixing.mix, rig.transport.mixing.hold_loudness = muted(VOCALS), True
    go_round(rig, deck, 0, 88 * 100)
    heard = rig.play(8 * SAMPLE_RATE)[-SAMPLE_RATE:, 0]
    loudest = np.abs(heard).max()
    assert loudest > 0.25, "as loud as the song is: raised"
    assert np.abs(np.diff(heard, 2)).max() < 1.5 * loudest * (2 * np.pi * 441 / SAMPLE_RATE) ** 2


def test_behind_the_loop_the_playhead_goes_to_its_start(rig: Rig, song: Path) -> None:
    deck = rig.load(song)
    rig.play(100_000)
    go_round(rig, deck, 20_000, 60_000)
    heard = rig.play(50_000)
    expected = rounds(SONG[20_000:], 0, 40_000, 50_000)
    assert np.array_equal(heard[RAMP:], expected[RAMP:])


def test_a_seek_behind_the_loop_plays_on_and_one_into_it_goes_round(rig: Rig, song: Path) -> None:
    deck = rig.load(song)
    go_round(rig, deck, 20_000, 60_000)
    rig.transport.seek(60_000)
    assert np.array_equal(rig.play(50_000)[RAMP:], SONG[60_000 + RAMP : 110_000])
    rig.transport.seek(59_000)
    heard = rig.play(5_000)
    assert np.array_equal(heard[RAMP:1_000], SONG[59_000 + RAMP : 60_000])
    assert np.array_equal(heard[1_000:], SONG[20_000:24_000])


def test_without_the_loop_the_song_goes_on_and_the_next_one_follows(rig: Rig, song: Path) -> None:
    deck = rig.load(song)
    following = rig.deck(song)
    rig.transport.preload(following)
    go_round(rig, deck, len(SONG) - 50_000, len(SONG) + 99)
    rig.transport.seek(len(SONG) - 50_000)
    heard = rig.play(120_000)
    assert np.array_equal(heard[RAMP:], np.tile(SONG[-50_000:], (3, 1))[RAMP:120_000])
    rig.transport.set_loop(None)
    rest = rig.play(50_000)
    assert np.array_equal(rest, np.concatenate((SONG[-30_000:], SONG[:20_000])))
    started = [event.token for event in rig.events if isinstance(event, Started)]
    assert started == [deck.song.token, following.song.token]
    assert not any(isinstance(event, Ended) for event in rig.events)


def test_no_fade_into_the_next_song_begins_in_a_loop(rig: Rig, song: Path) -> None:
    deck = rig.load(song)
    following = rig.deck(song)
    following.song = type(following.song)(following.song.token, str(song), fade=SAMPLE_RATE)
    rig.transport.preload(following)
    go_round(rig, deck, len(SONG) - 30_000, len(SONG))
    rig.transport.seek(len(SONG) - 30_000)
    heard = rig.play(100_000)
    assert np.array_equal(heard[RAMP:], np.tile(SONG[-30_000:], (4, 1))[RAMP:100_000])


def test_a_loop_of_another_song_does_nothing(rig: Rig, song: Path) -> None:
    deck = rig.load(song)
    rig.transport.set_loop(Loop(deck.song.token + 1, 1_000, 2_000))
    assert np.array_equal(rig.play(50_000), SONG[:50_000])


def test_a_loop_whose_stop_is_the_end_of_a_buffer_waits_for_its_start(rig: Rig, song: Path) -> None:
    go_round(rig, rig.load(song, 200_000), 1_000, 200_000 + BUFFER)
    assert np.array_equal(rig.play(BUFFER), SONG[200_000 : 200_000 + BUFFER])
    assert np.array_equal(rig.play(BUFFER), SONG[1_000 : 1_000 + BUFFER])
