"""The list of live filters, and what is heard of it through a real engine."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from player.base.units import TrackId
from player.core.live_filters import LiveFilters
from player.core.mix import VOCALS
from player.core.playback import Levels, PlaybackState
from player.engine.live.kinds import Band, Centre, Mode, Region
from player.engine.protocol import SetLive
from tests.core.rig import Rig
from tests.engine.live.rig import mixed, three
from tests.engine.rig import write_song

SILENCER = Band(Mode.CUT, low=0, high=20_000)
SONG = TrackId(7)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.wav", np.concatenate([mixed(three(0.8))] * 30))


def test_filters_for_every_song_come_before_a_songs_own() -> None:
    live = LiveFilters(instant_mute=False)
    told: list[SetLive] = []
    live.changed.connect(lambda: told.append(live.wanted(SONG)))
    live.set([Centre()])
    live.set([Region()], SONG)
    live.set_instant_mute(True)
    assert live.wanted() == SetLive((Centre(),), stand_in=True)
    assert told[-1] == SetLive((Centre(), Region()), stand_in=True)
    live.clear()
    assert told[-1] == SetLive(stand_in=True)
    assert len(told) == 4


def test_filters_are_heard_at_once_and_outlive_the_engine(
    start: Callable[[], Rig], song: Path
) -> None:
    rig = start()
    peaks: list[float] = []
    rig.player.playback.levels.connect(lambda levels: peaks.append(_peak(levels)))
    (track,) = rig.open(song)
    rig.player.playback.play(track)
    rig.until(lambda: bool(peaks) and peaks[-1] > 0.05)
    heard: list[float] = []
    rig.player.playback.live_heard.connect(heard.append)
    rig.player.live.set([SILENCER], track)
    rig.until(lambda: bool(heard) and peaks[-1] < 0.001)
    rig.player.live.set([], track)
    rig.until(lambda: peaks[-1] > 0.05)
    rig.player.live.set([SILENCER])
    rig.until(lambda: peaks[-1] < 0.001)
    restarted: list[bool] = []
    rig.player.engine.restarted.connect(lambda: restarted.append(True))
    os.kill(rig.player.engine.pid, signal.SIGKILL)
    rig.until(lambda: bool(restarted))
    peaks.clear()
    rig.until(lambda: len(peaks) > 5)
    assert max(peaks) < 0.001


def test_a_muted_voice_is_stood_in_for_until_its_stem_is_there(
    start: Callable[[], Rig], song: Path
) -> None:
    rig = start()
    states: list[PlaybackState] = []
    rig.player.playback.state_changed.connect(states.append)
    (track,) = rig.open(song)
    rig.player.playback.play(track)
    rig.until(lambda: rig.player.playback.state.position > 0)
    heard: list[float] = []
    rig.player.playback.live_heard.connect(heard.append)
    rig.player.mix.set_mute(VOCALS, True)
    rig.until(lambda: rig.player.playback.state.stems_sounding)
    assert heard
    assert any(state.live_sounding for state in states)
    assert not rig.player.playback.state.live_sounding


def _peak(levels: Levels) -> float:
    return max(levels.master)
