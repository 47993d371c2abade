"""Python's garbage is collected on the main thread only.

Among it are objects of Qt. Where another thread happens to collect one, its end holds a lock of
Qt and waits for the interpreter, which the main thread holds while it waits for that lock.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from player.base.garbage import collect_if_due

_EVERY_MS = 1_000


class Collecting(QObject):
    """As long as it lives, instead of the automatic collection."""

    def __init__(self, parent: QObject, every_ms: int = _EVERY_MS) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start(every_ms)
