"""The one way from other threads to the Qt main thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class MainThread(QObject):
    """Runs functions on the thread it was made on; make it on the main thread."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, fn: Callable[[], None]) -> None:
        """Run `fn` soon, in the order of posting; may be called from any thread, never waits."""
        if self._open:
            self._posted.emit(fn)

    def close(self) -> None:
        """Drop what has not run yet and all that is still to come."""
        self._open = False

    @Slot(object)
    def _run(self, fn: Callable[[], None]) -> None:
        if self._open:
            fn()
