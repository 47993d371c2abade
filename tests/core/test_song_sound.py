"""Loudness, cross-fade and equaliser as the listener hears them, from the real engine process."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, Pcm, TrackId, linear
from player.core.engine_playback import EnginePlayback
from player.core.mix import MixController
from player.core.queue import Queue
from player.core.replay_gain import GainMode, ReplayGain
from player.core.sound import Sound, SoundWishes
from player.core.track import Track
from player.engine import protocol
from player.engine.client import EngineClient
from player.engine.mixer import RAMP
from player.engine.protocol import Curve
from player.library.tags import Gains
from tests.engine.rig import write_song

LENGTH = 4 * SAMPLE_RATE
"""Long enough for the list to say what follows, though the song passes as fast as it goes."""
WAIT = 30.0
AUTO = ReplayGain(GainMode.AUTO)


class Rig:
    """Playback into a file, as fast as it goes."""

    def __init__(self, folder: Path, wishes: SoundWishes) -> None:
        self.loop = Loop()
        self.queue = Queue(Random(3))
        self.out = folder / "out.wav"
        self.engine = EngineClient(self.loop)
        self.sound = Sound(wishes)
        output = protocol.OpenOutput(f"wav:{self.out}", realtime=False)
        self.playback = EnginePlayback(
            self.engine, self.queue, MixController(), MessageLog(), output, self.sound
        )
        self.over = False
        self.playback.finished.connect(self._finish)

    def add(self, files: list[Path], change: Callable[[Track], Track]) -> list[TrackId]:
        """Queue these, with what their tags would say."""
        ids = [track.id for track in self.queue.add(files)]
        for track_id in ids:
            self.queue.update(track_id, change)
        return ids

    def play(self, first: TrackId) -> Pcm:
        """All of the list from there on, as it was heard."""
        self.playback.play(first)
        assert self.loop.run_until(lambda: self.over, WAIT), self.playback.state
        self.engine.close()
        return np.asarray(soundfile.read(self.out, always_2d=True)[0], np.float32)

    def _finish(self) -> None:
        self.over = True


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[SoundWishes], Rig]]:
    rigs: list[Rig] = []

    def begin(wishes: SoundWishes) -> Rig:
        rigs.append(Rig(tmp_path, wishes))
        return rigs[-1]

    yield begin
    for rig in rigs:
        rig.engine.close()


@pytest.fixture(scope="module")
def sounds() -> list[Pcm]:
    random = np.random.default_rng(1)
    return [random.uniform(-0.4, 0.4, (LENGTH, 2)).astype(np.float32) for _ in range(3)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, sounds: list[Pcm]) -> list[Path]:
    folder = tmp_path_factory.mktemp("sounds")
    return [write_song(folder / f"{n}.wav", sound) for n, sound in enumerate(sounds, start=1)]


def of_album(track: Track) -> Track:
    number = int(track.path.stem)
    gains = Gains(-6.0 - number, 0.4, -3.0, 0.4)
    return replace(track, album="Album", number=number, gains=gains)


def single(track: Track) -> Track:
    return replace(of_album(track), album=f"Album {track.id}")


@pytest.mark.parametrize(
    ("change", "levels"),
    [(of_album, (-3.0, -3.0, -3.0)), (single, (-7.0, -8.0, -9.0))],
    ids=["an album in its order", "single tracks"],
)
def test_auto_plays_by_album_or_by_track(
    start: Callable[[SoundWishes], Rig],
    files: list[Path],
    sounds: list[Pcm],
    change: Callable[[Track], Track],
    levels: tuple[float, ...],
) -> None:
    rig = start(SoundWishes(AUTO))
    ids = rig.add(files, change)
    heard = rig.play(ids[0])
    assert len(heard) == 3 * LENGTH
    for place, level in enumerate(levels):
        part = slice(place * LENGTH + RAMP, (place + 1) * LENGTH)
        np.testing.assert_allclose(heard[part], sounds[place][RAMP:] * linear(level), atol=1e-6)


def test_songs_overlap_but_an_album_in_its_order_does_not(
    start: Callable[[SoundWishes], Rig], files: list[Path], sounds: list[Pcm]
) -> None:
    rig = start(SoundWishes(cross_fade=0.4))
    ids = rig.add([files[0], files[1], files[0]], of_album)
    heard = rig.play(ids[0])
    overlap = 4 * LENGTH - len(heard) - LENGTH
    assert 0.37 * SAMPLE_RATE < overlap <= 0.4 * SAMPLE_RATE, "only before the last one"
    assert np.array_equal(heard[: 2 * LENGTH - overlap], np.concatenate(sounds[:2])[:-overlap])
    assert np.array_equal(heard[2 * LENGTH :], sounds[0][overlap:])


def test_what_comes_next_follows_a_change_of_mind(
    start: Callable[[SoundWishes], Rig], files: list[Path], sounds: list[Pcm]
) -> None:
    rig = start(SoundWishes())
    ids = rig.add(files[:2], single)
    rig.playback.load(rig.queue.tracks[0], play=False)
    rig.sound.set_replay_gain(ReplayGain(GainMode.TRACK))
    heard = rig.play(ids[0])
    np.testing.assert_allclose(heard[RAMP:LENGTH], sounds[0][RAMP:] * linear(-7.0), atol=1e-6)
    np.testing.assert_allclose(heard[LENGTH + RAMP :], sounds[1][RAMP:] * linear(-8.0), atol=1e-6)


def test_the_equaliser_is_heard_and_flat_again_the_file_is(
    start: Callable[[SoundWishes], Rig], files: list[Path], sounds: list[Pcm]
) -> None:
    rig = start(SoundWishes(curve=Curve(preamp=-6.0)))
    ids = rig.add(files[:1], single)
    heard = rig.play(ids[0])
    np.testing.assert_allclose(heard, sounds[0] * linear(-6.0), atol=1e-6)


def test_a_new_engine_knows_the_equaliser_and_the_gain(
    start: Callable[[SoundWishes], Rig], files: list[Path], sounds: list[Pcm]
) -> None:
    rig = start(SoundWishes(ReplayGain(GainMode.TRACK), curve=Curve(preamp=-6.0)))
    rig.add(files[:1], single)
    again: list[int] = []
    rig.engine.restarted.connect(lambda: again.append(1))
    rig.playback.load(rig.queue.tracks[0], play=False)
    rig.loop.run_until(lambda: rig.playback.state.length is not None, WAIT)
    os.kill(rig.engine.pid, signal.SIGKILL)
    rig.loop.run_until(lambda: bool(again), WAIT)
    rig.playback.play()
    assert rig.loop.run_until(lambda: rig.over, WAIT)
    rig.engine.close()
    heard = soundfile.read(rig.out, dtype="float32", always_2d=True)[0]
    np.testing.assert_allclose(heard, sounds[0] * linear(-13.0), atol=1e-6)
