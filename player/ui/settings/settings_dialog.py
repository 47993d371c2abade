"""The settings, page by page; whatever is changed holds at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from player.ui.settings.page import Page
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_SIZE = (680, 520)
_LIST_WIDTH = 150


class SettingsDialog(QDialog):
    """Makes a page when it is first shown; it does not hold up the window."""

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = list(pages)
        self._made: dict[str, QWidget] = {}
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Pages"))
        self.list.addItems([page.text for page in self._pages])
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentRowChanged.connect(self._show_row)
        self._stack = QStackedWidget(self)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._arrange()
        self.list.setCurrentRow(0)

    @property
    def page(self) -> QWidget:
        """What is shown."""
        return self._made[self._pages[self.list.currentRow()].name]

    def show_page(self, name: str) -> None:
        """Turn to the page of this name."""
        names = [page.name for page in self._pages]
        self.list.setCurrentRow(names.index(name))

    def _show_row(self, row: int) -> None:
        page = self._pages[row]
        if page.name not in self._made:
            area = QScrollArea(self._stack)
            area.setAccessibleName(page.text)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made = self._made[page.name] = page.make(area)
            area.setWidget(made)
            self._stack.addWidget(area)
        self._stack.setCurrentIndex(list(self._made).index(page.name))

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.list)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*_SIZE)
