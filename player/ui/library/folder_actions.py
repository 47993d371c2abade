"""Adds music folders to the library: by a dialog, or by what is dropped on an empty one."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from player.core.scan_service import ScanService
from player.ui.words import tr


class FolderActions(QObject):
    """Does nothing without a scanner."""

    def __init__(self, scan: ScanService | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._scan = scan
        self._parent = parent

    def ask(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._parent.window(), tr("Add a music folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self.add)
        dialog.open()

    def add(self, folders: Iterable[str]) -> None:
        """Have these looked through and watched."""
        if self._scan is not None:
            self._scan.add_folders([Path(each) for each in folders])

    def rescan(self) -> None:
        """Look through all folders again."""
        if self._scan is not None:
            self._scan.rescan()
