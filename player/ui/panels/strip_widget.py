"""One mixer strip: name, fader and meter, level, pan, mute and solo."""

from enum import Enum
from typing import Protocol

from PySide6.QtCore import Property, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from player.base.units import Decibels, StemName
from player.core.mix import SILENT, Strip
from player.core.practice.sections import Section
from player.ui.command import Command
from player.ui.stem_names import stem_name
from player.ui.tips import set_tip
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.fader import Fader
from player.ui.widgets.lamp_button import LampButton
from player.ui.widgets.level_field import LevelField
from player.ui.widgets.level_meter import LevelMeter
from player.ui.widgets.pan_knob import PanKnob, pan_text
from player.ui.widgets.text import MINUS, decibels
from player.ui.words import tr

_LONGEST_PAN = "R 100"
_KNOB = 40


class Room(Enum):
    """How much a strip shows, from the widest to the narrowest."""

    WIDE = "pan in words, marks, units"
    MIDDLE = "marks, units"
    NARROW = "no more than can be handled"

    def width(self, metrics: QFontMetrics) -> int:
        """How wide a strip is with this font, in pixels."""
        if self is Room.WIDE:
            return 2 * (metrics.horizontalAdvance(_LONGEST_PAN) + 2) + _KNOB + 8
        if self is Room.MIDDLE:
            return max(84, metrics.horizontalAdvance(f"{MINUS}60.0 dB") + 20)
        return max(54, metrics.horizontalAdvance(f"{MINUS}60.0") + 12)


class Moves(Protocol):
    """What moves what a strip shows."""

    def set_gain(self, stem: StemName, gain: Decibels) -> None:
        """Move a fader."""

    def set_pan(self, stem: StemName, pan: float) -> None:
        """Turn a pan knob."""

    def set_mute(self, stem: StemName, mute: bool) -> None:
        """Silence a stem, or let it sound again."""

    def set_solo(self, stem: StemName, solo: bool) -> None:
        """Hear this stem (and others in solo) alone."""


