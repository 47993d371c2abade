"""Takes: recorded over the song, each in its place, and kept whatever happens."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.input.take_name import TakeName, read_take_name, take_path
from player.engine.input_protocol import (
    ChooseInput,
    EndTake,
    InputFailed,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
    TakeKept,
)
from player.engine.protocol import (
    Load,
    Loop,
    OpenOutput,
    Pause,
    Play,
    Seek,
    SetLoop,
    SetTempo,
    Song,
)
from player.engine.tempo import Tempo
from tests.decoder.sounds import noisy_song
from tests.engine.listener import WAIT, Listener
from tests.engine.rig import write_song


@pytest.fixture
def engine() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.client.close()


@dataclass
class Session:
    """A song that plays, and somebody who sings from the first second on."""

    engine: Listener
    folder: Path
    voice: Pcm

    def begin(self, latency: Frames = 0) -> None:
        self.engine.client.send(RecordTake(self.folder, "now", latency))

    def until(self, frames: Frames) -> None:
        """Until so much is recorded."""
        assert self.engine.loop.run_until(
            lambda: any(
                isinstance(each, TakeGoesOn) and each.frames >= frames
                for each in self.engine.events
            ),
            WAIT,
        )

    def end(self) -> list[TakeKept]:
        self.engine.client.send(EndTake())
        self.engine.wait_for(TakeEnded)
        return [each for each in self.engine.events if isinstance(each, TakeKept)]


@pytest.fixture
def session(engine: Listener, tmp_path: Path) -> Session:
    voice = noisy_song(30 * SAMPLE_RATE)
    sung = write_song(tmp_path / "voice.wav", voice)
    song = write_song(tmp_path / "song.wav", noisy_song(60 * SAMPLE_RATE, seed=5))
    engine.client.send(ChooseInput(f"wav:{sung}", 2))
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(1, str(song))))
    return Session(engine, tmp_path / "takes", voice)


def test_a_take_has_its_place_in_the_song_and_every_frame_that_came_in(session: Session) -> None:
    session.begin()
    session.until(SAMPLE_RATE)
    (take,) = session.end()
    sound, rate = soundfile.read(take.file, dtype="float32")
    assert rate == SAMPLE_RATE
    assert take.frames == take.length == len(sound) >= SAMPLE_RATE
    place = int(np.argmin(np.abs(session.voice - sound[0]).sum(axis=1)))
    assert np.array_equal(sound, session.voice[place : place + len(sound)])
    named = read_take_name(take.file)
    assert named == TakeName("now", take.start)


def test_where_the_song_jumps_another_take_begins_in_its_place(session: Session) -> None:
    session.begin()
    session.until(SAMPLE_RATE // 2)
    session.engine.client.send(Seek(40 * SAMPLE_RATE))
    first = session.engine.wait_for(TakeKept)
    assert isinstance(first, TakeKept)
    session.until(first.frames + SAMPLE_RATE // 2)
    (second,) = session.end()
    assert first.start < 10 * SAMPLE_RATE
    assert abs(second.start - 40 * SAMPLE_RATE) < SAMPLE_RATE // 100
    assert first.file != second.file


def test_what_comes_in_while_the_song_is_held_is_left_out(session: Session) -> None:
    session.begin()
    session.until(SAMPLE_RATE // 2)
    session.engine.client.send(Pause())
    first = session.engine.wait_for(TakeKept)
    assert isinstance(first, TakeKept)
    session.engine.client.send(Play())
    session.until(first.frames + SAMPLE_RATE // 2)
    (second,) = session.end()
    assert abs(second.start - (first.start + first.length)) < SAMPLE_RATE // 10


def test_a_killed_engine_leaves_a_take_that_can_be_opened(session: Session) -> None:
    session.begin()
    session.until(SAMPLE_RATE * 3 // 2)
    os.kill(session.engine.client.pid, signal.SIGKILL)
    (file,) = session.folder.iterdir()
    sound, _ = soundfile.read(file, dtype="float32")
    assert len(sound) >= SAMPLE_RATE // 2
    place = int(np.argmin(np.abs(session.voice - sound[0]).sum(axis=1)))
    assert np.array_equal(sound, session.voice[place : place + len(sound)])
    assert session.engine.loop.run_until(lambda: session.engine.restarts == 1, WAIT)


def test_without_an_input_it_says_so_and_ends_when_asked(engine: Listener, tmp_path: Path) -> None:
    engine.client.send(ChooseInput("wav:/does/not/exist"))
    engine.client.send(RecordTake(tmp_path, "now"))
    engine.wait_for(InputFailed)
    engine.client.send(EndTake())
    engine.wait_for(TakeEnded)
    assert list(tmp_path.iterdir()) == []


def test_names_say_where_a_take_belongs(tmp_path: Path) -> None:
    name = TakeName("2026-01-02 10.20.30", 4410, 0.75, -150)
    first = take_path(tmp_path, name)
    first.touch()
    second = take_path(tmp_path, name)
    assert first != second
    assert read_take_name(first) == read_take_name(second) == name
    assert read_take_name(tmp_path / "song.wav") is None


def test_each_round_of_a_loop_is_a_take_of_its_own(session: Session) -> None:
    start, stop = 4 * SAMPLE_RATE, 4 * SAMPLE_RATE + 30_000
    session.engine.client.send(SetLoop(Loop(1, start, stop)))
    session.engine.client.send(Seek(start))
    session.begin()
    takes: list[TakeKept] = []
    while len(takes) < 3:
        take = session.engine.wait_for(TakeKept)
        assert isinstance(take, TakeKept)
        takes.append(take)
    for take in takes[1:]:
        assert abs(take.start - start) < SAMPLE_RATE // 100
        assert abs(take.frames - (stop - start)) < SAMPLE_RATE // 100
    session.end()


def test_at_half_the_tempo_a_take_is_half_as_long_in_the_song(session: Session) -> None:
    session.engine.client.send(SetTempo(Tempo(0.5)))
    session.engine.client.send(Seek(10 * SAMPLE_RATE))
    session.engine.loop.run_until(
        lambda: (
            bool(session.engine.positions()) and session.engine.positions()[-1] > 10.2 * SAMPLE_RATE
        ),
        WAIT,
    )
    session.begin()
    session.until(SAMPLE_RATE)
    (take,) = session.end()
    assert take.length == pytest.approx(take.frames / 2, abs=2)
    assert take.start > 10 * SAMPLE_RATE
    named = read_take_name(take.file)
    assert named is not None
    assert named.rate == pytest.approx(0.5)


def test_where_the_output_ran_dry_the_take_leaves_out_what_came_in_meanwhile(
    session: Session,
) -> None:
    session.begin()
    session.until(SAMPLE_RATE * 3 // 2)
    os.kill(session.engine.client.pid, signal.SIGSTOP)
    time.sleep(0.3)  # so long nothing is put out, and the song stands still
    os.kill(session.engine.client.pid, signal.SIGCONT)
    session.until(SAMPLE_RATE * 7 // 2)
    (take,) = session.end()
    sound, _ = soundfile.read(take.file, dtype="float32")
    first, last = (
        int(np.argmin(np.abs(session.voice - sound[at]).sum(axis=1))) - at
        for at in (1_000, len(sound) - 1_000)
    )
    assert 0.1 * SAMPLE_RATE < last - first < 0.5 * SAMPLE_RATE
    assert take.length == len(sound)
