"""Asks for stems that lie in files: a folder or a stem file to take, a stem file to write."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from player.ui.opening import dropped
from player.ui.words import tr

STEM_FILE = ".stem.mp4"
_FILTER = f"Stem files (*{STEM_FILE})"


def stems_in(data: QMimeData) -> Path | None:
    """The one folder or stem file that is dragged, if it may be a song's stems."""
    what = dropped(data)
    if len(what) != 1 or not isinstance(what[0], Path):
        return None
    path = what[0]
    return path if path.is_dir() or path.name.lower().endswith(STEM_FILE) else None


def ask_stem_folder(parent: QWidget, near: Path, take: Callable[[Path], object]) -> None:
    """Ask for a folder with a file for each stem."""
    dialog = _dialog(parent, tr("Use the stems in a folder"), near, take)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_stem_file(parent: QWidget, near: Path, take: Callable[[Path], object]) -> None:
    """Ask for a stem file."""
    dialog = _dialog(parent, tr("Use a stem file"), near, take)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_FILTER)
    dialog.open()


def ask_stem_export(parent: QWidget, song: Path, write: Callable[[Path], object]) -> None:
    """Ask where a song's stem file is written; it is named after the song."""
    dialog = _dialog(parent, tr("Export as stem file"), song, write)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_FILTER)
    dialog.selectFile(f"{song.stem}{STEM_FILE}")
    dialog.open()


def _dialog(parent: QWidget, title: str, near: Path, take: Callable[[Path], object]) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, str(near.parent))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    return dialog
