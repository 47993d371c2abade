"""The waveforms on the screen: drawn, zoomed, scrolled."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QMenu, QPinchGesture, QSizePolicy, QWidget

from player.base.units import Frames, StemName
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.lane_view import LaneView
from player.core.practice.loops import Loops
from player.core.practice.song_loops import Marker, NamedLoop
from player.engine.protocol import Beats
from player.ui.lanes.beat_lines import BeatCount, beats_words, paint_beats
from player.ui.lanes.lane_hand import LaneHand
from player.ui.lanes.lane_keys import ZOOM, LaneKeys
from player.ui.lanes.lane_label import LaneLabel
from player.ui.lanes.lane_places import LanePlaces, Overlay
from player.ui.lanes.lane_tiles import LaneLook, LaneTiles
from player.ui.lanes.loop_painting import (
    loop_tags,
    marker_tags,
    paint_loop,
    paint_markers,
    paint_named_loops,
)
from player.ui.lanes.more_hands import MoreHands
from player.ui.lanes.ruler import paint_ruler
from player.ui.listen import listen
from player.ui.widgets import colours
from player.ui.widgets.colours import blend
from player.ui.words import tr

_LEAST = QSize(120, 90)
_NOTCH = 120
_WHEEL_STEP = 0.08
"""Of the width, for each notch of the wheel."""
_MUTED = 0.3
"""How much of a muted stem's colour is left."""
_GAP = QPointF(0, 2)
"""From a lane up to the line above it."""
_EDGE = 2
"""Pixels beside the playhead that are painted anew when it moves."""


