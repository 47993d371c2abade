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


class LibraryDelegate(QStyledItemDelegate):
    """Paints whole cells; `hovered` is the row under the pointer, or -1."""

    def __init__(self, model: LibraryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._sign = TintedSvg(icon("play"))
        self._font = QFont()
        self._plain = LaidOutText(self._font)
        self._bold = LaidOutText(_bold(self._font))
        self.hovered = -1
        self.focused = -1
        """The row that has the keyboard, or -1."""

    def use_font(self, font: QFont) -> None:
        """Paint in this font from now on."""
        if font != self._font:
            self._font = QFont(font)
            self._plain, self._bold = LaidOutText(self._font), LaidOutText(_bold(font))

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
        number, rect, palette = index.row(), option.rect, option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, palette, number, chosen=chosen)
        track = self._model.row(number)
        column = COLUMNS[index.column()]
        if track is None:
            self._paint_waiting(painter, rect, palette, column)
            return
        plays = track.path == self._model.playing
        if column is PLAYING:
            if plays:
                self._paint_sign(painter, rect, palette)
        elif column is RATING:
            full, empty = palette.color(colours.HOT), palette.color(colours.GROOVE)
            paint_stars(
                painter, rect.adjusted(MARGIN, 0, 0, 0), stars_of(track.rating), full, empty
            )
        else:
            self._paint_text(painter, rect, palette, column, track, plays=plays)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, palette: QPalette, number: int, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif number == self.hovered:
            selected, surface = QPalette.ColorRole.Highlight, colours.SURFACE
            painter.fillRect(
                rect, colours.blend(palette.color(selected), palette.color(surface), 0.4)
            )
        elif number == self.focused:
            painter.setPen(palette.color(colours.GROOVE))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_waiting(
        self, painter: QPainter, rect: QRect, palette: QPalette, column: TrackColumn
    ) -> None:
        if column is TITLE:
            bar = QRect(rect.x() + MARGIN, rect.center().y() - 3, rect.width() // 2, 6)
            painter.fillRect(bar, palette.color(colours.LINE))

    def _paint_sign(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        box = QRectF(0, 0, _SIGN, _SIGN)
        box.moveCenter(QRectF(rect).center())
        self._sign.paint(painter, box, palette.color(colours.ACCENT))

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        column: TrackColumn,
        track: TrackRow,
        *,
        plays: bool,
    ) -> None:
        words = column.text(track)
        room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        title = column is TITLE
        if title and track.away:
            room = self._paint_away(painter, room, palette)
        if not words:
            return
        texts = self._bold if title and plays else self._plain
        painter.setFont(texts.font)
        painter.setPen(palette.color(_ink(column, track, plays=plays)))
        texts.paint(painter, room, words, right=column.right)

    def _paint_away(self, painter: QPainter, room: QRect, palette: QPalette) -> QRect:
        painter.setFont(self._font)
        painter.setPen(palette.color(colours.DIM))
        self._plain.paint(painter, room, tr(_AWAY), right=True)
        return room.adjusted(0, 0, -self._plain.advance(tr(_AWAY)) - MARGIN, 0)


def _ink(column: TrackColumn, track: TrackRow, *, plays: bool) -> colours.Role:
    if track.away:
        return colours.GROOVE
    if column is TITLE:
        return colours.ACCENT if plays else QPalette.ColorRole.Text
    if column is STEMS:
        return colours.ACCENT
    return colours.DIM


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
