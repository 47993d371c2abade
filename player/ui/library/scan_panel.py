"""The quiet word about a scan, and the way to the files that could not be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from player.core.scan_service import ScanService
from player.library.items import FailedFile
from player.ui.library.failures_dialog import FailuresDialog
from player.ui.listen import listen
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.words import tr


class ScanPanel(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, scan: ScanService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scan = scan
        self.label = QLabel(self)
        self.label.setProperty("quiet", True)
        self.stop_button = self._button(tr("Stop"), tr("Stop the scan"))
        self.stop_button.clicked.connect(scan.cancel)
        self.failed_button = self._button("", tr("Files that cannot be read"))
        self.failed_button.clicked.connect(self.show_failed)
        self.failed_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.label, self.stop_button, self.failed_button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show()
        listen(self, scan.progress_changed, self._show)
        listen(self, scan.finished, lambda _summary: self._count_failed())

    def show_failed(self) -> None:
        """List the files that cannot be read, with the reasons."""
        self._scan.list_failed(self._list)

    def _list(self, failed: Sequence[FailedFile]) -> None:
        FailuresDialog(failed, self.window()).show()

    def _show(self) -> None:
        progress = self._scan.progress
        self.label.setVisible(progress is not None)
        self.stop_button.setVisible(progress is not None)
        if progress is None:
            return
        words = tr("Looking for music: {found} found")
        if progress.waiting:
            words = tr("Reading tags: {left} of {found} left")
        numbers = {"found": f"{progress.found:,}", "left": f"{progress.waiting:,}"}
        self.label.setText(words.format(**numbers))
        self.label.setToolTip(progress.folder)

    def _count_failed(self) -> None:
        self._scan.list_failed(self._show_failed_count)

    def _show_failed_count(self, failed: Sequence[FailedFile]) -> None:
        count = len(failed)
        one, many = tr("1 file cannot be read"), tr("{count} files cannot be read")
        self.failed_button.setText(one if count == 1 else many.format(count=f"{count:,}"))
        self.failed_button.setVisible(bool(count))

    def _button(self, text: str, name: str) -> EnterToolButton:
        button = EnterToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setProperty("link", True)
        return button
