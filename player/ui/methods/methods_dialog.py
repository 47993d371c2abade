"""The window of the methods: a list at the left, the text and picture of one at the right."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from player.ui.methods.method_page import MethodPage
from player.ui.methods.method_texts import method_of, methods
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import mark, tr

GROUPS = {
    "live": mark("Live, nothing to wait for"),
    "classic": mark("Separation, no network"),
    "network": mark("Networks"),
}
_WIDE, _HIGH = 860, 640
_LIST = 264
_BELOW = 60
"""How much lower than the window it is made, so that both can be seen."""


class _MethodList(QListWidget):
    """Headings are passed over, also by Home and Page Up."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads."""
        index = super().moveCursor(action, modifiers)
        heading = index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled
        return index.siblingAtRow(index.row() + 1) if heading else index


class MethodsDialog(QDialog):
    """Does not hold up the main window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("How the methods work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = _MethodList(self)
        self.list.setAccessibleName(tr("Methods"))
        self.list.setFixedWidth(_LIST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = MethodPage(self)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._scroll = QScrollArea(self)
        self._arrange()
        self._fill()
        self.list.currentItemChanged.connect(self._on_item)
        self.show_method(next(iter(methods())))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown(self) -> str:
        """The name of the method that is shown."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def show_method(self, name: str) -> None:
        """Go to a method, or to the one that explains this live filter or model."""
        found = methods().get(name) or method_of(name)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if found is not None and item.data(Qt.ItemDataRole.UserRole) == found.name:
                self.list.setCurrentItem(item)

    def _fill(self) -> None:
        group = ""
        for method in methods().values():
            if method.group != group:
                group = method.group
                self._add_heading(tr(GROUPS[group]))
            item = QListWidgetItem(method.title)
            item.setData(Qt.ItemDataRole.UserRole, method.name)
            item.setToolTip(method.does)
            self.list.addItem(item)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(self.palette().placeholderText())
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _on_item(self) -> None:
        if self.shown:
            self.page.show_method(methods()[self.shown])
            self._scroll.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        self._scroll.setAccessibleName(tr("Explanation"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.page)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list)
        both.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(both, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        around = self.parentWidget()
        wide, high = _WIDE, _HIGH
        if around is not None:
            wide, high = min(wide, around.width()), min(high, around.height() - _BELOW)
        self.resize(wide, high)
