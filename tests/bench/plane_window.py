"""The stereo plane over a song that plays, timed from within: DATA_DIR CACHE_DIR SONG SECONDS.

Prints JSON: percent of a core with the plane hidden and shown, frames a second, milliseconds from
a move of the mouse to a buffer that follows it, dropouts meanwhile.
"""

import json
import sys
import time
from collections.abc import Callable
from math import sin
from pathlib import Path
from statistics import median

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from player.base.folders import Folders
from player.base.units import SAMPLE_RATE
from player.core.assembly import MinusOne, Wishes
from player.core.plane.regions import Box, drawn
from player.engine.live.kinds import Mode
from player.engine.protocol import OpenOutput
from player.ui.application import create_application
from player.ui.bridge import MainThread
from player.ui.places.now_playing_place import NowPlayingPlace, View
from player.ui.plane.plane_panel import PlanePanel
from player.ui.theme import apply_theme
from player.ui.window import MainWindow
from tests.bench.session import SETTINGS

_BUFFER_MS = 60
_MOVES_A_SECOND = 60
_PATIENCE = 60.0
_REST_MS = 300
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def main(data: str, cache: str, song: str, seconds: float) -> None:
    """Play, look, drag, and print the figures."""
    application = create_application(["minusone"])
    apply_theme(application, "dark")
    main_thread = MainThread()
    output = OpenOutput("null", _BUFFER_MS)
    player = MinusOne(
        Folders(Path(data), Path(cache)), SETTINGS, main_thread, Wishes(output, eager=False)
    )
    window = MainWindow(player)
    window.resize(1280, 800)
    window.show()
    player.open([song], play=True)
    _until(lambda: player.playback.state.position > SAMPLE_RATE)
    figures = _watch(player, window, seconds)
    player.close()
    _until(lambda: player.playback.stats is not None)
    if player.playback.stats is not None:
        figures["dropouts"] = player.playback.stats.dropouts
    window.close()
    main_thread.close()
    print(json.dumps(figures))


def _watch(player: MinusOne, window: MainWindow, seconds: float) -> dict[str, float]:
    window.go_to("now-playing")
    place = window.frame.stack.currentWidget()
    if not isinstance(place, NowPlayingPlace):
        raise TypeError(place)
    waveform = player.queue.current
    _until(lambda: waveform is not None and player.waveforms.get(waveform) is not None)
    hidden, _ = _share(lambda: QTest.qWait(round(1000 * seconds)))
    place.show_view(View.PLANE)
    QTest.qWait(3_000)  # what lies around the playhead is read
    if place.plane is None:
        raise TypeError(place)
    frames: list[float] = []
    place.plane.shown.connect(lambda: frames.append(time.monotonic()))
    shown, wall = _share(lambda: QTest.qWait(round(1000 * seconds)))
    figures = {"hidden": hidden, "shown": shown, "frames": len(frames) / wall}
    return figures | _drag(player, place.plane, seconds)


def _drag(player: MinusOne, panel: PlanePanel, seconds: float) -> dict[str, float]:
    """A region that never rests under the mouse; each move is timed until it is heard."""
    canvas = panel.plane
    panel.editing.add(drawn("It", 0, Mode.SOLO, Box(-0.2, 0.2, 300, 3_000)))
    heard: list[float] = []
    end = player.playback.live_heard.connect(lambda _ms: heard.append(time.monotonic()))
    delays: list[float] = []
    scales = canvas.scales

    def at(pan: float) -> QPointF:
        return QPointF(scales.x(pan), scales.y(1_000))

    QTest.mousePress(canvas, _LEFT, _NONE, at(0.0).toPoint())
    began, moves = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        moves += 1
        timed = moves % _MOVES_A_SECOND == 0
        if timed:
            QTest.qWait(_REST_MS)  # what moved before has been heard
            heard.clear()
        sent = time.monotonic()
        QTest.mouseMove(canvas, at(0.7 * sin(moves / 20)).toPoint())
        if timed:
            _until(lambda: bool(heard), 2.0)
            delays += [1000 * (heard[0] - sent)] if heard else []
        QTest.qWait(1000 // _MOVES_A_SECOND)
    QTest.mouseRelease(canvas, _LEFT, _NONE, at(0.0).toPoint())
    end()
    return {"drag_median": median(delays), "drag_worst": max(delays), "moves": moves}


def _share(work: Callable[[], object]) -> tuple[float, float]:
    """Percent of a core that this process took for `work`, and how many seconds that was."""
    processor, wall = time.process_time(), time.monotonic()
    work()
    taken = time.monotonic() - wall
    return 100 * (time.process_time() - processor) / taken, taken


def _until(done: Callable[[], bool], patience: float = _PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not done() and time.monotonic() < deadline:
        QTest.qWait(1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
