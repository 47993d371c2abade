"""How the track table's cells are painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from player.core.playback import Transport
from player.core.separation import StemState, StemStatus
from player.ui.icons import icon
from player.ui.models.track_model import STATUS_ROLE, TRANSPORT_ROLE, Column
from player.ui.widgets import colours
from player.ui.widgets.tinted_svg import TintedSvg

Index = QModelIndex | QPersistentModelIndex

_INKS = {
    StemState.NONE: colours.DIM,
    StemState.QUEUED: colours.DIM,
    StemState.WORKING: QPalette.ColorRole.Text,
    StemState.READY: colours.ACCENT,
    StemState.FAILED: colours.ERROR,
}
_BAR_HEIGHT = 4
_MARGIN = 8


class TrackDelegate(QStyledItemDelegate):
    """Sets the current track apart, and keeps what is less important quiet."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Choose font and ink."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        current = index.data(TRANSPORT_ROLE) is not None
        if current and index.column() == Column.TITLE:
            option.font.setBold(True)
            _ink(option, colours.ACCENT)
        elif index.column() in {Column.ARTIST, Column.ALBUM, Column.LENGTH}:
            _ink(option, colours.DIM)


class StateDelegate(QStyledItemDelegate):
    """A sign beside the track that plays."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        play, pause = TintedSvg(icon("play")), TintedSvg(icon("pause"))
        self._signs = {
            Transport.PLAYING: play,
            Transport.LOADING: play,
            Transport.PAUSED: pause,
            Transport.STOPPED: pause,
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the sign, if the row has one."""
        super().paint(painter, option, index)
        transport = index.data(TRANSPORT_ROLE)
        if transport is not None and transport is not Transport.STOPPED:
            box = QRectF(0, 0, 16, 16)
            box.moveCenter(QRectF(option.rect).center())
            self._signs[transport].paint(painter, box, option.palette.color(colours.ACCENT))


class StemDelegate(QStyledItemDelegate):
    """A word for the stems' state, over a bar while they are being made."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Choose the ink by the state."""
        super().initStyleOption(option, index)
        status: StemStatus = index.data(STATUS_ROLE)
        _ink(option, _INKS[status.state])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the word, and the bar below it."""
        super().paint(painter, option, index)
        status: StemStatus = index.data(STATUS_ROLE)
        if status.state is StemState.WORKING:
            self._paint_bar(painter, option, status.done)

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, done: float) -> None:
        cell = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        bar = QRectF(cell.left(), cell.bottom() - _BAR_HEIGHT - 3, cell.width(), _BAR_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for role, share in ((colours.LINE, 1.0), (colours.ACCENT, done)):
            painter.setBrush(option.palette.color(role))
            part = QRectF(bar)
            part.setWidth(bar.width() * share)
            painter.drawRoundedRect(part, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.restore()


def _ink(option: QStyleOptionViewItem, role: QPalette.ColorRole) -> None:
    colour = option.palette.color(role)
    for place in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
        option.palette.setColor(place, colour)
