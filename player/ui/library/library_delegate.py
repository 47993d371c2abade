"""How the cells of the library's table are painted: straight from the rows, without Qt's items."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from player.library.items import TrackRow
from player.ui.icons import icon
from player.ui.library.columns import COLUMNS, PLAYING, RATING, STEMS, TITLE, TrackColumn
from player.ui.library.library_model import LibraryModel
from player.ui.widgets import colours
from player.ui.widgets.laid_out_text import LaidOutText
from player.ui.widgets.stars import paint_stars, stars_of
from player.ui.widgets.tinted_svg import TintedSvg
from player.ui.words import mark, tr

Index = QModelIndex | QPersistentModelIndex

MARGIN = 11
_SIGN = 16
_AWAY = mark("away")
_CHOSEN = QPalette.ColorRole.Highlight
_SELECTED = QStyle.StateFlag.State_Selected
_ROLES = (
    *(_CHOSEN, QPalette.ColorRole.Text, colours.SURFACE, colours.DIM, colours.GROOVE),
    *(colours.LINE, colours.ACCENT, colours.HOT),
)


class LibraryDelegate(QStyledItemDelegate):
    """Paints whole cells; `hovered` is the row under the pointer, or -1."""

    def __init__(self, model: LibraryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._sign = TintedSvg(icon("play"))
        self._font = QFont()
        self._plain = LaidOutText(self._font)
        self._bold = LaidOutText(_bold(self._font))
        self.use_look(self._font, QPalette())
        self.hovered = -1
        self.focused = -1
        """The row that has the keyboard, or -1."""

    def use_look(self, font: QFont, palette: QPalette) -> None:
        """Paint in this font and these colours from now on; looked up once, not for each cell."""
        if font != self._font:
            self._font = QFont(font)
            self._plain, self._bold = LaidOutText(self._font), LaidOutText(_bold(font))
        self._inks = {role: palette.color(role) for role in _ROLES}
        self._faint = colours.blend(self._inks[colours.DIM], self._inks[colours.SURFACE], 0.8)
        self._hover = colours.blend(self._inks[_CHOSEN], self._inks[colours.SURFACE], 0.4)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows are as high as the header says."""
        return QSize()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell in a tool tip what is cut off, and only that."""
        track, column = self._model.row(index.row()), COLUMNS[index.column()]
        words = "" if track is None else column.text(track)
        room = option.rect.width() - 2 * MARGIN
        if words and self._plain.advance(words) > room:
            QToolTip.showText(event.globalPos(), words, view)
        else:
            QToolTip.hideText()
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then what the column says of the track."""
        number, rect = index.row(), option.rect
        self._paint_ground(painter, rect, number, chosen=_SELECTED in option.state)
        track = self._model.row(number)
        column = COLUMNS[index.column()]
        if track is None:
            self._paint_waiting(painter, rect, column)
            return
        plays = track.path == self._model.playing
        if column is PLAYING:
            if plays:
                self._paint_sign(painter, rect)
        elif column is RATING:
            full, empty = self._inks[colours.HOT], self._inks[colours.GROOVE]
            room = rect.adjusted(MARGIN, 0, 0, 0)
            paint_stars(painter, room, stars_of(track.rating), full, empty)
        else:
            self._paint_text(painter, rect, column, track, plays=plays)

    def _paint_ground(self, painter: QPainter, rect: QRect, number: int, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(rect, self._inks[_CHOSEN])
        elif number == self.hovered:
            painter.fillRect(rect, self._hover)
        elif number == self.focused:
            painter.setPen(self._inks[colours.GROOVE])
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_waiting(self, painter: QPainter, rect: QRect, column: TrackColumn) -> None:
        if column is TITLE:
            bar = QRect(rect.x() + MARGIN, rect.center().y() - 3, rect.width() // 2, 6)
            painter.fillRect(bar, self._inks[colours.LINE])

    def _paint_sign(self, painter: QPainter, rect: QRect) -> None:
        box = QRectF(0, 0, _SIGN, _SIGN)
        box.moveCenter(QRectF(rect).center())
        self._sign.paint(painter, box, self._inks[colours.ACCENT])

    def _paint_text(
        self, painter: QPainter, rect: QRect, column: TrackColumn, track: TrackRow, *, plays: bool
    ) -> None:
        words = column.text(track)
        title = column is TITLE
        away = title and track.away
        if not words and not away:
            return
        room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if away:
            room = self._paint_away(painter, room)
        texts = self._bold if title and plays else self._plain
        painter.setFont(texts.font)
        ink = self._faint if track.away else self._inks[_ink(column, plays=plays)]
        painter.setPen(ink)
        texts.paint(painter, room, words, right=column.right)

    def _paint_away(self, painter: QPainter, room: QRect) -> QRect:
        painter.setFont(self._font)
        painter.setPen(self._inks[colours.DIM])
        self._plain.paint(painter, room, tr(_AWAY), right=True)
        return room.adjusted(0, 0, -self._plain.advance(tr(_AWAY)) - MARGIN, 0)


def _ink(column: TrackColumn, *, plays: bool) -> colours.Role:
    if column is TITLE:
        return colours.ACCENT if plays else QPalette.ColorRole.Text
    if column is STEMS:
        return colours.ACCENT
    return colours.DIM


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