class LanesCanvas(QWidget):
    """Knows nothing of playback: it is told the position, and asks for seeks and loops."""

    seek_asked = Signal(int)
    hovered = Signal()
    """The pointer is elsewhere: see `under_pointer`."""
    menu_asked = Signal(QMenu, int, str)
    """A menu is about to be shown: the frame it is for, and the stem; "" if it came by key."""
    view_changed = Signal()
    """Another part of the song is seen, or larger, or it follows no longer."""

    def __init__(self, peaks: LanePeaks, loops: Loops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loops = loops
        self.overlays: list[Overlay] = []
        """Painted over the waveforms, in this order; whoever adds one calls `update`."""
        self.hands: list[MoreHands] = []
        """What can be taken hold of besides the loop; the first that has something there."""
        self.view = LaneView.whole_song(0, 1)
        self._peaks = peaks
        self._tiles = LaneTiles(peaks)
        self._labels: tuple[LaneLabel, ...] = ()
        self._muted: frozenset[StemName] = frozenset()
        self._beats = BeatCount.of(Beats())
        self._position: Frames = 0
        self._pointer: float | None = None
        self._looked: tuple[int, int] = (0, 0)
        self._hand = LaneHand(self)
        self._keys = LaneKeys(self)
        self.setAccessibleName(tr("Lanes: the waveform of each stem"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time does not turn round
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        listen(self, loops.changed, self.update)

    @property
    def places(self) -> LanePlaces:
        """Where frames and lanes lie now."""
        stems = tuple(lane.stem for lane in self._peaks.lanes)
        return LanePlaces(self.view, self._area, self.devicePixelRatioF(), stems)

    @property
    def ruler(self) -> QRectF:
        """Where time and bars are written."""
        rows = 2 if len(self._beats.places) else 1
        return QRectF(0, 0, self.width(), rows * self._row + 6)

    @property
    def under_pointer(self) -> tuple[Frames, str] | None:
        """The frame below the pointer, and its bar and beat, or ""; None while it is elsewhere."""
        if self._pointer is None or self.view.length <= 1:
            return None
        frame = self.places.frame(self._pointer)
        return frame, beats_words(self._beats, frame)

    @property
    def _row(self) -> int:
        return self.fontMetrics().height() + 2

    def show_lanes(self) -> None:
        """Draw other lanes: another song, or its stems."""
        if self.view.length != self._peaks.length:
            self.view = LaneView.whole_song(
                self._peaks.length, self._columns, follow=self.view.follow
            )
        for label in self._labels:
            label.deleteLater()
        self._labels = tuple(LaneLabel(lane.stem, self) for lane in self._peaks.lanes)
        for label in self._labels:
            label.ink_changed.connect(self.update)
            label.show()
        self._place_labels()
        self._tiles.clear()
        self._looked = (0, 0)
        self.view_changed.emit()
        self.update()

    def show_grown(self, start: Frames, stop: Frames) -> None:
        """Draw a range of which more is known."""
        self._tiles.forget(start, stop)
        self.update()

    def show_position(self, position: Frames) -> None:
        """Have the playhead here, and scroll with it."""
        before, self._position = self._position, position
        if not self._hand.holds:
            followed = self.view.following(position)
            if followed is not self.view:
                self.set_view(followed)
        places = self.places
        left, right = self._head(places, before), self._head(places, position)
        for x in {left, right} if left != right else ():
            if -_EDGE <= x <= self.width() + _EDGE:
                self.update(QRect(int(x) - _EDGE, 0, 2 * _EDGE + 2, self.height()))

    def show_muted(self, muted: frozenset[StemName]) -> None:
        """Draw these as they are heard: hardly."""
        if muted != self._muted:
            self._muted = muted
            self.update()

    def show_beats(self, beats: Beats) -> None:
        """Draw these beats, and count bars."""
        self._beats = BeatCount.of(beats)
        self._place_labels()
        self._tiles.clear()
        self.update()

    def marker_at(self, at: QPointF) -> Marker | None:
        """The marker whose name lies there."""
        return next((marker for marker, tag in self._tags() if tag.contains(at)), None)

    def loop_at(self, at: QPointF) -> NamedLoop | None:
        """The named loop whose bar lies there."""
        return next((loop for loop, tag in self._loop_tags() if tag.contains(at)), None)

    def zoom_to_loop(self) -> None:
        """See the loop from edge to edge."""
        passage = self.loops.current.passage
        if passage is not None:
            self.set_view(self.view.showing(*passage))

    def set_view(self, view: LaneView) -> None:
        """See another part of the song."""
        if view != self.view:
            self.view = view
            self.view_changed.emit()
            self.update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """See `factor` times as much, about a place; about the playhead while it is in sight."""
        places = self.places
        if x is None or self.view.follow:
            head = places.x(self._position)
            seen = 0 <= head <= self.width()
            x = head if seen else self.width() / 2 if x is None else x
        self.set_view(self.view.zoomed(factor, places.column(x)))

    def fit(self) -> None:
        """See the whole song."""
        whole = LaneView.whole_song(self.view.length, self._columns, follow=self.view.follow)
        self.set_view(whole)

    def turn(self, share: float) -> None:
        """Go on by a share of the width."""
        self.set_view(self.view.scrolled(round(self.view.width * share)))

    def follow(self, follow: bool) -> None:
        """Scroll with the playhead, or stay."""
        if follow != self.view.follow:
            self.set_view(LaneView(**{**vars(self.view), "follow": follow}))
            self.show_position(self._position)

    def let_go(self) -> bool:
        """Leave everything as it was before a drag; whether there was one."""
        return self._hand.let_go()

    # -- what Qt tells

    def minimumSizeHint(self) -> QSize:
        """Small: the window decides."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See as much as fits."""
        super().resizeEvent(event)
        self._place_labels()
        self.set_view(self.view.resized(self._columns))

    def event(self, event: QEvent) -> bool:
        """Keys that the window has another use for, and fingers on a touch pad or screen."""
        if self._keys.takes(event):
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 / (1 + event.value()), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
                middle = self.mapFromGlobal(pinch.centerPoint())
                self.zoom(1 / pinch.scaleFactor(), middle.x())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and scroll."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the song; zoom with Ctrl."""
        notches = event.angleDelta().y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM**notches, event.position().x())
        elif event.pixelDelta().x() or event.pixelDelta().y():
            moved = event.pixelDelta().x() or event.pixelDelta().y()
            self.set_view(self.view.scrolled(-round(moved * self.devicePixelRatioF())))
        else:
            self.turn(-_WHEEL_STEP * (notches or event.angleDelta().x() / _NOTCH))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._hand.press(event.button(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what could be."""
        self._hand.move(event.position())
        self._pointer = event.position().x()
        self.hovered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is below the pointer."""
        super().leaveEvent(event)
        self._pointer = None
        self.hovered.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Seek, or have the loop."""
        self._hand.release(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here; by key, where playback is."""
        places, at = self.places, QPointF(event.pos())
        frame, stem = places.frame(at.x()), places.stem_at(at.y()) or ""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            frame, stem = self._position, ""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(menu, frame, stem)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.update()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look as before."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The waveforms, what lies over them, and the playhead."""
        painter = QPainter(self)
        places = self._fitted()
        ground = self.palette().color(colours.SURFACE)
        painter.setClipRect(event.rect())
        for bare in self._bare(places):
            painter.fillRect(bare, ground)
        self._look_closely()
        self._tiles.paint(painter, places, self._look(ground))
        painter.setPen(self.palette().color(colours.LINE))
        for number in range(len(places.stems)):
            lane = places.lane(number)
            painter.drawLine(lane.topLeft() - _GAP, lane.topRight() - _GAP)
        for overlay in self.overlays:
            overlay(painter, places)
        ruler = self.ruler
        times = ruler.adjusted(0, 0, 0, self._row - ruler.height() + 6)
        bars = ruler.adjusted(0, self._row, 0, -4)
        paint_beats(painter, places, self._beats, bars, self.palette())
        paint_ruler(painter, places, times, self.palette())
        paint_loop(painter, places, self.loops, ruler, self.palette())
        chosen = self.loops.current.chosen
        paint_named_loops(painter, places, self._loop_tags(), chosen, self.palette())
        paint_markers(painter, places, self._tags(), self.palette())
        ink = self.palette().color(colours.TEXT)
        head = self._head(places, self._position)
        painter.fillRect(QRectF(head - 0.5, 0, 1.5, self.height()), ink)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.palette().color(colours.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # -- inside

    @property
    def _area(self) -> QRectF:
        top = self.ruler.bottom() + 2
        return QRectF(0, top, self.width(), max(self.height() - top, 1))

    @property
    def _columns(self) -> int:
        return max(1, round(self.width() * self.devicePixelRatioF()))

    def _tags(self) -> list[tuple[Marker, QRectF]]:
        metrics = QFontMetricsF(self.font())
        return marker_tags(self.places, self.loops.current.markers, metrics)

    def _loop_tags(self) -> list[tuple[NamedLoop, QRectF]]:
        metrics = QFontMetricsF(self.font())
        return loop_tags(self.places, self.loops.current.loops, metrics)

    def _head(self, places: LanePlaces, position: Frames) -> float:
        """Where the playhead is drawn: on whole pixels of the screen, so that it rarely moves."""
        return round(places.x(position) * places.ratio) / places.ratio

    def _fitted(self) -> LanePlaces:
        if self.view.width != self._columns:  # the window came to another screen
            self.view = self.view.resized(self._columns)
        return self.places

    def _bare(self, places: LanePlaces) -> list[QRectF]:
        """Where no waveform is drawn."""
        if not places.stems:
            return [QRectF(self.rect())]
        lanes = [places.lane(number) for number in range(len(places.stems))]
        tops = [0.0, *(lane.bottom() for lane in lanes)]
        ends = [*(lane.top() for lane in lanes), float(self.height())]
        width = self.width()
        return [QRectF(0, y, width, end - y) for y, end in zip(tops, ends, strict=True)]

    def _look_closely(self) -> None:
        """Ask for samples where peaks are too coarse."""
        lanes = self._peaks.lanes
        if lanes and self.view.per_pixel < lanes[0].peaks.step:
            seen = (int(self.view.first), int(self.view.last) + 2)
            if seen != self._looked:
                self._looked = seen
                self._peaks.look(*seen)

    def _look(self, ground: QColor) -> LaneLook:
        inks = (
            blend(label.colour, ground, _MUTED) if lane.stem in self._muted else label.colour
            for lane, label in zip(self._peaks.lanes, self._labels, strict=True)
        )
        return LaneLook(tuple(inks), self.palette().color(colours.GROOVE), ground)

    def _place_labels(self) -> None:
        places = self.places
        for number, label in enumerate(self._labels):
            lane = places.lane(number)
            label.move(QPointF(lane.left() + 6, lane.top() + 1).toPoint())
