"""The transport: what a listener hears on play, pause, seek, song change, and when stems arrive."""

import random
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import CELL, SAMPLE_RATE, Pcm
from player.decoder import AudioSource, open_source
from player.engine.deck import AHEAD
from player.engine.mixer import RAMP
from player.engine.protocol import Ended, MixHeard, SongFailed, Started
from tests.decoder.radio import on_air
from tests.decoder.sounds import noisy_song, sine
from tests.engine.rig import BUFFER, VOCALS, Rig, muted, storable, write_song, write_vocals

SONG = noisy_song(6 * SAMPLE_RATE)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


def steady(seconds: float) -> Pcm:
    """A sine in both channels: any click stands out of its differences."""
    tone = sine(220, seconds, SAMPLE_RATE, 0.4)
    return np.stack((tone, tone), 1)


def loudest_step(sound: Pcm) -> float:
    return float(np.abs(np.diff(sound[:, 0], 2)).max())


def test_plays_the_file_bit_for_bit_and_ends(rig: Rig, song: Path) -> None:
    rig.load(song)
    assert np.array_equal(rig.play(len(SONG) + 5 * BUFFER), SONG)
    assert [type(e) for e in rig.events if isinstance(e, Started | Ended)] == [Started, Ended]


def test_the_next_song_follows_without_a_gap_in_the_same_buffer(rig: Rig, tmp_path: Path) -> None:
    whole = steady(3)
    cut = 70_001
    first = write_song(tmp_path / "1.wav", whole[:cut])
    second = write_song(tmp_path / "2.wav", whole[cut:])
    rig.load(first)
    deck = rig.deck(second)
    rig.transport.preload(deck)
    rig.wait(lambda: deck.ready(0))
    assert np.array_equal(rig.play(len(whole)), whole)


