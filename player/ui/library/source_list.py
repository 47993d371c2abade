"""The list at the side: what the table shows, and the playlists with all that is done to them."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from player.ui.library.source_model import SOURCE_ROLE, SourceModel
from player.ui.library.sources import ALL_MUSIC, Source
from player.ui.widgets import colours
from player.ui.widgets.icon_button import ENTER
from player.ui.widgets.own_keys import UP_DOWN, keeps
from player.ui.words import tr

Index = QModelIndex | QPersistentModelIndex

_MARGIN = 12
_RADIUS = 6


class SourceDelegate(QStyledItemDelegate):
    """Headings are small and quiet; the rest are lines with round corners."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings stand a little apart."""
        source: Source = index.data(SOURCE_ROLE)
        return QSize(0, option.fontMetrics.height() + (18 if source.heading else 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        source: Source = index.data(SOURCE_ROLE)
        palette, rect = option.palette, option.rect
        self._paint_ground(painter, option)
        room = rect.adjusted(_MARGIN, 8 if source.heading else 0, -_MARGIN // 2, 0)
        quiet = source.heading or not source.editable
        ink = colours.DIM if quiet else QPalette.ColorRole.Text
        if option.state & QStyle.StateFlag.State_Selected:
            ink = QPalette.ColorRole.Text
        font = option.font
        font.setBold(source.heading)
        painter.setFont(font)
        painter.setPen(palette.color(ink))
        words = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette = option.palette
        front, back = palette.color(QPalette.ColorRole.Highlight), palette.color(colours.GROUND)
        if option.state & QStyle.StateFlag.State_Selected:
            share = 1.0
        elif option.state & QStyle.StateFlag.State_MouseOver:
            share = 0.4
        else:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.blend(front, back, share))
        painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)
        painter.restore()


class SourceList(QListView):
    """A click shows; Enter and a double click play; F2 renames; Delete deletes."""

    source_chosen = Signal(object)
    """The Source that is to be shown."""
    play_wanted = Signal(object)
    delete_wanted = Signal(object)
    edit_wanted = Signal(object)
    export_wanted = Signal(object)
    new_wanted = Signal()
    new_smart_wanted = Signal()
    import_wanted = Signal()
    seen_changed = Signal()
    """It is seen now, or not any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Playlists"))
        self.setObjectName("sources")
        self._filling = False
        self.sources = SourceModel(self)
        self.setModel(self.sources)
        self.setItemDelegate(SourceDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda index: self._play(index.data(SOURCE_ROLE)))
        self._delete = QAction(tr("Delete"), self)
        self._delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(lambda: self._on_delete(self.chosen))
        self.addAction(self._delete)
        self.choose(ALL_MUSIC)

    @property
    def chosen(self) -> Source:
        """What is shown."""
        source = self.currentIndex().data(SOURCE_ROLE)
        return source if isinstance(source, Source) else ALL_MUSIC

    def choose(self, source: Source) -> None:
        """Show this; all music if it is there no more."""
        row = self.sources.row(source)
        self.setCurrentIndex(self.sources.index(row or 0, 0))

    def show_playlists(self, playlists: tuple[Source, ...]) -> None:
        """Have these playlists; what is shown stays, if it is still there."""
        chosen = self.chosen
        self._filling = True
        self.sources.show_playlists(playlists)
        self.choose(chosen)
        self._filling = False
        if self.chosen != chosen:
            self.source_chosen.emit(self.chosen)

    def rename(self, source: Source) -> None:
        """Let the user type another name."""
        row = self.sources.row(source)
        if row is not None:
            self.choose(source)
            self.edit(self.sources.index(row, 0))

    def menu(self, source: Source | None) -> QMenu:
        """What can be done with a playlist, and with the list."""
        menu = QMenu(self)
        if source is not None and not source.heading:
            menu.addAction(tr("Play")).triggered.connect(lambda: self._play(source))
        if source is not None and source.playlist is not None:
            if source.smart:
                edit = menu.addAction(tr("Edit query…"))
                edit.triggered.connect(lambda: self.edit_wanted.emit(source))
            menu.addAction(tr("Rename")).triggered.connect(lambda: self.rename(source))
            export = menu.addAction(tr("Save as file…"))
            export.triggered.connect(lambda: self.export_wanted.emit(source))
            delete = menu.addAction(tr("Delete"))
            delete.triggered.connect(lambda: self._on_delete(source))
        menu.addSeparator()
        menu.addAction(tr("New playlist")).triggered.connect(self.new_wanted)
        menu.addAction(tr("New smart playlist…")).triggered.connect(self.new_smart_wanted)
        menu.addAction(tr("Open playlist file…")).triggered.connect(self.import_wanted)
        return menu

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show what was chosen."""
        super().currentChanged(current, previous)
        source = current.data(SOURCE_ROLE)
        if isinstance(source, Source) and not source.heading and not self._filling:
            self.source_chosen.emit(source)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is seen."""
        super().showEvent(event)
        self.seen_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not."""
        super().hideEvent(event)
        self.seen_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the arrows: the window's shortcuts would take them."""
        return keeps(event, UP_DOWN) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play on Enter."""
        if event.key() in ENTER and self.state() != QAbstractItemView.State.EditingState:
            self._play(self.chosen)
        else:
            super().keyPressEvent(event)

    def _play(self, source: Source) -> None:
        if not source.heading:
            self.play_wanted.emit(source)

    def _on_delete(self, source: Source) -> None:
        if source.playlist is not None:
            self.delete_wanted.emit(source)

    def _show_menu(self, at: QPoint) -> None:
        source = self.indexAt(at).data(SOURCE_ROLE)
        menu = self.menu(source if isinstance(source, Source) else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))
