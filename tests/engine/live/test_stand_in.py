"""Muted vocals go at once: the stand-in, and how it hands over to stems and back."""

from pathlib import Path

import numpy as np
import pytest

from player.base.units import CELL, SAMPLE_RATE, StemName
from player.engine.mixer import RAMP
from player.engine.protocol import LiveHeard, Mix, SetLive, Sounding, StemGain
from tests.engine.live.rig import levels, mixed, panned, sdr, three, tune
from tests.engine.live.test_playing import bend
from tests.engine.rig import (
    ACCOMPANIMENT,
    BUFFER,
    STEMS,
    VOCALS,
    Rig,
    muted,
    storable,
    write_song,
    write_vocals,
)

SOURCES = [storable(np.concatenate([source] * 3)) for source in three(0.9)]
SONG = mixed(SOURCES)
VOICE = SOURCES[1]
STAND_IN = SetLive(stand_in=True)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


@pytest.fixture(autouse=True)
def _stand_in(rig: Rig) -> None:
    rig.transport.mixing.live.set(STAND_IN)


def quieter(stem: StemName, gain: float) -> Mix:
    return Mix(tuple(StemGain(s, *[gain if s == stem else 1.0] * 2) for s in STEMS))


def test_a_muted_voice_goes_in_the_next_buffer(rig: Rig, song: Path) -> None:
    rig.load(song)
    before = rig.play(10 * BUFFER)
    rig.transport.mixing.mix = muted(VOCALS)
    heard = rig.play_on(20 * BUFFER)
    here = slice(10 * BUFFER + RAMP, 30 * BUFFER)
    assert np.array_equal(before, SONG[: 10 * BUFFER])
    assert levels(heard[RAMP:], [source[here] for source in SOURCES])[1] < -20
    assert sdr((SONG - VOICE)[here], heard[RAMP:]) > 15
    assert bend(np.concatenate((before, heard))) < 1.2 * bend(SONG)
    assert rig.transport.mixing.sounding is Sounding.LIVE
    assert len([event for event in rig.events if isinstance(event, LiveHeard)]) == 1


def test_a_voice_alone_stands_in_as_well(rig: Rig, song: Path) -> None:
    rig.transport.mixing.mix = muted(ACCOMPANIMENT)
    rig.load(song)
    assert sdr(VOICE[: 20 * BUFFER], rig.play_on(20 * BUFFER)) > 15


def test_a_voice_turned_down_is_between(rig: Rig, song: Path) -> None:
    rig.load(song)
    rig.transport.mixing.mix = quieter(VOCALS, 0.25)
    rig.play_on(BUFFER)
    heard = rig.play_on(20 * BUFFER)
    here = slice(BUFFER, 21 * BUFFER)
    left, centre, right = levels(heard, [source[here] for source in SOURCES])
    assert centre == pytest.approx(-12, abs=1)
    assert abs(left) < 0.5
    assert abs(right) < 0.5


@pytest.mark.parametrize("buffer", [200, 661, BUFFER])
def test_stems_take_over_without_a_click(rig: Rig, song: Path, tmp_path: Path, buffer: int) -> None:
    rig.buffer = buffer
    deck = rig.load(song)
    rig.transport.mixing.mix = muted(VOCALS)
    parts = [rig.play_on(30_000)]
    write_vocals(tmp_path / "stems", VOICE).close()
    deck.attach(tmp_path / "stems")
    coming = range(7, 22)  # up to the end of what is played
    rig.wait(lambda: all((b := deck.block(n)) and b.stems is not None for n in coming))
    parts.append(rig.play_on(60_000))
    assert rig.transport.mixing.sounding is Sounding.STEMS
    heard = np.concatenate(parts)
    assert bend(heard[RAMP:]) < 1.1 * bend(SONG)
    done = slice(40_000, 90_000)
    np.testing.assert_allclose(heard[done], (SONG - VOICE)[done], atol=1e-6)


def test_where_stems_are_missing_the_stand_in_takes_over(
    rig: Rig, song: Path, tmp_path: Path
) -> None:
    deck = rig.load(song)
    writer = write_vocals(tmp_path / "stems", VOICE, last=1)
    deck.attach(tmp_path / "stems")
    rig.wait(lambda: (block := deck.block(1)) is not None and block.stems is not None)
    rig.transport.mixing.mix = muted(VOCALS)
    heard = rig.play_on(CELL + 30 * BUFFER)
    writer.close()
    assert rig.transport.mixing.sounding is Sounding.LIVE
    assert bend(heard[RAMP:]) < 1.2 * bend(SONG)
    inside, after = slice(RAMP, CELL - RAMP), slice(CELL - 2 * RAMP, len(heard))
    np.testing.assert_allclose(heard[inside], (SONG - VOICE)[inside], atol=1e-6)
    assert sdr((SONG - VOICE)[after], heard[after]) > 15


def test_unmuted_again_the_song_is_untouched(rig: Rig, song: Path) -> None:
    rig.load(song)
    rig.transport.mixing.mix = muted(VOCALS)
    parts = [rig.play_on(10 * BUFFER)]
    rig.transport.mixing.mix = muted()
    parts.append(rig.play_on(10 * BUFFER))
    heard = np.concatenate(parts)
    assert bend(heard[RAMP:]) < 1.2 * bend(SONG)
    here = slice(10 * BUFFER + RAMP, 20 * BUFFER)
    assert np.array_equal(heard[here], SONG[here])
    assert rig.transport.mixing.sounding is Sounding.ORIGINAL


def test_switched_off_while_it_sounds_it_fades(rig: Rig, song: Path) -> None:
    rig.load(song)
    rig.transport.mixing.mix = muted(VOCALS)
    parts = [rig.play_on(10 * BUFFER)]
    rig.transport.mixing.live.set(SetLive())
    parts.append(rig.play_on(10 * BUFFER))
    heard = np.concatenate(parts)
    assert bend(heard[RAMP:]) < 1.2 * bend(SONG)
    here = slice(10 * BUFFER + 2 * RAMP, 20 * BUFFER)
    assert np.array_equal(heard[here], SONG[here])


def test_nothing_stands_in_for_drums(rig: Rig, song: Path) -> None:
    names = [StemName(name) for name in ("vocals", "drums", "bass", "other")]
    rig.load(song)
    rig.transport.mixing.mix = Mix(tuple(StemGain(s, *[float(s != "drums")] * 2) for s in names))
    assert np.array_equal(rig.play_on(10 * BUFFER), SONG[: 10 * BUFFER])
    assert rig.transport.mixing.sounding is Sounding.ORIGINAL


def test_a_mono_song_is_not_emptied(rig: Rig, tmp_path: Path) -> None:
    mono = panned(tune(440.0), 0.0)
    rig.transport.mixing.mix = muted(VOCALS)
    rig.load(write_song(tmp_path / "mono.wav", mono))
    assert np.array_equal(rig.play_on(10 * BUFFER), mono[: 10 * BUFFER])
    assert rig.transport.mixing.sounding is Sounding.ORIGINAL


def test_after_a_seek_it_stands_in_at_once(rig: Rig, song: Path) -> None:
    rig.transport.mixing.mix = muted(VOCALS)
    rig.load(song)
    rig.play_on(5 * BUFFER)
    place = 2 * SAMPLE_RATE
    deck = rig.transport.current
    rig.transport.seek(place)
    rig.transport.render(0)
    rig.wait(lambda: deck is not None and deck.ready(place))
    heard = rig.play_on(20 * BUFFER)
    assert sdr((SONG - VOICE)[place + RAMP : place + len(heard)], heard[RAMP:]) > 15
