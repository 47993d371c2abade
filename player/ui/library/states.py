"""What the library says when there is nothing to show: it is empty, or nothing was found."""

from PySide6.QtCore import QFileInfo, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from player.ui.icons import icon
from player.ui.panels.tracks_panel import mark_dropping
from player.ui.widgets import colours
from player.ui.widgets.icon_button import EnterButton, Picture
from player.ui.words import mark, tr

_PICTURE = 56
EMPTY = (
    mark("Your library is empty"),
    mark("Drop a folder with music here. Its files stay where they are."),
)
SCANNING = (mark("Looking for music…"), mark("Tracks appear here as they are found."))


class StatePanel(QFrame):
    """A drawing, a sentence, what to do about it, and the button that does it."""

    button_clicked = Signal()
    folders_dropped = Signal(object)
    """Paths of folders, if `take_folders` was called."""

    def __init__(self, drawing: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.title_label = _centred(self)
        font = self.title_label.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self.title_label.setFont(font)
        self.hint_label = _centred(self)
        self.hint_label.setProperty("quiet", True)
        self.button = EnterButton(button, self)
        self.button.setProperty("primary", True)
        self.button.setAccessibleName(button)
        self.button.clicked.connect(self.button_clicked)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        picture = Picture(icon(drawing), _PICTURE, colours.DIM, self)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.title_label)
        layout.addWidget(self.hint_label)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def take_folders(self) -> None:
        """Take folders that are dropped here."""
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders; what else is dropped is the window's."""
        if _folders(event.mimeData()):
            mark_dropping(self, True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They are taken anywhere."""
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        mark_dropping(self, False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which folders were dropped."""
        mark_dropping(self, False)
        self.folders_dropped.emit(_folders(event.mimeData()))
        event.accept()

    def say(self, title: str, hint: str) -> None:
        """Say this, in the user's language."""
        self.title_label.setText(tr(title))
        self.hint_label.setText(tr(hint))
        self.hint_label.setVisible(bool(hint))


def empty_library(parent: QWidget) -> StatePanel:
    """There is no music yet: the way in."""
    panel = StatePanel("drop", tr("Add a music folder…"), parent)
    panel.take_folders()
    panel.say(*EMPTY)
    return panel


def nothing_found(parent: QWidget) -> StatePanel:
    """No track is as was asked for: the way back."""
    return StatePanel("search", tr("Show all"), parent)


def _folders(data: QMimeData) -> list[str]:
    files = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return [each for each in files if QFileInfo(each).isDir()]


def _centred(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
