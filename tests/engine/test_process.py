"""The engine as a process: every format bit for bit, outputs that fail, and what a crash leaves."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from player.base.loop import Loop
from player.base.units import SAMPLE_RATE, Pcm
from player.decoder import open_source
from player.engine.client import SONGS, EngineClient
from player.engine.protocol import (
    AttachStems,
    Beats,
    CountIn,
    Ended,
    Event,
    Load,
    OpenOutput,
    OutputFailed,
    OutputOpened,
    OutputStutters,
    Play,
    Preload,
    Section,
    Seek,
    SetMix,
    SetSections,
    Song,
    SongFailed,
    Started,
    Status,
    Stop,
)
from tests.decoder.sounds import noisy_song
from tests.engine.listener import WAIT, Listener
from tests.engine.pulse import pulse, recorded, recording
from tests.engine.rig import ACCOMPANIMENT, VOCALS, muted, storable, write_song, write_vocals

PIECE = 4_096


@pytest.fixture
def engine() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.client.close()


def test_every_format_comes_out_bit_for_bit_at_unity(
    engine: Listener, testdata: Path, tmp_path: Path
) -> None:
    for number, path in enumerate(sorted((testdata / "formats").iterdir()), 1):
        out = tmp_path / f"{path.name}.wav"
        engine.client.send(OpenOutput(f"wav:{out}", realtime=False))
        engine.client.send(SetMix(muted()))
        engine.client.send(Load(Song(number, str(path))))
        engine.wait_for(Ended)
        engine.client.send(OpenOutput("null", realtime=False))
        engine.wait_for(OutputOpened)
        engine.wait_for(OutputOpened)
        source = open_source(path)
        original = source.read(0, source.frames or 0)
        source.close()
        played, rate = soundfile.read(out, dtype="float32")
        assert rate == SAMPLE_RATE
        assert np.array_equal(played, original), path.name


def test_an_engine_that_is_started_later_does_what_it_was_told_before(tmp_path: Path) -> None:
    song, out, loop, events = tmp_path / "song.wav", tmp_path / "out.wav", Loop(), list[Event]()
    sound = noisy_song(SAMPLE_RATE)
    write_song(song, sound)
    with closing(EngineClient(loop, start=False)) as client:
        client.event.connect(events.append)
        client.send(OpenOutput(f"wav:{out}", realtime=False))
        client.send(Load(Song(1, str(song))))
        assert client.pid == 0
        client.start()
        assert loop.run_until(lambda: Ended(1) in events, WAIT)
    assert np.array_equal(soundfile.read(out, dtype="float32")[0], sound)


def test_songs_follow_each_other_without_a_gap(engine: Listener, tmp_path: Path) -> None:
    whole = noisy_song(3 * SAMPLE_RATE)
    first = write_song(tmp_path / "1.wav", whole[:50_000])
    second = write_song(tmp_path / "2.wav", whole[50_000:])
    engine.client.send(Load(Song(1, str(first)), play=True))
    engine.client.send(Preload(Song(2, str(second))))
    engine.client.send(OpenOutput(f"wav:{tmp_path / 'out.wav'}", realtime=False))
    engine.wait_for(Ended)
    engine.client.close()
    played, _ = soundfile.read(tmp_path / "out.wav", dtype="float32")
    assert np.array_equal(played, whole)


def test_a_killed_engine_goes_on_where_it_was(engine: Listener, tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", noisy_song(30 * SAMPLE_RATE))
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(1, str(song), start=10 * SAMPLE_RATE)))
    reached = 10 * SAMPLE_RATE + 20_000
    assert engine.loop.run_until(lambda: max(engine.positions(), default=0) > reached, WAIT)
    before = max(engine.positions())
    engine.events.clear()
    os.kill(engine.client.pid, signal.SIGKILL)
    assert engine.loop.run_until(lambda: len(engine.positions()) > 10, WAIT)
    assert engine.restarts == 1
    after = engine.positions()
    assert before - SAMPLE_RATE < after[0] < before + SAMPLE_RATE
    assert after[-1] > after[0], "it plays on"


def test_the_beats_of_a_count_in_are_told_in_order(engine: Listener, tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", noisy_song(5 * SAMPLE_RATE))
    beat = SAMPLE_RATE // 5
    places = tuple(range(0, 4 * beat, beat))
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(1, str(song)), play=False))
    engine.wait_for(Started)
    engine.client.send(Play(CountIn(4 * beat, Beats(places, (True, False, False, False)))))
    assert engine.loop.run_until(lambda: max(engine.positions(), default=0) > beat, WAIT)
    told = [event.counted for event in engine.events if isinstance(event, Status)]
    assert [beat for beat, _ in groupby(told)] == [0, 1, 2, 3, 4, 0]


def test_a_killed_engine_that_was_held_stays_held(engine: Listener, tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", noisy_song(5 * SAMPLE_RATE))
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(1, str(song), start=SAMPLE_RATE), play=False))
    engine.wait_for(Started)
    os.kill(engine.client.pid, signal.SIGKILL)
    engine.wait_for(Started)
    status = engine.wait_for(Status)
    assert isinstance(status, Status)
    assert (status.position, status.playing) == (SAMPLE_RATE, False)


def test_a_killed_engine_keeps_the_sections_of_the_song_and_not_those_of_all_before(
    engine: Listener, tmp_path: Path
) -> None:
    sound = noisy_song(10 * SAMPLE_RATE)
    song = write_song(tmp_path / "song.wav", sound)
    write_vocals(tmp_path / "stems", storable(noisy_song(len(sound), seed=1))).close()
    last = 100
    for token in range(1, last + 1):
        engine.client.send(SetSections(token, (Section(VOCALS, 0, len(sound)),)))
    assert len(engine.client._known.sound) <= SONGS
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(last, str(song), start=SAMPLE_RATE)))
    engine.client.send(AttachStems(last, tmp_path / "stems"))

    def silent() -> bool:
        peaks = [e.peaks for e in engine.events if isinstance(e, Status)]
        return any(each.get(VOCALS) == (0, 0) and each.get(ACCOMPANIMENT) for each in peaks)

    assert engine.loop.run_until(silent, WAIT)
    engine.events.clear()
    os.kill(engine.client.pid, signal.SIGKILL)
    assert engine.loop.run_until(silent, WAIT)
    assert engine.restarts == 1


@pytest.mark.parametrize("target", ["no such device", "wav:/no/such/folder/out.wav"])
def test_an_output_that_cannot_be_opened_is_said_with_what_to_do(
    engine: Listener, target: str
) -> None:
    engine.client.send(OpenOutput(target))
    failed = engine.wait_for(OutputFailed)
    assert isinstance(failed, OutputFailed)
    assert failed.message
    assert failed.hint
    engine.client.send(OpenOutput("null"))
    engine.wait_for(OutputOpened)


def test_a_song_that_cannot_be_opened_is_said_and_the_next_one_plays(
    engine: Listener, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.mp3"
    empty.touch()
    engine.client.send(OpenOutput("null", realtime=False))
    engine.client.send(Load(Song(1, str(empty))))
    failed = engine.wait_for(SongFailed)
    assert isinstance(failed, SongFailed)
    assert "empty.mp3" in failed.message
    song = write_song(tmp_path / "song.wav", noisy_song(SAMPLE_RATE))
    engine.client.send(Load(Song(2, str(song))))
    engine.wait_for(Ended)


def test_stop_lets_go_of_the_song(engine: Listener, tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", noisy_song(20 * SAMPLE_RATE))
    engine.client.send(OpenOutput("null"))
    engine.client.send(Load(Song(1, str(song))))
    engine.wait_for(Status)
    engine.client.send(Stop())
    assert engine.loop.run_until(
        lambda: any(isinstance(e, Status) and e.token == 0 for e in engine.events), WAIT
    )


@pytest.mark.parametrize(
    ("target", "alike"),
    [("default", 0.999), ("vlc", 0.9)],  # libVLC stretches a little to follow the clock
)
def test_a_real_output_plays_the_song_from_where_it_was_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, alike: float
) -> None:
    runtime = tmp_path / "pulse"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(runtime))
    song = noisy_song(4 * SAMPLE_RATE)
    path = write_song(tmp_path / "song.wav", song)
    with pulse(runtime) as environment:
        if environment is None:
            pytest.skip("PulseAudio is not installed or does not start")
        with closing(Listener()) as listener, recording(environment, tmp_path / "sound"):
            listener.client.send(OpenOutput(target))
            listener.wait_for(OutputOpened)
            listener.client.send(Load(Song(1, str(path))))
            listener.wait_for(Started)
            listener.client.send(Seek(2 * SAMPLE_RATE))
            listener.wait_for(Ended)
            part = song[2 * SAMPLE_RATE + 5_000 : 4 * SAMPLE_RATE - 5_000]
            listener.loop.run_until(lambda: _heard(tmp_path / "sound", part, alike), 3.0)
    assert _heard(tmp_path / "sound", part, alike)


def test_a_device_that_goes_away_and_comes_back_plays_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_song(tmp_path / "song.wav", noisy_song(60 * SAMPLE_RATE))
    runtime = tmp_path / "pulse"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(runtime))
    with ExitStack() as server:
        if server.enter_context(pulse(runtime)) is None:
            pytest.skip("PulseAudio is not installed or does not start")
        with closing(Listener()) as listener:
            listener.client.send(OpenOutput("default"))
            listener.client.send(Load(Song(1, str(path))))
            assert listener.loop.run_until(lambda: max(listener.positions(), default=0) > 0, WAIT)
            server.close()
            listener.wait_for(OutputFailed)
            lost_at = max(listener.positions())
            listener.events.clear()
            with pulse(runtime):
                listener.wait_for(OutputOpened)
                assert listener.loop.run_until(
                    lambda: max(listener.positions(), default=0) > lost_at, WAIT
                )
                assert min(listener.positions()) >= lost_at, "nothing is skipped or repeated"


def _heard(recording_file: Path, song: Pcm, alike: float) -> bool:
    """Whether most pieces of `song` are in the recording, one after the other.

    Not all of them: on a machine that is busy with other things a device may run dry.
    """
    heard = recorded(recording_file)[:, 0]
    pieces = [song[start : start + PIECE, 0] for start in range(0, len(song) - PIECE, PIECE)]
    if len(heard) <= PIECE:
        return False
    places = [_find(heard, piece) for piece in pieces]
    found = [
        _correlation(heard[place : place + PIECE], piece) > alike
        for place, piece in zip(places, pieces, strict=True)
    ]
    return sum(found) > 0.7 * len(pieces) and places[0] < places[-1]


def _correlation(one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    if len(one) != len(two) or not one.any():
        return 0.0
    return float(one @ two / np.sqrt((one @ one) * (two @ two)))


def _find(haystack: NDArray[np.float32], needle: NDArray[np.float32]) -> int:
    size = 1 << int(np.ceil(np.log2(len(haystack) + len(needle))))
    product = np.fft.rfft(haystack, size) * np.conj(np.fft.rfft(needle, size))
    return int(np.argmax(np.fft.irfft(product, size)[: len(haystack)]))


def test_sound_that_is_interrupted_again_and_again_is_said_once(
    engine: Listener, tmp_path: Path
) -> None:
    song = tmp_path / "song.wav"
    write_song(song, noisy_song(20 * SAMPLE_RATE))
    engine.client.send(OpenOutput("null", buffer_ms=20))
    engine.client.send(Load(Song(1, str(song))))
    for _ in range(5):
        engine.wait_for(Status)
        os.kill(engine.client.pid, signal.SIGSTOP)
        time.sleep(0.15)  # the machine has other things to do
        os.kill(engine.client.pid, signal.SIGCONT)
    assert engine.loop.run_until(lambda: bool(_stutters(engine)), WAIT)
    assert _stutters(engine) == [OutputStutters(20)]


def _stutters(engine: Listener) -> list[Event]:
    return [event for event in engine.events if isinstance(event, OutputStutters)]
