"""Live filters in the transport: at once, in step, without a click, and over every edge."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.live.kinds import (
    Adress,
    Band,
    Centre,
    Gate,
    LiveFilter,
    Mode,
    PhaseInversion,
    Region,
)
from player.engine.mixer import RAMP
from player.engine.protocol import LiveHeard, SetLive
from tests.decoder.radio import on_air
from tests.decoder.sounds import noisy_song
from tests.engine.live.rig import filtered, mixed, sdr, three, tune
from tests.engine.rig import BUFFER, VOCALS, Rig, muted, storable, write_song, write_vocals

SOURCES = three(0.7)
SONG = storable(mixed(SOURCES))
WHOLE = slice(2 * RAMP, None)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


def live(*filters: LiveFilter, token: int | None = None) -> SetLive:
    return SetLive(filters, token=token, sent=1.0)


def bend(sound: Pcm) -> float:
    """The sharpest bend of the wave: a click stands out of it."""
    return float(np.abs(np.diff(sound, 2, axis=0)).max())


@pytest.mark.parametrize("buffer", [441, BUFFER, 5_000])
def test_what_is_played_is_what_is_rendered(rig: Rig, song: Path, buffer: int) -> None:
    rig.buffer = buffer
    filters = [Centre(drums=1.0), Gate(), Region(Mode.GAIN, left=0.3)]
    rig.transport.mixing.live.set(live(*filters))
    rig.load(song)
    heard = rig.play(len(SONG) + BUFFER)
    np.testing.assert_allclose(heard, filtered(SONG, filters), atol=2e-7)


def test_a_filter_answers_in_the_next_buffer_and_goes_again(rig: Rig, song: Path) -> None:
    rig.load(song)
    before = rig.play(20 * BUFFER)
    rig.transport.mixing.live.set(live(Band(Mode.CUT, low=0, high=20_000)))
    cut = rig.play(2 * BUFFER)
    rig.transport.mixing.live.set(live())
    after = rig.play(2 * BUFFER)
    assert np.array_equal(before, SONG[: 20 * BUFFER])
    assert np.abs(cut[RAMP:]).max() < 1e-5
    assert np.array_equal(after[RAMP:], SONG[22 * BUFFER + RAMP : 24 * BUFFER])
    assert bend(np.concatenate((before, cut, after))) < 1.2 * bend(SONG)
    assert len([event for event in rig.events if isinstance(event, LiveHeard)]) == 1


@pytest.mark.parametrize("buffer", [200, 661])
def test_a_region_is_dragged_without_a_click(rig: Rig, song: Path, buffer: int) -> None:
    rig.buffer = buffer
    rig.load(song)
    parts = []
    for step in range(40):
        left = -1 + step / 30
        rig.transport.mixing.live.set(
            live(Region(left=max(-1, left - 0.3), right=min(1, left + 0.4)))
        )
        parts.append(rig.play(buffer))
    assert bend(np.concatenate(parts)) < 1.2 * bend(SONG)


def test_after_a_seek_the_filter_is_there_at_once(rig: Rig, song: Path) -> None:
    rig.transport.mixing.live.set(live(Adress(azimuth=0.7)))
    rig.load(song)
    rig.play(5 * BUFFER)
    rig.transport.seek(50_000)
    heard = rig.play(20 * BUFFER)
    right = SOURCES[2][50_000 : 50_000 + len(heard)]
    assert sdr(right[RAMP:], heard[RAMP:]) > 15
    assert bend(heard) < 1.2 * bend(SONG)


def test_songs_that_follow_each_other_are_filtered_as_one(rig: Rig, tmp_path: Path) -> None:
    cut = 50_001
    filters = [Band(Mode.CUT, low=300, high=1_000)]
    rig.transport.mixing.live.set(live(*filters))
    rig.load(write_song(tmp_path / "1.wav", SONG[:cut]))
    deck = rig.deck(write_song(tmp_path / "2.wav", SONG[cut:]))
    rig.transport.preload(deck)
    rig.wait(lambda: deck.ready(0) and deck.block(3) is not None)
    heard = rig.play(len(SONG))
    np.testing.assert_allclose(heard, filtered(SONG, filters), atol=1e-4)


def test_a_song_has_filters_of_its_own(rig: Rig, tmp_path: Path, song: Path) -> None:
    rig.load(song)
    deck = rig.deck(song)
    rig.transport.preload(deck)
    rig.transport.mixing.live.set(live(Band(Mode.CUT, low=0, high=20_000), token=deck.song.token))
    rig.wait(lambda: deck.ready(0))
    heard = rig.play(len(SONG) + 10 * BUFFER)
    assert np.array_equal(heard[: len(SONG)], SONG)
    assert np.abs(heard[len(SONG) :]).max() < 1e-5


def test_filters_may_come_before_their_songs(rig: Rig, song: Path) -> None:
    for token in (1, 2):
        rig.transport.mixing.live.set(live(Band(Mode.CUT, low=0, high=20_000), token=token))
    rig.load(song)
    assert np.abs(rig.play(5 * BUFFER)).max() < 1e-5


@pytest.mark.parametrize("length", [1, 700, 4_096, 9_000])
def test_short_songs_keep_their_length(rig: Rig, tmp_path: Path, length: int) -> None:
    rig.transport.mixing.live.set(live(Centre(), Region(left=0)))
    rig.load(write_song(tmp_path / "short.wav", SONG[:length]))
    heard = rig.play(length + 3 * BUFFER)
    assert len(heard) == length
    assert np.isfinite(heard).all()


def test_a_mono_file_has_nothing_but_a_centre(rig: Rig, tmp_path: Path) -> None:
    path = tmp_path / "mono.wav"
    soundfile.write(path, tune(440.0), SAMPLE_RATE, subtype="FLOAT")
    rig.transport.mixing.live.set(live(Centre()))
    rig.load(path)
    assert np.abs(rig.play(10 * BUFFER)).max() < 0.005


def test_a_stream_is_filtered_as_it_comes(rig: Rig) -> None:
    with on_air() as station:
        rig.transport.mixing.live.set(live(Band(Mode.CUT, low=0, high=20_000)))
        rig.load(station.address("/endless"))
        assert np.abs(rig.play_on(20 * BUFFER)).max() < 1e-3
        rig.transport.mixing.live.set(live())
        assert np.abs(rig.play_on(20 * BUFFER)).max() > 0.1
        rig.close()


def test_stems_are_filtered_as_the_song_is(rig: Rig, tmp_path: Path) -> None:
    song = storable(noisy_song(2 * SAMPLE_RATE, seed=3))
    vocals = storable(noisy_song(2 * SAMPLE_RATE, seed=4) * np.float32(0.5))
    deck = rig.load(write_song(tmp_path / "song.wav", song))
    write_vocals(tmp_path / "stems", vocals).close()
    deck.attach(tmp_path / "stems")
    rig.transport.mixing.mix = muted(VOCALS)
    rig.transport.mixing.live.set(live(PhaseInversion()))
    heard = rig.play(len(song))
    np.testing.assert_allclose(heard, filtered(song - vocals, [PhaseInversion()]), atol=1e-6)


@pytest.mark.parametrize("filters", [[], [Region()], [Centre(strength=0.0)]])
def test_unity_is_bit_exact_with_filters_that_change_nothing(
    rig: Rig, song: Path, filters: Sequence[LiveFilter]
) -> None:
    rig.transport.mixing.live.set(SetLive(tuple(filters), stand_in=True))
    rig.load(song)
    assert np.array_equal(rig.play(len(SONG)), SONG)


def test_silence_stays_silence(rig: Rig, tmp_path: Path) -> None:
    silence = np.zeros((20_000, 2), np.float32)
    rig.transport.mixing.live.set(SetLive((Centre(), Adress(), Gate()), stand_in=True))
    rig.transport.mixing.mix = muted(VOCALS)
    rig.load(write_song(tmp_path / "silence.wav", silence))
    assert np.array_equal(rig.play_on(10 * BUFFER), silence[: 10 * BUFFER])
