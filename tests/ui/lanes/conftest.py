"""A window whose song is seen as lanes, with real waveforms."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, QPointF, Qt

from player.base.units import SAMPLE_RATE, StemName
from player.core.separation import StemSet
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.lanes.lanes_panel import LanesPanel
from player.ui.places.now_playing_place import NowPlayingPlace
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import key

VOICE, REST = StemName("vocals"), StemName("accompaniment")
SECONDS = 20
LENGTH = SECONDS * SAMPLE_RATE
LOUD_FROM = LENGTH // 2


@pytest.fixture
def player(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FakePlayer]:
    """Plays a song of 20 s with stems: a voice that begins half way, over a steady rest.

    A parameter says up to which frame there are stems; without one, they are whole.
    """
    tone = np.sin(np.arange(LENGTH) * (2 * np.pi * 110 / SAMPLE_RATE)).astype(np.float32)
    rest = np.repeat(0.1 * tone[:, np.newaxis], 2, axis=1)
    voice = 5 * rest
    voice[:LOUD_FROM] = 0
    path = tmp_path / "song.wav"
    soundfile.write(path, voice + rest, SAMPLE_RATE, subtype="FLOAT")
    folder = tmp_path / "stems"
    writer = StemWriter(folder, Entry(LENGTH, (VOICE, REST), "model"))
    writer.write(0, voice[np.newaxis])
    writer.mark(0, getattr(request, "param", LENGTH), CellState.FINAL)
    writer.close()
    player = FakePlayer()
    (song,) = player.queue.add([path])
    player.queue.update(song.id, lambda track: replace(track, duration=float(SECONDS)))
    player.stems.sounding[song.id] = StemSet("model", folder, (VOICE, REST))
    player.playback.play(song.id)
    player.playback.pause()
    yield player
    player.close()
    player.practice.lanes.wait()


@pytest.fixture
def panel(show: Callable[..., MainWindow], player: FakePlayer) -> LanesPanel:
    """The panel with all of its lanes, seen by the way that a key leads."""
    window = show(player, 1200, 760)
    key(Qt.Key.Key_W)
    place = window.frame.stack.currentWidget()
    assert isinstance(place, NowPlayingPlace)
    assert place.lanes is not None
    assert place.lanes.isVisible()
    lanes = player.practice.lanes

    def all_there() -> bool:
        peaks = [lane.peaks.columns(0, SECONDS, SAMPLE_RATE)[1] for lane in lanes.lanes]
        return len(peaks) == 2 and bool(peaks[0][LOUD_FROM // SAMPLE_RATE + 1 :].all())

    assert player.loop.run_until(all_there, 20)
    return place.lanes


def at(canvas: LanesCanvas, time: float, lane: int = 0) -> QPoint:
    """A place on a lane."""
    place = canvas.places
    return QPointF(place.x(time * SAMPLE_RATE), place.lane(lane).center().y()).toPoint()
