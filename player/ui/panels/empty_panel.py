"""What the window says when nothing is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.ui.commands import tip
from player.ui.icons import icon
from player.ui.widgets import colours
from player.ui.widgets.icon_button import EnterButton, Picture


class EmptyPanel(QFrame):
    """Tells what to do first."""

    open_files_requested = Signal()
    open_folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        title = QLabel("Drop music here", self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        title.setFont(font)
        hint = QLabel("or press Ctrl+O for files, Ctrl+Shift+O for a folder", self)
        hint.setProperty("quiet", True)
        self.files_button = self._button("Open files…", "open-files", primary=True)
        self.files_button.clicked.connect(self.open_files_requested)
        self.folder_button = self._button("Open folder…", "open-folder", primary=False)
        self.folder_button.clicked.connect(self.open_folder_requested)
        self._arrange(Picture(icon("drop"), 56, colours.DIM, self), title, hint)

    def _arrange(self, *above: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in above:
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
                widget.setWordWrap(True)
                layout.addWidget(widget)
            else:
                layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(row)
        layout.addStretch(3)

    def _button(self, text: str, command: str, *, primary: bool) -> EnterButton:
        button = EnterButton(text, self)
        button.setProperty("primary", primary)
        button.setToolTip(tip(command))
        button.setAccessibleName(text)
        return button
