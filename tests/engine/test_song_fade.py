"""Songs one after the other: each with its own gain, and with the end of one under the next."""

from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.deck import Deck
from player.engine.mixer import RAMP
from player.engine.protocol import Ended, Song, Started
from tests.decoder.sounds import noisy_song, sine
from tests.engine.rig import BUFFER, Rig, write_song

FADE: Frames = SAMPLE_RATE
ONE = noisy_song(4 * SAMPLE_RATE, seed=1)
TWO = noisy_song(3 * SAMPLE_RATE, seed=2)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "one.wav", ONE)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "two.wav", TWO)


def follow(rig: Rig, path: Path, *, fade: Frames = 0, gain: float = 1.0) -> Deck:
    """Have a song come next, ready to sound."""
    deck = Deck(Song(100, str(path), gain=gain, fade=fade), rig.events.append)
    rig.transport.preload(deck)
    rig.wait(lambda: deck.ready(0))
    return deck


def started(rig: Rig) -> int:
    return sum(isinstance(event, Started) for event in rig.events)


def level(sound: Pcm) -> float:
    return float(np.sqrt((sound.astype(np.float64) ** 2).mean()))


def bend(sound: Pcm) -> float:
    return float(np.abs(np.diff(sound[:, 0], 2)).max())


def test_the_next_song_begins_under_the_end_at_equal_power(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    follow(rig, two, fade=FADE)
    heard = rig.play(len(ONE) + len(TWO))
    overlap = len(ONE) + len(TWO) - len(heard)
    assert FADE - BUFFER < overlap <= FADE
    begin = len(ONE) - overlap
    assert np.array_equal(heard[:begin], ONE[:begin])
    np.testing.assert_array_equal(heard[len(ONE) :], TWO[overlap:])
    middle = slice(begin + overlap // 2 - 4_410, begin + overlap // 2 + 4_410)
    assert level(heard[middle]) == pytest.approx(level(ONE), rel=0.15)
    assert [type(e) for e in rig.events if isinstance(e, Started | Ended)] == [
        Started,
        Started,
        Ended,
    ]


def test_a_fade_longer_than_the_songs_allow_is_cut_to_half_of_the_shorter(
    rig: Rig, one: Path, two: Path
) -> None:
    rig.load(one)
    follow(rig, two, fade=12 * SAMPLE_RATE)
    heard = rig.play(len(ONE) + len(TWO))
    assert len(ONE) + len(TWO) - len(heard) == pytest.approx(len(TWO) // 2, abs=BUFFER)


def test_without_a_fade_the_songs_follow_bit_for_bit(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    follow(rig, two)
    assert np.array_equal(rig.play(len(ONE) + len(TWO)), np.concatenate((ONE, TWO)))


def test_pause_in_a_fade_holds_both_songs(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    follow(rig, two, fade=FADE)
    whole = rig.play(len(ONE) - FADE // 2)
    rig.transport.pause()
    held = np.concatenate([rig.transport.render(BUFFER) for _ in range(3)])
    assert len(held) == RAMP
    rig.transport.play()
    rest = rig.play(len(ONE) + len(TWO))
    assert len(ONE) + len(TWO) - len(whole) - len(held) - len(rest) == pytest.approx(
        FADE, abs=BUFFER
    )
    np.testing.assert_array_equal(rest[-SAMPLE_RATE:], TWO[-SAMPLE_RATE:])


def test_a_seek_in_a_fade_goes_there_in_the_new_song_alone(rig: Rig, tmp_path: Path) -> None:
    tone = sine(220, 4, SAMPLE_RATE, 0.3)
    high = sine(330, 4, SAMPLE_RATE, 0.3)
    low_song, high_song = np.stack((tone, tone), 1), np.stack((high, high), 1)
    rig.load(write_song(tmp_path / "low.wav", low_song))
    follow(rig, write_song(tmp_path / "high.wav", high_song), fade=FADE)
    before = rig.play(len(low_song) - FADE // 2)
    rig.transport.seek(100_000)
    after = rig.play(20_000)
    assert np.array_equal(after[RAMP:], high_song[100_000 + RAMP : 120_000])
    assert bend(np.concatenate((before[-5_000:], after))) < 4 * bend(high_song)


def test_a_seek_while_a_fade_is_held_leaves_the_new_song_alone(
    rig: Rig, one: Path, two: Path
) -> None:
    rig.load(one)
    follow(rig, two, fade=FADE)
    rig.play(len(ONE) - FADE // 2)
    rig.transport.pause()
    while len(rig.transport.render(BUFFER)):
        pass
    rig.transport.seek(90_000)
    deck = rig.transport.target
    assert deck is not None
    rig.wait(lambda: deck.ready(90_000))
    assert len(rig.transport.render(BUFFER)) == 0
    rig.transport.play()
    heard = rig.play(10_000)
    assert np.array_equal(heard[RAMP:], TWO[90_000 + RAMP : 100_000])


def test_a_seek_into_the_end_fades_over_what_is_left_of_it(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    follow(rig, two, fade=FADE)
    rig.play(20_000)
    rig.transport.seek(len(ONE) - FADE // 2)
    heard = rig.play(len(TWO) + FADE)
    assert len(heard) == pytest.approx(len(TWO), abs=BUFFER)
    assert started(rig) == 2
    assert np.array_equal(heard[-SAMPLE_RATE:], TWO[-SAMPLE_RATE:])


def test_another_song_chosen_in_a_fade_takes_over_without_a_click(rig: Rig, tmp_path: Path) -> None:
    tones = []
    for pitch in (220, 330, 440):
        wave = sine(pitch, 4, SAMPLE_RATE, 0.3)
        tones.append(np.stack((wave, wave), 1))
    files = [write_song(tmp_path / f"{n}.wav", each) for n, each in enumerate(tones)]
    rig.load(files[0])
    follow(rig, files[1], fade=FADE)
    before = rig.play(4 * SAMPLE_RATE - FADE // 2)
    deck = rig.deck(files[2])
    rig.transport.load(deck, play=True)
    rig.wait(lambda: deck.ready(0))
    after = rig.play(20_000)
    assert np.array_equal(after[RAMP:], tones[2][RAMP:20_000])
    assert bend(np.concatenate((before[-5_000:], after))) < 4 * bend(tones[2])


def test_stop_in_a_fade_lets_go_of_both(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    follow(rig, two, fade=FADE)
    rig.play(len(ONE) - FADE // 2)
    rig.transport.stop()
    rig.transport.render(BUFFER)
    rig.transport.collect()
    assert rig.transport.current is None
    assert rig.transport.deck(100) is None
    rig.load(one)
    assert np.array_equal(rig.play(50_000), ONE[:50_000])


def test_a_next_song_that_is_late_fades_over_what_is_left(rig: Rig, one: Path, two: Path) -> None:
    rig.load(one)
    rig.play(len(ONE) - FADE // 3)
    follow(rig, two, fade=FADE)
    heard = rig.play(len(TWO) + FADE)
    assert np.array_equal(heard[-SAMPLE_RATE:], TWO[-SAMPLE_RATE:])
    assert len(heard) == pytest.approx(len(TWO), abs=BUFFER)


def test_each_song_has_its_own_gain_and_a_gain_of_one_is_none(rig: Rig, tmp_path: Path) -> None:
    whole = sine(220, 3, SAMPLE_RATE, 0.4)
    sound, cut = np.stack((whole, whole), 1), 70_001
    first = write_song(tmp_path / "1.wav", sound[:cut])
    rig.load(first)
    follow(rig, write_song(tmp_path / "2.wav", sound[cut:]), gain=0.5)
    heard = rig.play(len(sound))
    assert np.array_equal(heard[:cut], sound[:cut])
    assert np.array_equal(heard[cut + RAMP :], sound[cut + RAMP :] * np.float32(0.5))
    assert bend(heard) < 4 * bend(sound)


def test_a_gain_that_is_raised_while_the_song_plays_is_limited_and_does_not_click(
    rig: Rig, tmp_path: Path
) -> None:
    wave = sine(220, 3, SAMPLE_RATE, 0.6)
    sound = np.stack((wave, wave), 1)
    deck = rig.load(write_song(tmp_path / "song.wav", sound))
    before = rig.play(20_000)
    deck.song = Song(deck.song.token, deck.song.location, gain=4.0)
    after = rig.play(40_000)
    assert np.abs(after).max() <= 1.0
    step = np.abs(np.diff(np.concatenate((before, after))[:, 0])).max()
    assert step < 4.2 * np.abs(np.diff(sound[:, 0])).max()
