"""The palette's window: a field to type in, and what fits below it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from player.ui.palette.entry import Entry, best
from player.ui.widgets import colours
from player.ui.words import tr

_WIDE, _HIGH = 560, 420
_EDGE = 12
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTRY = Qt.ItemDataRole.UserRole


class PaletteDialog(QDialog):
    """Closes when it has done something, when Escape is pressed, or another window comes up."""

    ran = Signal(str)
    """This entry was chosen; it runs after the palette has closed."""

    def __init__(
        self, entries: Sequence[Entry], recent: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = list(entries)
        self._recent = list(recent)
        self.field = _Field(self._move, self)
        self.field.setPlaceholderText(tr("What do you want to do?"))
        self.field.setAccessibleName(tr("Search commands"))
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._run)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.itemClicked.connect(lambda _item: self._run())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self._show("")
        self._place()

    @property
    def shown(self) -> list[Entry]:
        """What fits, in its order."""
        return [self.list.item(row).data(_ENTRY) for row in range(self.list.count())]

    def changeEvent(self, event: QEvent) -> None:
        """Go when another window of the program is used."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.isVisible():
            self.close()

    def _place(self) -> None:
        around = self.parentWidget()
        room = around.size() if around else QSize(_WIDE, _HIGH) * 2
        self.resize(min(_WIDE, room.width() - 48), min(_HIGH, room.height() - 96))
        if around is not None:
            left = (room.width() - self.width()) // 2
            self.move(around.mapToGlobal(QRect(left, 48, 0, 0).topLeft()))

    def _show(self, query: str) -> None:
        self.list.clear()
        for entry in best(query, self._entries, self._recent):
            item = QListWidgetItem(entry.text, self.list)
            item.setData(_ENTRY, entry)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                ", ".join(part for part in (entry.text, entry.group, entry.key) if part),
            )
        self.list.setCurrentRow(0)

    def _move(self, event: QKeyEvent) -> None:
        self.list.event(event)

    def _run(self) -> None:
        for item in self.list.selectedItems():  # one, or none if nothing fits
            entry: Entry = item.data(_ENTRY)
            self.close()
            self.ran.emit(entry.name)
            entry.run()


class _Field(QLineEdit):
    """Leaves the keys that move through the list to the list."""

    def __init__(self, move: Callable[[QKeyEvent], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._move = move

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self._move(event)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """The words, the group beside them, and the key at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        box = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.highlight())
            painter.drawRoundedRect(box, 4, 4)
        metrics, dim = option.fontMetrics, option.palette.color(colours.DIM)
        keys = metrics.horizontalAdvance(entry.key)
        room = box.adjusted(_EDGE, 0, -_EDGE, 0)
        words = room.adjusted(0, 0, -keys - _EDGE, 0)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, words.width())
        painter.setPen(option.palette.color(colours.TEXT))
        painter.drawText(words, middle, text)
        painter.setPen(dim)
        painter.drawText(room, middle | right, entry.key)
        group = words.adjusted(metrics.horizontalAdvance(text) + _EDGE, 0, 0, 0)
        if group.width() > metrics.averageCharWidth() * 4:
            painter.drawText(
                group,
                middle,
                metrics.elidedText(entry.group, Qt.TextElideMode.ElideRight, group.width()),
            )
        painter.restore()
