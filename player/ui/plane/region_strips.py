"""Strips in the mixer for regions: fader, mute and solo are what the region does."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from player.core.plane.regions import PlaneRegion, strips, with_gain, with_mode
from player.core.plane.stereo_plane import StereoPlane
from player.engine.live.kinds import Mode
from player.ui.listen import listen
from player.ui.panels.strip_widget import Room
from player.ui.plane.inks import is_dark, region_colour
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.fader import Fader
from player.ui.widgets.lamp_button import LampButton
from player.ui.widgets.level_field import LevelField
from player.ui.widgets.pan_knob import PanKnob
from player.ui.words import tr

_GAP = 8

Edit = Callable[[PlaneRegion], PlaneRegion]


class RegionStrip(QFrame):
    """One region as a stem: it is the song seen through the region, the rest is all but that."""

    def __init__(self, plane: StereoPlane, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.number = number
        self._plane = plane
        self._colour = 0
        self.name_label = ElidedLabel("", self)
        self.fader = Fader(self)
        self.level_field = LevelField(self)
        self.mute_button = LampButton("M", "mute", self)
        self.solo_button = LampButton("S", "solo", self)
        self._buttons = QHBoxLayout()
        self._arrange()
        self._connect()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in this order."""
        return self.fader, self.mute_button, self.solo_button

    def show_region(self, region: PlaneRegion) -> None:
        """Stand where the region stands."""
        mode = region.region.mode
        level = region.region.gain if mode is Mode.GAIN else 0.0
        self._colour = region.colour
        self._show_colour()
        self.name_label.setText(region.name)
        self.fader.set_level(level)
        self.level_field.set_level(level)
        self.mute_button.setChecked(mode is Mode.CUT)
        self.solo_button.setChecked(mode is Mode.SOLO)
        self.setEnabled(region.on)
        words = {
            self.fader: tr("{name} level"),
            self.level_field: tr("{name} level in decibels"),
            self.mute_button: tr("Mute {name}"),
            self.solo_button: tr("Solo {name}"),
        }
        for widget, text in words.items():
            widget.setAccessibleName(text.format(name=region.name))
        self.setToolTip(tr("From the plane: {name}").format(name=region.name))
        for button in (self.mute_button, self.solo_button):
            button.setToolTip(button.accessibleName())

    def set_room(self, room: Room) -> None:
        """Be this wide."""
        narrow = room is Room.NARROW
        self.fader.set_marked(not narrow)
        self.level_field.set_unit(not narrow)
        self._buttons.setSpacing(4 if room is not Room.WIDE else _GAP)
        for button in (self.mute_button, self.solo_button):
            button.set_small(narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Have the region's colour for the ground of now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_colour()

    def _show_colour(self) -> None:
        dark = is_dark(QApplication.palette())  # a strip's own ground is transparent
        self.fader.set_ink(region_colour(self._colour, dark=dark))

    def _connect(self) -> None:
        self.fader.moved.connect(self._move)
        self.fader.sliderReleased.connect(lambda: self._plane.set(self._plane.regions))
        self.level_field.entered.connect(lambda level: self._edit(lambda r: with_gain(r, level)))
        self.mute_button.clicked.connect(lambda on: self._set_mode(Mode.CUT if on else Mode.GAIN))
        self.solo_button.clicked.connect(lambda on: self._set_mode(Mode.SOLO if on else Mode.GAIN))

    def _move(self, level: float) -> None:
        """A drag is one edit, whatever way it goes."""
        if self.fader.isSliderDown():
            now = list(self._plane.regions)
            now[self.number] = with_gain(now[self.number], level)
            self._plane.preview(tuple(now))
        else:
            self._edit(lambda r: with_gain(r, level))

    def _set_mode(self, mode: Mode) -> None:
        def edit(region: PlaneRegion) -> PlaneRegion:
            if region.region.mode is not Mode.GAIN:  # its gain is not what is heard now
                region = replace(region, region=replace(region.region, gain=0.0))
            return with_mode(region, mode)

        self._edit(edit)

    def _edit(self, edit: Edit) -> None:
        self._plane.change(self.number, edit)

    def _arrange(self) -> None:
        self.name_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.name_label.font()
        font.setBold(True)
        self.name_label.setFont(font)
        place_of_pan = QWidget(self)
        place_of_pan.setFixedHeight(PanKnob().sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self.name_label)
        layout.addWidget(self.fader, 1, middle)
        layout.addWidget(self.level_field, 0, middle)
        layout.addWidget(place_of_pan)
        self._buttons.addStretch(1)
        for button in (self.mute_button, self.solo_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        layout.addLayout(self._buttons)


class RegionStrips(QWidget):
    """Keeps the strips of those regions that have one, at the end of a row."""

    count_changed = Signal()

    def __init__(self, plane: StereoPlane, row: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.all: list[RegionStrip] = []
        self._plane = plane
        self._row = row
        self._show()
        listen(self, plane.changed, self._show)

    def _show(self) -> None:
        shown = strips(self._plane.regions)
        changed = len(shown) != len(self.all)
        while len(self.all) > len(shown):
            gone = self.all.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.all) < len(shown):
            strip = RegionStrip(self._plane, 0, self.parentWidget())
            self._row.addWidget(strip, 1)
            strip.show()
            self.all.append(strip)
        for strip, (number, region) in zip(self.all, shown, strict=True):
            strip.number = number
            strip.show_region(region)
        if changed:
            self.count_changed.emit()
