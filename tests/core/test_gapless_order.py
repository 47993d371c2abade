"""The real engine plays in the queue's order without a gap, whatever changes on the way."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, Pcm, TrackId
from player.core.engine_playback import EnginePlayback
from player.core.mix import MixController
from player.core.playback import Transport
from player.core.playing_order import Repeat
from player.core.queue import Queue
from player.engine import protocol
from player.engine.client import EngineClient
from tests.engine.rig import write_song

LENGTH = int(0.6 * SAMPLE_RATE)
WAIT = 30.0


class Rig:
    """Playback in real time into a file, without separation."""

    def __init__(self, folder: Path) -> None:
        self.loop = Loop()
        self.queue = Queue(Random(3))
        self.messages = MessageLog()
        self.out = folder / "out.wav"
        self.engine = EngineClient(self.loop)
        output = protocol.OpenOutput(f"wav:{self.out}")
        self.playback = EnginePlayback(
            self.engine, self.queue, MixController(), self.messages, output
        )
        self.started: list[TrackId | None] = []
        self.ends = 0
        self.over = False
        self.engine.event.connect(self._note)
        self.playback.finished.connect(self._finish)

    def until_over(self) -> None:
        reached = self.loop.run_until(lambda: self.over, WAIT)
        assert reached, self.playback.state

    def started_times(self, count: int) -> None:
        reached = self.loop.run_until(lambda: len(self.started) >= count, WAIT)
        assert reached, self.playback.state

    def _note(self, event: protocol.Event) -> None:
        if isinstance(event, protocol.Started):
            self.started.append(self.queue.current)
        self.ends += isinstance(event, protocol.Ended)

    def _finish(self) -> None:
        self.over = True


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(tmp_path)
    yield rig
    rig.engine.close()


@pytest.fixture(scope="module")
def sounds() -> list[Pcm]:
    random = np.random.default_rng(1)
    return [random.uniform(-0.5, 0.5, (LENGTH, 2)).astype(np.float32) for _ in range(3)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, sounds: list[Pcm]) -> list[Path]:
    folder = tmp_path_factory.mktemp("sounds")
    return [write_song(folder / f"{n}.wav", sound) for n, sound in enumerate(sounds)]


def test_repeat_one_and_then_shuffle_follow_on_without_a_gap(
    rig: Rig, files: list[Path], sounds: list[Pcm]
) -> None:
    ids = [track.id for track in rig.queue.add(files)]
    rig.queue.set_repeat(Repeat.ONE)
    rig.playback.play(ids[1])
    rig.started_times(2)  # it has begun again: only now is the order changed
    rig.queue.set_shuffle(True)
    rig.queue.set_repeat(Repeat.OFF)
    rig.until_over()
    order = rig.started
    assert order[:2] == [ids[1], ids[1]]
    assert sorted(filter(None, order[1:])) == ids
    assert rig.ends == 1
    rig.engine.close()
    heard, _ = soundfile.read(rig.out, dtype="float32", always_2d=True)
    wanted = np.concatenate([sounds[ids.index(each)] for each in order if each is not None])
    assert np.array_equal(heard, wanted)


def test_stop_after_this_one_and_the_next_is_up(rig: Rig, files: list[Path]) -> None:
    first, second, third = (track.id for track in rig.queue.add(files))
    rig.playback.play(first)
    rig.started_times(1)
    rig.queue.play_next([third])
    rig.queue.set_stop_after(True)
    rig.until_over()
    assert rig.playback.state.transport is Transport.STOPPED
    assert (rig.queue.current, rig.queue.stop_after) == (third, False)
    rig.playback.play()
    rig.started_times(3)
    assert rig.started == [first, third, second]


def test_a_broken_file_does_not_end_the_music(rig: Rig, files: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"no music")
    first, _, last = (track.id for track in rig.queue.add([files[0], broken, files[1]]))
    rig.playback.play(first)
    rig.until_over()
    assert rig.started == [first, last]
    assert len(rig.messages.recent) == 1


def test_nothing_that_can_be_played_is_no_endless_round(rig: Rig, tmp_path: Path) -> None:
    broken = [tmp_path / f"{number}.mp3" for number in range(3)]
    for file in broken:
        file.write_bytes(b"no music")
    rig.queue.add(broken)
    rig.queue.set_repeat(Repeat.ALL)
    rig.playback.play()
    rig.until_over()
    assert len(rig.messages.recent) == 3
    assert rig.playback.state.transport is Transport.STOPPED
