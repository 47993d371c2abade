"""The stereo plane of the song that plays, a spectrogram beside it, and regions on both."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from player.core.plane.picture import RATE
from player.core.player import Player
from player.ui.listen import listen
from player.ui.methods.method_button import MethodButton
from player.ui.plane.editing import RegionEditing
from player.ui.plane.plane_canvas import PlaneCanvas
from player.ui.plane.region_keys import command
from player.ui.plane.region_menu import RegionMenu
from player.ui.plane.region_panel import RegionPanel
from player.ui.plane.scales import place_words
from player.ui.plane.spectrogram_canvas import SpectrogramCanvas
from player.ui.playhead import Playhead
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.gives_focus import GivesFocus
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import mark, tr

_SHARES = (5, 4)
_TOOLS = (mark("Box"), mark("Lasso"))


class PlanePanel(GivesFocus, QWidget):
    """Draws while it is seen, and reads the song only then."""

    shown = Signal()
    """The pictures of now were handed to the screen."""
    method_asked = Signal(str)
    """How do regions work?"""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._playhead = Playhead(player, self)
        self.editing = RegionEditing(player.plane, self)
        self.plane = PlaneCanvas(self.editing, self)
        self.spectrogram = SpectrogramCanvas(self.editing, self)
        self.region = RegionPanel(self.editing, self)
        self.menu = RegionMenu(player, self.editing, self)
        self.tools = SegmentedControl([tr(words) for words in _TOOLS], self)
        self.tools.chosen.connect(self._take_tool)
        self.tools.set_current(0)
        self.tools.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hint = ElidedLabel(parent=self)
        self.hint.setProperty("quiet", True)
        self.method_button = MethodButton(self)
        self.method_button.explain("region")
        self.method_button.asked.connect(self.method_asked)
        self.top = QHBoxLayout()
        """The row of tools; there is room at its end."""
        self._shown: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()
        """What plane and spectrogram were drawn for."""
        self._known = 0
        """How often more could be seen than before."""
        self._turn = False
        """The spectrogram is drawn every second time: it changes less, and costs more."""
        self._stream = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1000 // RATE)
        self._timer.timeout.connect(self._tick)
        self._name_all()
        self._arrange()
        for canvas in (self.plane, self.spectrogram):
            canvas.menu_asked.connect(self._show_menu)
        self.editing.changed.connect(self._show_hint)
        listen(self, player.plane.pictures.changed, self._on_pictures)
        listen(self, player.queue.current_changed, self._on_track)

    def focus_goes_to(self) -> QWidget:
        """The plane."""
        return self.plane

    @property
    def drawing(self) -> bool:
        """Whether pictures are drawn from the playhead."""
        return self._timer.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and the like, from wherever in the panel."""
        do = command(event, self.editing)
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw."""
        super().showEvent(event)
        self.region.colour_swatches()
        self._on_track()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw and read no more."""
        super().hideEvent(event)
        self._timer.stop()
        self._player.plane.pictures.close()

    def changeEvent(self, event: QEvent) -> None:
        """Have the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.region.colour_swatches()

    def refresh(self) -> None:
        """Draw what sounds at the playhead."""
        position = self._playhead.position
        self.plane.show_position(position)
        self.spectrogram.show_position(position)
        self.shown.emit()

    def _on_track(self) -> None:
        if not self.isVisible():
            return
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        pictures = self._player.plane.pictures
        if track is None or track.is_stream:
            pictures.close()
        else:
            pictures.open(Path(track.path))
        self._stream = track is not None and track.is_stream
        self._show_hint()
        self._shown = self._seen = ()
        self._tick()

    def _show_hint(self) -> None:
        """Where the selected region lies, or what can be done."""
        region = self.editing.region
        if region is not None:
            self.hint.setText(f"{region.name}: {place_words(region.box)}")
        else:
            self.hint.setText(tr("A stream has no picture") if self._stream else tr(_HINT))

    def _on_pictures(self) -> None:
        self._known += 1

    def _tick(self) -> None:
        """Draw what has changed since the last time."""
        if self.window().isMinimized():
            return
        position = self._playhead.position
        self._player.plane.pictures.look(position)
        now = (position, self._player.queue.current, self._known)
        if now != self._shown:
            self._shown = now
            self.plane.show_position(position)
            self.shown.emit()
        self._turn = not self._turn
        if self._turn and now != self._seen:
            self._seen = now
            self.spectrogram.show_position(position)

    def _take_tool(self, number: int) -> None:
        self.editing.lasso = number == 1

    def _show_menu(self, at: QPoint) -> None:
        self.menu.show_at(at)

    def _name_all(self) -> None:
        tips = (tr("Draw rectangles"), tr("Draw free-hand shapes on the plane"))
        for button, tip in zip(self.tools.buttons, tips, strict=True):
            button.setToolTip(tip)
        keys = tr(
            "Drag: new region (Ctrl: over another one). Click: fit one to what sounds there.\n"
            "Tab: next region. Arrows: move. Shift+arrows: resize. +, −: gain. Del: delete.\n"
            "Insert: new region. Ctrl+Z: undo. Ctrl+C, Ctrl+V: copy to another song."
        )
        for canvas in (self.plane, self.spectrogram):
            canvas.setAccessibleDescription(keys)
        self.hint.setToolTip(keys)

    def _arrange(self) -> None:
        top = self.top
        top.setSpacing(12)
        top.addWidget(self.tools)
        top.addWidget(self.hint, 1)
        top.addWidget(self.method_button)
        self.canvases = QSplitter(Qt.Orientation.Horizontal, self)
        for canvas, share in zip((self.plane, self.spectrogram), _SHARES, strict=True):
            self.canvases.addWidget(canvas)
            self.canvases.setStretchFactor(self.canvases.count() - 1, share)
        self.canvases.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.canvases, 1)
        layout.addWidget(self.region)


_HINT = mark("Drag to draw a region, click on a blob to fit one")
