"""The lanes of a song with stems, timed from within: SONG STEMS.

Prints JSON: median and 95th percentile of the milliseconds that a frame takes while zooming and
following, the median of a naive painter, seconds until all peaks are there, and until they are the
next time.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from player.base.units import SAMPLE_RATE, Pcm
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.lane_view import LaneView
from player.core.practice.peak_store import PeakStore
from player.core.separation import StemSet
from player.decoder.opening import open_source
from player.stems.keys import KeyStore
from player.ui.application import create_application
from player.ui.bridge import MainThread
from player.ui.lanes.lanes_panel import LanesPanel
from player.ui.theme import apply_theme
from tests.bench.lanes import FOUR
from tests.ui.fakes import FakePlayer

_SIZE = (3_840, 1_700)
_STEPS = 90
_STEP = 0.93
_SECONDS_SEEN = 20
_RATE = 60
_PATIENCE = 120.0
_NAIVE = 5
_LAST = 8
"""Bins at the song's end, which are drawn last."""


class _Naive(QWidget):
    """Looks at every sample that it shows, and draws a line for each column."""

    def __init__(self, sound: Pcm, lanes: int) -> None:
        super().__init__()
        self._low, self._high = sound.min(axis=1), sound.max(axis=1)
        self._lanes = lanes

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("black"))
        painter.setPen(QColor("green"))
        width, height = self.width(), self.height() / self._lanes
        edges = np.linspace(0, len(self._low), width, endpoint=False).astype(int)
        for lane in range(self._lanes):
            low = np.minimum.reduceat(self._low, edges).tolist()
            high = np.maximum.reduceat(self._high, edges).tolist()
            middle = (lane + 0.5) * height
            painter.drawLines(
                [
                    QLineF(x, middle - up * height / 2, x, middle - down * height / 2)
                    for x, (up, down) in enumerate(zip(high, low, strict=True))
                ]
            )


def main(song: str, stems: str) -> None:
    """Make all peaks, zoom, follow, and print the figures."""
    application = create_application(["minusone"])
    apply_theme(application, "dark")
    main_thread = MainThread()
    player = FakePlayer()
    (track,) = player.queue.add([song])
    player.stems.sounding[track.id] = StemSet("bench", Path(stems), FOUR)
    figures: dict[str, float | Sequence[float]] = {}
    with TemporaryDirectory() as scratch:
        keys = KeyStore(Path(scratch) / "keys.sqlite")
        kept = (PeakStore(Path(scratch) / "peaks"), keys)
        player.queue.set_current(track.id)
        for name in ("peaks", "again"):
            lanes = LanePeaks(player.queue, player.separation, main_thread, kept)
            figures[name] = _made(lanes)
            lanes.close()
            lanes.wait()
        player.practice.lanes = LanePeaks(player.queue, player.separation, main_thread, kept)
        panel = LanesPanel(player)
        panel.resize(*_SIZE)
        panel.show()
        _until(lambda: len(player.practice.lanes.lanes) == len(FOUR))
        figures |= {"zoom": _zoom(panel), "follow": _follow(panel), "naive": _naive(song)}
        panel.close()
        player.practice.lanes.wait()
        keys.close()
    player.close()
    main_thread.close()
    print(json.dumps(figures))


def _made(lanes: LanePeaks) -> float:
    """Seconds until the last cell of each lane has been drawn."""
    began = time.monotonic()
    lanes.open()
    _until(
        lambda: (
            len(lanes.lanes) == len(FOUR)
            and all(lane.peaks.finest[1, -_LAST:].any() for lane in lanes.lanes)
        )
    )
    return time.monotonic() - began


def _zoom(panel: LanesPanel) -> tuple[float, float]:
    """In, to some samples a pixel, and out again, a little to the side of the middle."""
    canvas = panel.canvas
    x = canvas.width() * 0.6
    factors = [_STEP] * _STEPS + [1 / _STEP] * _STEPS
    canvas.follow(False)

    def step(factor: float) -> None:
        canvas.zoom(factor, x)
        canvas.repaint()
        QCoreApplication.processEvents()

    return _spread([_timed(partial(step, each)) for each in factors])


def _follow(panel: LanesPanel) -> tuple[float, float]:
    """Twenty seconds in sight, scrolled sixty times a second."""
    canvas = panel.canvas
    seen = LaneView(canvas.view.length, canvas.view.width, _SECONDS_SEEN * SAMPLE_RATE / 3_840)
    canvas.set_view(seen)

    def step(number: int) -> None:
        canvas.show_position((10 * _RATE + number) * SAMPLE_RATE // _RATE)
        canvas.repaint()
        QCoreApplication.processEvents()

    return _spread([_timed(partial(step, each)) for each in range(10 * _RATE)])


def _naive(song: str) -> float:
    source = open_source(song)
    sound = source.read(0, source.frames or 0)
    source.close()
    widget = _Naive(sound, len(FOUR))
    widget.resize(*_SIZE)
    widget.show()
    QCoreApplication.processEvents()
    median, _ = _spread([_timed(widget.repaint) for _ in range(_NAIVE)])
    widget.close()
    return median


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds of this thread: what else the machine does is not counted."""
    began = time.thread_time()
    work()
    return 1000 * (time.thread_time() - began)


def _spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return float(np.median(times)), float(np.percentile(times, 95))


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not done() and time.monotonic() < deadline:
        QCoreApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
