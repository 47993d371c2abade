"""Albums as covers, side by side; only those in sight are ever looked at."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from player.library.items import AlbumRow
from player.ui.library.album_model import AlbumModel, title_of, under_title
from player.ui.library.cover_pictures import CoverPictures
from player.ui.widgets import colours
from player.ui.widgets.icon_button import ENTER
from player.ui.widgets.laid_out_text import LaidOutText
from player.ui.widgets.own_keys import ARROWS, keeps
from player.ui.widgets.stand_in_cover import paint_stand_in
from player.ui.words import tr

Index = QModelIndex | QPersistentModelIndex

_LEAST = 156
"""The least width of an album, in pixels; they grow until they fill the row."""
_GAP = 8


class AlbumDelegate(QStyledItemDelegate):
    """The cover, and under it the title, the artist and the year."""

    def __init__(self, model: AlbumModel, pictures: CoverPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self._texts = LaidOutText(parent.font())

    def height(self, width: int) -> int:
        """How high an album of this width is."""
        return width - 2 * _GAP + 2 * self._line() + 3 * _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an album; an empty cell at the end stays empty."""
        album = self._model.album(index)
        if album is None:
            return
        palette = option.palette
        cell = option.rect.adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        self._paint_ground(painter, option, cell)
        side = cell.width() - _GAP
        cover = QRect(cell.x() + _GAP // 2, cell.y() + _GAP // 2, side, side)
        self._paint_cover(painter, cover, palette, album)
        room = QRect(cover.x(), cover.bottom() + _GAP // 2, side, self._line())
        painter.setFont(self._texts.font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        self._texts.paint(painter, room, title_of(album))
        painter.setPen(palette.color(colours.DIM))
        self._texts.paint(painter, room.translated(0, self._line()), under_title(album))

    def _line(self) -> int:
        return self._texts.height + 2

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hovered:
            return
        front, back = QPalette.ColorRole.Highlight, option.palette.color(colours.SURFACE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = colours.blend(option.palette.color(front), back, 1.0 if chosen else 0.4)
        painter.setBrush(shade)
        painter.drawRoundedRect(cell, _GAP, _GAP)
        painter.restore()

    def _paint_cover(
        self, painter: QPainter, cover: QRect, palette: QPalette, album: AlbumRow
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = self._pictures.picture(album.first, round(cover.width() * ratio))
        if picture is None:
            paint_stand_in(painter, cover, title_of(album), palette)
            return
        size = picture.size().scaled(cover.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(cover.topLeft(), size)
        box.moveCenter(cover.center())
        painter.drawPixmap(box, picture)


class AlbumGrid(QTableView):
    """Enter or a double click plays; choosing an album opens its tracks elsewhere."""

    album_chosen = Signal(object)
    """The AlbumRow that has the keyboard now, or None."""
    play_wanted = Signal(object, object)
    """An AlbumRow, and the keyboard modifiers that were held."""

    def __init__(self, pictures: CoverPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Albums"))
        self.setObjectName("albums")
        self.albums = AlbumModel(self)
        self.setModel(self.albums)
        self._delegate = AlbumDelegate(self.albums, pictures, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setVisible(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._on_double_click)
        pictures.arrived.connect(self.viewport().update)

    def current_album(self) -> AlbumRow | None:
        """The album that has the keyboard."""
        return self.albums.album(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Keep the arrows: the window's shortcuts would take them."""
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play on Enter."""
        album = self.current_album()
        if event.key() in ENTER and album is not None:
            self.play_wanted.emit(album, event.modifiers())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which album it is now."""
        super().currentChanged(current, previous)
        self.album_chosen.emit(self.albums.album(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width again."""
        super().resizeEvent(event)
        self._share_width()

    def keyboardSearch(self, text: str) -> None:
        """Go to the next album whose title begins with what is typed."""
        wanted, count = text.casefold(), len(self.albums.albums)
        here = self.albums.number(self.currentIndex()) + (len(text) == 1)
        for step in range(count):
            number = (here + step) % count
            if self.albums.albums[number].title.casefold().startswith(wanted):
                self.setCurrentIndex(self.albums.cell(number))
                return

    def _share_width(self) -> None:
        room = self.viewport().width()
        columns = max(1, room // _LEAST)
        current = self.albums.number(self.currentIndex())
        self.albums.set_columns(columns)
        self.horizontalHeader().setDefaultSectionSize(room // columns)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height(room // columns))
        if 0 <= current < len(self.albums.albums) and not self.currentIndex().isValid():
            self.setCurrentIndex(self.albums.cell(current))

    def _on_double_click(self, index: QModelIndex) -> None:
        album = self.albums.album(index)
        if album is not None:
            self.play_wanted.emit(album, Qt.KeyboardModifier.NoModifier)
