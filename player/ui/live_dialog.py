"""The window of the live filter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from player.core.live_filters import LiveFilters
from player.ui.panels.live_panel import LivePanel
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (400, 440)


class LiveDialog(QDialog):
    """Does not hold up the main window; every change is heard in the next buffer."""

    def __init__(self, live: LiveFilters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Live filter"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = LivePanel(live, self)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*_SIZE)