class StripWidget(QFrame):
    """Shows one strip of the mix, and moves it."""

    refine_asked = Signal(str)
    """This stem is to be refined by hand."""

    def __init__(
        self,
        mix: Moves,
        strip: Strip,
        commands: tuple[Command, Command],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("stem", strip.stem)
        self.stem = strip.stem
        self.room = Room.WIDE
        self._mix = mix
        self._ink = QColor()
        self.name_label = ElidedLabel(stem_name(strip.stem).capitalize(), self)
        self.fader = Fader(self)
        self.meter = LevelMeter(parent=self)
        self.meter.set_margin(self.fader.travel()[1])
        self.level_field = LevelField(self)
        self.pan = PanKnob(self)
        self.pan_label = QLabel(self)
        self._pan_words = (QLabel(tr("Pan"), self), self.pan_label)
        self.mute_button = LampButton("M", "mute", self)
        self.solo_button = LampButton("S", "solo", self)
        self._name_all(stem_name(strip.stem))
        self.set_commands(commands)
        self._arrange()
        self._connect()
        self.show_strip(strip)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in this order."""
        return self.fader, self.pan, self.mute_button, self.solo_button

    def show_strip(self, strip: Strip) -> None:
        """Stand where the strip stands."""
        self.fader.set_level(strip.gain)
        self.level_field.set_level(strip.gain)
        self.pan.set_pan(strip.pan)
        self.pan_label.setText(pan_text(strip.pan))
        self.pan.setToolTip(tr("Pan {pan}; double click: middle").format(pan=pan_text(strip.pan)))
        self.fader.setAccessibleDescription(self.fader.level_text)
        self.pan.setAccessibleDescription(pan_text(strip.pan))
        self.mute_button.setChecked(strip.mute)
        self.solo_button.setChecked(strip.solo)

    def show_section(self, section: Section | None) -> None:
        """Mark the name while a section of the song acts: struck out where it mutes the stem."""
        words = ""
        if section is not None and section.muted:
            words = tr("Muted by a section of the song")
        elif section is not None:
            level = decibels(section.gain, SILENT)
            words = tr("{level} by a section of the song").format(level=level)
        if words == self.toolTip():
            return
        font = self.name_label.font()
        font.setStrikeOut(section is not None and section.muted)
        font.setUnderline(section is not None and not section.muted)
        self.name_label.setFont(font)
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with this stem."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        refine = menu.addAction(tr("Refine by hand…"))
        refine.triggered.connect(lambda: self.refine_asked.emit(self.stem))
        menu.popup(event.globalPos())

    def set_waiting(self, waiting: bool) -> None:
        """Show mute and solo as asked for but not heard yet."""
        self.mute_button.set_waiting(waiting)
        self.solo_button.set_waiting(waiting)

    def set_commands(self, commands: tuple[Command, Command]) -> None:
        """Tell the keys of mute and solo, which follow from the strip's place."""
        mute, solo = commands
        set_tip(self.mute_button, mute)
        set_tip(self.solo_button, solo)

    def set_room(self, room: Room) -> None:
        """Be this wide: what does not fit is left to the tool tips."""
        if room is self.room:
            return
        self.room = room
        for label in self._pan_words:
            label.setVisible(room is Room.WIDE)
        self.fader.set_marked(room is not Room.NARROW)
        self.level_field.set_unit(room is not Room.NARROW)
        for button in (self.mute_button, self.solo_button):
            button.set_small(room is Room.NARROW)
        for row, gap in zip(self._rows, _GAPS[room], strict=True):
            row.setSpacing(gap)

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, ink: QColor) -> None:
        self._ink = ink
        self.fader.set_ink(ink)
        self.meter.set_ink(ink)

    ink = Property(QColor, _get_ink, _set_ink)
    """The stem's colour; the theme's style sheet sets it."""

    def _connect(self) -> None:
        mix, stem = self._mix, self.stem
        self.fader.moved.connect(lambda level: mix.set_gain(stem, level))
        self.level_field.entered.connect(lambda level: mix.set_gain(stem, level))
        self.pan.moved.connect(lambda pan: mix.set_pan(stem, pan))
        self.mute_button.clicked.connect(lambda on: mix.set_mute(stem, on))
        self.solo_button.clicked.connect(lambda on: mix.set_solo(stem, on))

    def _name_all(self, stem: str) -> None:
        name = stem.capitalize()
        self.fader.setToolTip(tr("Drag or turn the wheel; double click: 0 dB"))
        self.level_field.setToolTip(tr("Type a level"))
        self.meter.setToolTip(tr("Peak level"))
        names = {
            self.fader: tr("{stem} level").format(stem=name),
            self.level_field: tr("{stem} level in decibels").format(stem=name),
            self.pan: tr("{stem} pan").format(stem=name),
            self.mute_button: tr("Mute {stem}").format(stem=stem),
            self.solo_button: tr("Solo {stem}").format(stem=stem),
            self.meter: tr("{stem} meter").format(stem=name),
        }
        for widget, words in names.items():
            widget.setAccessibleName(words)

    def _arrange(self) -> None:
        self.name_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.name_label.font()
        font.setBold(True)
        self.name_label.setFont(font)
        self._pan_words[0].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in self._pan_words:
            label.setProperty("quiet", True)
            label.setFixedWidth(label.fontMetrics().horizontalAdvance(_LONGEST_PAN) + 2)
        pan, place = self._pan_words
        self._rows = (
            _row(self.fader, self.meter),
            _row(self.level_field),
            _row(pan, self.pan, place),
            _row(self.mute_button, self.solo_button),
        )
        for row, gap in zip(self._rows, _GAPS[self.room], strict=True):
            row.setSpacing(gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name_label)
        for row in self._rows:
            layout.addLayout(row, 1 if row is self._rows[0] else 0)


_GAPS = {Room.WIDE: (8, 8, 4, 8), Room.MIDDLE: (8, 8, 4, 4), Room.NARROW: (4, 4, 4, 4)}
"""Pixels between what stands side by side, for each row."""


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
