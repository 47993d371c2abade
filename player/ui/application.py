"""The Qt application object: its names and its icon."""

from collections.abc import Sequence
from importlib.resources import as_file, files

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication


def create_application(arguments: Sequence[str]) -> QApplication:
    """Make the process's one QApplication; `arguments` starts with the program's name."""
    app = QApplication(list(arguments))
    app.setApplicationName("minusone")
    app.setApplicationDisplayName("Minus One")
    app.setDesktopFileName("minusone")
    with as_file(files("resources") / "icons" / "minusone.svg") as icon:
        app.setWindowIcon(QIcon(str(icon)))
    return app