@pytest.mark.parametrize("buffer", [100, RAMP // 2, BUFFER])
def test_a_seek_lands_on_the_frame_and_does_not_click(
    rig: Rig, tmp_path: Path, buffer: int
) -> None:
    tone = steady(6)
    rig.buffer = buffer
    rig.load(write_song(tmp_path / "tone.wav", tone))
    before = rig.play(20_000)
    rig.transport.seek(150_003)
    after = rig.play(10_000)
    assert np.array_equal(after[RAMP:], tone[150_003 + RAMP : 160_003])
    assert loudest_step(np.concatenate((before, after))) < 4 * loudest_step(tone)


def test_a_seek_right_after_another_does_not_click(rig: Rig, tmp_path: Path) -> None:
    tone = steady(6)
    rig.load(write_song(tmp_path / "tone.wav", tone))
    rig.buffer = 100
    parts = [rig.play(20_000)]
    for place in (150_003, 40_070, 99_001):
        rig.transport.seek(place)
        parts.append(rig.play(300))
    parts.append(rig.play(10_000))
    assert loudest_step(np.concatenate(parts)) < 4 * loudest_step(tone)
    assert np.array_equal(parts[-1][RAMP:], tone[99_301 + RAMP : 109_301])


def test_stems_stay_in_step_after_random_seeks_and_mutes(
    rig: Rig, song: Path, tmp_path: Path
) -> None:
    vocals = storable(noisy_song(len(SONG), seed=3))
    writer = write_vocals(tmp_path / "stems", vocals)
    deck = rig.load(song)
    deck.attach(tmp_path / "stems")
    rig.wait(lambda: bool((b := deck.block(0)) and b.stems is not None))
    without = SONG - vocals
    dice = random.Random(7)
    for _ in range(150):
        mute = dice.random() < 0.5
        rig.transport.mixing.mix = muted(VOCALS) if mute else muted()
        place = dice.randrange(len(SONG) - 3 * BUFFER)
        rig.transport.seek(place)
        heard = rig.play(2 * BUFFER)[RAMP:]
        expected = (without if mute else SONG)[place + RAMP : place + 2 * BUFFER]
        np.testing.assert_allclose(heard, expected, atol=2e-7)
    writer.close()


def test_the_original_plays_until_the_stems_arrive_and_fades_over(rig: Rig, tmp_path: Path) -> None:
    tone = steady(6)
    vocals = storable(tone * np.float32(0.5))
    deck = rig.load(write_song(tmp_path / "tone.wav", tone))
    writer = write_vocals(tmp_path / "stems", vocals, first=1, last=3)
    deck.attach(tmp_path / "stems")
    rig.transport.mixing.mix = muted(VOCALS)
    rig.wait(lambda: bool((b := deck.block(CELL // 4096)) and b.stems is not None))
    heard = np.concatenate([rig.transport.render(BUFFER) for _ in range(10)])
    assert np.array_equal(heard, tone[: len(heard)]), "no stems yet: the original"
    rest = rig.play_on(4 * CELL - len(heard))
    whole = np.concatenate((heard, rest))
    np.testing.assert_allclose(
        whole[CELL + RAMP : 3 * CELL - RAMP],
        (tone - vocals)[CELL + RAMP : 3 * CELL - RAMP],
        atol=1e-6,
    )
    np.testing.assert_array_equal(
        whole[3 * CELL : 4 * CELL - BUFFER], tone[3 * CELL : 4 * CELL - BUFFER]
    )
    assert loudest_step(whole) < 4 * loudest_step(tone)
    assert any(isinstance(event, MixHeard) for event in rig.events)
    writer.close()


@pytest.mark.parametrize("buffer", [100, RAMP // 2, BUFFER])
def test_pause_and_play_fade_and_lose_nothing(rig: Rig, tmp_path: Path, buffer: int) -> None:
    tone = steady(4)
    rig.load(write_song(tmp_path / "tone.wav", tone))
    first = rig.play(10 * BUFFER)
    rig.transport.pause()
    parts = [rig.transport.render(buffer) for _ in range(-(-RAMP // buffer))]
    end = np.concatenate(parts)
    assert len(end) == RAMP
    assert abs(end[-1, 0]) < 0.01
    assert loudest_step(np.concatenate((first, end))) < 4 * loudest_step(tone)
    assert len(rig.transport.render(BUFFER)) == 0, "held: nothing sounds"
    rig.transport.play()
    rig.buffer = buffer
    again = rig.play(4 * BUFFER)
    assert abs(again[0, 0]) < 0.01
    assert loudest_step(again) < 4 * loudest_step(tone)
    place = len(first) + RAMP
    assert np.array_equal(again[RAMP:], tone[place + RAMP : place + 4 * BUFFER])


def test_another_song_takes_over_only_when_it_can_be_heard(
    rig: Rig, song: Path, tmp_path: Path
) -> None:
    rig.load(song)
    rig.play(5 * BUFFER)
    other = write_song(tmp_path / "other.wav", noisy_song(3 * SAMPLE_RATE, seed=9))
    deck = rig.deck(other)
    rig.transport.load(deck, play=True)
    rig.wait(lambda: deck.ready(0))
    heard = rig.play(3 * BUFFER)
    expected = noisy_song(3 * SAMPLE_RATE, seed=9)
    assert np.array_equal(heard[RAMP:], expected[RAMP : 3 * BUFFER])


def test_a_broken_song_leaves_the_playing_one_alone(rig: Rig, song: Path, tmp_path: Path) -> None:
    rig.load(song)
    rig.play(BUFFER)
    broken = tmp_path / "broken.mp3"
    broken.write_text("this is no music")
    deck = rig.deck(broken)
    rig.transport.load(deck, play=True)
    rig.wait(lambda: any(isinstance(event, SongFailed) for event in rig.events))
    rig.transport.drop(deck.song.token)
    heard = rig.play(2 * BUFFER)
    assert np.array_equal(heard, SONG[BUFFER : 3 * BUFFER])


def test_a_file_deleted_while_it_plays_plays_on(rig: Rig, tmp_path: Path) -> None:
    path = write_song(tmp_path / "gone.wav", SONG)
    rig.load(path)
    rig.play(BUFFER)
    path.unlink()
    assert np.array_equal(rig.play(len(SONG) - BUFFER), SONG[BUFFER:])


def test_stems_that_vanish_leave_the_original(rig: Rig, song: Path, tmp_path: Path) -> None:
    deck = rig.load(song)
    deck.attach(tmp_path / "nothing here")
    rig.transport.mixing.mix = muted(VOCALS)
    assert np.array_equal(rig.transport.render(BUFFER), SONG[:BUFFER])


def test_radio_plays_and_goes_on_live_after_a_pause(rig: Rig) -> None:
    with on_air() as station:
        rig.load(station.address("/endless"))
        heard = rig.play_on(20 * BUFFER)
        assert 0.1 < np.abs(heard[5_000:]).max() <= 1.0
        rig.transport.pause()
        rig.transport.render(BUFFER)
        held_at = rig.transport.position
        deck = rig.transport.current
        assert deck is not None
        rig.wait(lambda: (deck.live or 0) > held_at + 2 * SAMPLE_RATE)
        rig.transport.play()
        again = rig.play_on(30 * BUFFER)
        assert rig.transport.position > held_at + SAMPLE_RATE
        assert np.abs(again).max() > 0.1
        rig.close()


def test_idle_moments_are_used_to_decode_ahead(rig: Rig, tmp_path: Path) -> None:
    path = tmp_path / "song.ogg"
    soundfile.write(path, SONG, SAMPLE_RATE, format="OGG", subtype="VORBIS")
    source = open_source(path)
    while source.advance():
        pass
    whole = source.read(0, source.frames or 0)
    source.close()
    rig.load(path)
    assert np.array_equal(rig.play(len(whole)), whole)


def test_a_disk_that_hangs_for_a_second_is_not_heard(
    rig: Rig, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a deck's thread is stuck, what it has read ahead plays."""
    disk = threading.Event()
    disk.set()

    def open_slowly(location: str, spool: Path | None) -> AudioSource:
        source = open_source(location, spool)
        read = source.read
        monkeypatch.setattr(source, "read", lambda *where: disk.wait() and read(*where))
        return source

    monkeypatch.setattr("player.engine.deck.open_source", open_slowly)
    loaded = rig.load(song)
    rig.wait(lambda: loaded.block(AHEAD - 1) is not None)
    disk.clear()
    sounds = [rig.transport.render(BUFFER) for _ in range(SAMPLE_RATE // BUFFER)]
    disk.set()
    sounds.append(rig.play(len(SONG) - SAMPLE_RATE // BUFFER * BUFFER))
    assert np.array_equal(np.concatenate(sounds), SONG)
    assert rig.transport.starved == 0
