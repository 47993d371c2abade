"""A field for a query: it underlines the part that is wrong, and offers words while one types."""

from collections.abc import Sequence
from math import pi, sin

from PySide6.QtCore import QEvent, QPointF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from player.ui.widgets import colours
from player.ui.widgets.own_keys import keeps

_WAVE, _HIGH = 4, 1.5
_LISTS_OWN = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
"""Keys that are for the list of words while it is open."""


class QueryField(QLineEdit):
    """Says what was typed by `textChanged`; whoever understands it answers with the setters."""

    completion_wanted = Signal(str, int)
    """The user typed: the text, and where the cursor is."""
    left = Signal()
    """The user is done here: Enter or Down leads to what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._wrong: tuple[int, int] | None = None
        self._replaced = (0, 0)
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self.popup = QListView(self)
        self._completer.setPopup(self.popup)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._on_edited)

    @property
    def wrong(self) -> tuple[int, int] | None:
        """The part that is underlined: its start and its end."""
        return self._wrong

    def set_wrong(self, part: tuple[int, int] | None) -> None:
        """Underline a part of the text; an empty part is underlined one letter wide."""
        if part != self._wrong:
            self._wrong = part
            self.update()

    def offer(self, words: Sequence[str], replaced: tuple[int, int]) -> None:
        """Offer words that would stand instead of the part `replaced`; none to offer nothing."""
        self._replaced = replaced
        self._words.setStringList(list(words))
        if not words or not self.hasFocus():
            self.popup.hide()
            return
        wide = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        box = self.rect()
        box.setLeft(max(0, int(self._x(replaced[0])) - 8))
        box.setWidth(min(self.width(), wide + 48))
        self._completer.complete(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears; Enter and Down go to what was found."""
        if self.popup.isVisible() and event.key() in _LISTS_OWN:
            event.ignore()  # the list sends keys here first, and takes those that are left
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Down: a window may have another use for them."""
        keys = {Qt.Key.Key_Escape, Qt.Key.Key_Down} if self.text() else {Qt.Key.Key_Down}
        return keeps(event, keys) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a wave under what is wrong."""
        super().paintEvent(event)
        if self._wrong is None:
            return
        start, end = self._wrong
        left, right = self._x(start), self._x(max(end, start + 1))
        base = (self.height() + self.fontMetrics().height()) / 2 - 1
        steps = range(int(left), max(int(left) + 2 * _WAVE, int(right)) + 1)
        wave = QPolygonF([QPointF(x, base + _HIGH * sin(x * pi / _WAVE)) for x in steps])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(colours.ERROR), 1.2))
        painter.setClipRect(self.rect().adjusted(4, 0, -24, 0))
        painter.drawPolyline(wave)

    def _x(self, place: int) -> float:
        """Where a letter begins, however far the text is scrolled."""
        measure, text = self.fontMetrics(), self.text()
        cursor = measure.horizontalAdvance(text[: self.cursorPosition()])
        beyond = " " * max(0, place - len(text))
        wanted = measure.horizontalAdvance(text[:place] + beyond)
        return self.cursorRect().center().x() - cursor + wanted

    def _on_edited(self, text: str) -> None:
        self.completion_wanted.emit(text, self.cursorPosition())

    def _complete(self, word: str) -> None:
        start, end = self._replaced
        text = self.text()
        self.setText(text[:start] + word + text[end:])
        self.setCursorPosition(start + len(word))
        self._on_edited(self.text())
