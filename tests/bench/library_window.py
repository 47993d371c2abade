"""The window over a large library, timed from within: START_TIME DATA_DIR CACHE_DIR.

Prints JSON: seconds to the first painted rows, milliseconds of keystrokes and frames, memory.
Imports nothing early, so that the player's own imports are part of what is measured.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

WORDS = ("ba", "ko", "lei mo")
_WHEEL, _PAGES = 150, 60


def main(start: float, data: str, cache: str) -> None:
    """Open the player, wait for its rows, type and scroll."""
    import player.app
    from player.__main__ import main as run_player
    from player.ui.application import create_application

    def create_and_measure(names: Sequence[str]) -> object:
        from PySide6.QtCore import QTimer

        application = create_application(names)
        QTimer.singleShot(0, lambda: _measure(start))
        return application

    player.app.__dict__["create_application"] = create_and_measure
    sys.argv = ["minusone", "--data-dir", data, "--cache-dir", cache]
    run_player()


def _measure(start: float) -> None:
    from PySide6.QtWidgets import QApplication

    from player.ui.window import MainWindow

    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    place = window.library
    assert place is not None
    table = place.tracks.table
    _until(lambda: table.model().rowCount() > 0)
    table.viewport().repaint()
    figures: dict[str, float] = {"usable_s": time.monotonic() - start}
    figures["first_memory_mb"] = _memory()
    figures |= _type(place)
    figures |= _scroll(table)
    figures["memory_mb"] = _memory()
    print(json.dumps(figures), flush=True)
    QApplication.quit()


def _type(place: object) -> dict[str, float]:
    """From the key to the painted results, for each letter."""
    from PySide6.QtTest import QTest

    from player.ui.library.library_place import LibraryPlace

    assert isinstance(place, LibraryPlace)
    found: list[object] = []
    place.looking.found.connect(lambda *_: found.append(0))
    place.search.field.setFocus()
    times = []
    for word in WORDS:
        for letter in word:
            found.clear()
            begin = time.perf_counter()
            QTest.keyClicks(place.search.field, letter)
            if place.search.text != place.looking.text or letter == " ":
                continue  # a blank at the end asks for nothing else
            _until(lambda: bool(found))
            place.tracks.table.viewport().repaint()
            times.append(1000 * (time.perf_counter() - begin))
        found.clear()
        place.search.field.clear()
        _until(lambda: bool(found))
    times.sort()
    return {"keystroke_ms": times[len(times) // 2], "keystroke_worst_ms": times[-1]}


def _scroll(table: object) -> dict[str, float]:
    """Each frame with all that has to be fetched for it: by the wheel, and page by page."""
    from PySide6.QtWidgets import QApplication

    from player.ui.library.library_table import LibraryTable

    assert isinstance(table, LibraryTable)
    bar = table.verticalScrollBar()
    figures = {}
    steps = (("wheel", 3 * table.row_height(), _WHEEL), ("page", bar.pageStep(), _PAGES))
    for name, step, count in steps:
        bar.setValue(bar.maximum() // 3)
        QApplication.processEvents()
        frames = []
        for _ in range(count):
            begin = time.perf_counter()
            bar.setValue(bar.value() + step)
            QApplication.processEvents()
            frames.append(1000 * (time.perf_counter() - begin))
        frames.sort()
        figures[f"{name}_frame_ms"] = frames[len(frames) // 2]
        figures[f"{name}_frame_worst_ms"] = frames[-1]
    return figures


def _until(done: object) -> None:
    """Let the window work until then."""
    from PySide6.QtCore import QEventLoop, QTimer

    assert callable(done)
    loop = QEventLoop()
    watch = QTimer()
    watch.timeout.connect(lambda: loop.quit() if done() else None)
    watch.start(1)  # a busy loop would keep the interpreter from the search
    loop.exec()
    watch.stop()


def _memory() -> float:
    """Of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3])
