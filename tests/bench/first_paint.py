"""A program that says when its window was first painted: START_TIME player|bare [ARGUMENT…].

Prints seconds since START_TIME (of the monotonic clock) and whether torch was loaded, then ends.
Imports nothing early, so that the player's own imports are part of what is measured.
"""

import sys
import time
from collections.abc import Sequence


def main(start: float, what: str, arguments: Sequence[str]) -> None:
    """Open the window and wait for its first paint."""
    if what == "bare":
        _bare(start)
        return
    import player.app
    from player.__main__ import main as run_player
    from player.ui.application import create_application

    watchers = []

    def create_and_watch(names: Sequence[str]) -> object:
        application = create_application(names)
        watchers.append(_watch(application, start))
        return application

    player.app.__dict__["create_application"] = create_and_watch
    sys.argv = ["minusone", *arguments]
    run_player()


def _bare(start: float) -> None:
    """A window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    watcher = _watch(application, start)
    window = QMainWindow()
    window.show()
    application.exec()
    del watcher


def _watch(application: object, start: float) -> object:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow

    class Watcher(QObject):
        """Waits for the first paint of the main window, and lets it finish."""

        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                not self.seen
                and event.type() == QEvent.Type.Paint
                and isinstance(watched, QMainWindow)
            ):
                self.seen = True
                QTimer.singleShot(0, self.say)
            return False

        @staticmethod
        def say() -> None:
            print(time.monotonic() - start, "torch" in sys.modules, flush=True)
            QCoreApplication.quit()

    watcher = Watcher()
    if isinstance(application, QCoreApplication):
        application.installEventFilter(watcher)
    return watcher


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
