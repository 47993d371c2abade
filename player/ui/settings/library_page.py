"""The page of the library's folders: which are watched, and how far a scan is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.core.scan_service import ScanService
from player.ui.library.folder_actions import FolderActions
from player.ui.listen import listen
from player.ui.settings.page import Page
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_PATH = Qt.ItemDataRole.UserRole


def library_page(scan: ScanService) -> Page:
    """The page as the dialog takes it."""
    return Page("library", tr("Library"), lambda parent: LibraryPage(scan, parent))


class LibraryPage(QWidget):
    """Shows what the scan service says, and asks it."""

    def __init__(self, scan: ScanService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scan = scan
        self.title_label = QLabel(tr("&Folders of the library"), self)
        font = self.title_label.font()
        font.setBold(True)
        self.title_label.setFont(font)
        self.folders = QListWidget(self)
        self.folders.setAccessibleName(tr("Folders of the library"))
        self.folders.setToolTip(tr("These folders are watched, and looked through at the start"))
        self.folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.folders.itemSelectionChanged.connect(self._show_buttons)
        self.title_label.setBuddy(self.folders)
        self.add_button = self._button(tr("Add a music folder…"))
        actions = FolderActions(scan, self)
        self.add_button.clicked.connect(lambda _on: actions.ask())
        self.remove_button = self._button(tr("Remove"))
        self.remove_button.setToolTip(tr("Its files stay; its tracks leave the library"))
        self.remove_button.clicked.connect(lambda _on: self._remove())
        self.rescan_button = self._button(tr("Look through now"))
        self.rescan_button.clicked.connect(lambda _on: self._rescan())
        self.state_label = ElidedLabel(parent=self)
        self.state_label.setProperty("quiet", True)
        self._arrange()
        self._show_folders()
        self._show_progress()
        listen(self, scan.roots_changed, self._show_folders)
        listen(self, scan.progress_changed, self._show_progress)

    def _button(self, text: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.setToolTip(text)
        return button

    def _show_folders(self) -> None:
        self.folders.clear()
        for root in self._scan.roots:
            away = tr("{folder} (away)") if root.away else "{folder}"
            item = QListWidgetItem(away.format(folder=_shown(root.path)), self.folders)
            item.setData(_PATH, root.path)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.remove_button.setEnabled(bool(self.folders.selectedItems()))
        self.rescan_button.setEnabled(self._scan.scanning or self.folders.count() > 0)

    def _show_progress(self) -> None:
        progress = self._scan.progress
        scanning = self._scan.scanning
        self.rescan_button.setText(tr("Stop") if scanning else tr("Look through now"))
        self.rescan_button.setAccessibleName(self.rescan_button.text())
        self._show_buttons()
        if progress is None:
            self.state_label.setText("")
            return
        words = tr("{found} songs found, {read} read: {folder}")
        self.state_label.setText(
            words.format(found=progress.found, read=progress.read, folder=progress.folder)
        )

    def _remove(self) -> None:
        for item in self.folders.selectedItems():
            self._scan.remove_folder(item.data(_PATH))

    def _rescan(self) -> None:
        if self._scan.scanning:
            self._scan.cancel()
        else:
            self._scan.rescan()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.rescan_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title_label)
        layout.addWidget(self.folders, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.state_label)


def _shown(path: Path) -> str:
    """A path as text, whatever bytes are in it."""
    return str(path).encode("utf-8", "replace").decode()
