"""The chords of the song that plays along the time: the one that sounds is lit."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from player.analysis.analysis import Chord
from player.base.errors import MinusOneError
from player.base.units import Frames
from player.core.player import Player
from player.core.practice.chord_edits import number_at
from player.core.practice.song_beats import nearest
from player.ui.listen import listen
from player.ui.practice.chord_field import ChordField
from player.ui.practice.chord_menu import fill_chord_menu
from player.ui.widgets import colours
from player.ui.widgets.colours import blend
from player.ui.words import tr

_PADDING = 4.0
_UNSURE = 0.35
"""Chords that are less likely are written in a quieter ink."""
_NARROW = 3.0


class ChordLane(QWidget):
    """Shows the frames that it is told to; a double click edits, a click seeks."""

    seek_asked = Signal(int)

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._sheet = player.practice.chords
        self._first, self._last = 0.0, 1.0
        self._position: Frames = 0
        self._field: ChordField | None = None
        self.setAccessibleName(tr("Chords"))
        keys = tr("Click: seek. Double click or Enter: another chord. Del: none. Right click: more")
        self.setToolTip(keys)
        self.setAccessibleDescription(keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time does not turn round
        listen(self, self._sheet.changed, self._on_change)

    def show_span(self, first: float, last: float) -> None:
        """Show the frames from `first` at the left edge to `last` at the right one."""
        if (first, last) != (self._first, self._last):
            self._first, self._last = first, max(last, first + 1)
            self.update()

    def show_position(self, position: Frames) -> None:
        """Light the chord that sounds here."""
        before, self._position = self._position, position
        chords = self._sheet.current
        if number_at(chords, before) != number_at(chords, position):
            self.update()

    def place_of(self, frame: float) -> float:
        """Where a frame lies."""
        return (frame - self._first) / (self._last - self._first) * self.width()

    def frame(self, x: float) -> Frames:
        """The frame that lies there."""
        return max(0, round(self._first + x / max(1, self.width()) * (self._last - self._first)))

    def edit(self, frame: Frames, *, from_here: bool = False) -> None:
        """Ask for another chord there; `from_here`: from the nearest beat on."""
        chords = self._sheet.current
        number = number_at(chords, frame)
        if number is None or self._field is not None:
            return
        chord = chords[number]
        start = chord.start
        if from_here:
            start = nearest(self._player.practice.grid.current, frame)
            start = start if chord.start <= start < chord.stop else frame
        room = QRect(
            round(max(0.0, self.place_of(start))), 0, max(72, self.height() * 3), self.height()
        )
        self._field = ChordField(self._sheet.name(chord), self)
        self._field.setGeometry(room.intersected(self.rect()) if room.left() else room)
        self._field.given.connect(lambda text: self._put(start, text, from_here=from_here))
        self._field.ended.connect(self._end)
        self._field.show()
        self._field.setFocus()

    def sizeHint(self) -> QSize:
        """One line of words, with room around them."""
        return QSize(200, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        """As high as that."""
        return QSize(60, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.seek_asked.emit(self.frame(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit(self.frame(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put right what sounds now."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(self._position)
        elif event.key() == Qt.Key.Key_Delete:
            self._sheet.remove(self._position)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look as before."""
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done; by key, where playback is."""
        frame = self.frame(event.pos().x())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            frame = self._position
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_chord_menu(menu, self._player, frame, self.edit)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A cell for each chord that is seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(colours.SURFACE))
        metrics = QFontMetricsF(self.font())
        for chord in self._sheet.current:
            if chord.stop > self._first and chord.start < self._last:
                self._paint_chord(painter, chord, metrics)
        if self.hasFocus():
            painter.setPen(self.palette().color(colours.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_chord(self, painter: QPainter, chord: Chord, metrics: QFontMetricsF) -> None:
        left, right = round(self.place_of(chord.start)), round(self.place_of(chord.stop))
        cell = QRectF(left, 1, right - left - 1, self.height() - 2)
        sounds = chord.start <= self._position < chord.stop
        ground = self.palette().color(colours.RAISED)
        ink = self.palette().color(colours.TEXT)
        if sounds:
            ground, ink = (
                self.palette().color(colours.ACCENT),
                self.palette().color(colours.ON_ACCENT),
            )
        elif chord.root is None:
            ground = self.palette().color(colours.SURFACE)
        if chord.confidence < _UNSURE and not sounds:
            ink = blend(ink, ground, 0.6)
        painter.fillRect(cell, ground)
        painter.fillRect(QRectF(left - 1, 1, 1, cell.height()), self.palette().color(colours.LINE))
        seen = cell.intersected(QRectF(self.rect()))
        words = "" if chord.root is None else self._sheet.name(chord)
        room = seen.adjusted(_PADDING, 0, -_NARROW, 0)
        if words and metrics.horizontalAdvance(words) <= room.width():
            painter.setPen(ink)
            where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, where, words)

    def _on_change(self) -> None:
        self.update()

    def _put(self, start: Frames, text: str, *, from_here: bool) -> None:
        put = self._sheet.put_from if from_here else self._sheet.put
        try:
            put(start, text)
        except MinusOneError as error:
            at = self.mapToGlobal(QPointF(self.place_of(start), 0).toPoint())
            QToolTip.showText(at, str(error), self)
            self._player.messages.error(error)

    def _end(self) -> None:
        if self._field is not None:
            self._field.deleteLater()
            self._field = None
            self.setFocus()
