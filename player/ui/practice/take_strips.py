"""Strips in the mixer for takes."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from player.base.units import Decibels, StemName
from player.core.practice.take_list import Take
from player.core.practice.takes import Takes
from player.ui.command import Command
from player.ui.listen import listen
from player.ui.panels.strip_widget import StripWidget
from player.ui.words import tr

_REST_MS = 250
MOST = 4
"""The newest takes; the others keep their level, and the list can silence them."""


class TakeMoves(QObject):
    """What a strip does, done to the take of its name; a drag is one edit."""

    def __init__(self, takes: Takes, parent: QObject) -> None:
        super().__init__(parent)
        self._takes = takes
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(takes.settle)

    def set_gain(self, stem: StemName, gain: Decibels) -> None:
        """Move a fader."""
        if (take := self._find(stem)) is not None:
            self._takes.move_gain(take, gain)
            self._rest.start()

    def set_pan(self, stem: StemName, pan: float) -> None:
        """Turn a pan knob."""
        if (take := self._find(stem)) is not None:
            self._takes.move_pan(take, pan)
            self._rest.start()

    def set_mute(self, stem: StemName, mute: bool) -> None:
        """Silence a take, or let it sound again."""
        if (take := self._find(stem)) is not None:
            self._takes.set_mute(take, mute)

    def set_solo(self, stem: StemName, solo: bool) -> None:
        """A take has no solo."""

    def _find(self, stem: StemName) -> Take | None:
        return next((each for each in self._takes.current if each.name == stem), None)


class TakeStrips(QWidget):
    """Keeps strips for the song's newest takes, at the end of a row."""

    count_changed = Signal()

    def __init__(self, takes: Takes, row: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.all: list[StripWidget] = []
        self._takes = takes
        self._row = row
        self._moves = TakeMoves(takes, self)
        self.refresh()
        listen(self, takes.changed, self.refresh)

    def refresh(self) -> None:
        """Have a strip for each take; those that stay keep theirs."""
        shown = self._takes.current[-MOST:]
        names = [each.name for each in shown]
        changed = names != [strip.stem for strip in self.all]
        if changed:
            for gone in self.all:
                self._row.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self.all = [self._strip(each) for each in shown]
        for strip, take in zip(self.all, shown, strict=True):
            strip.show_strip(take.strip)
        if changed:
            self.count_changed.emit()

    def _strip(self, take: Take) -> StripWidget:
        mute = Command("", "Mix", tr("Mute {stem}").format(stem=take.name))
        strip = StripWidget(self._moves, take.strip, (mute, mute), self.parentWidget())
        strip.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        strip.solo_button.hide()
        strip.meter.hide()
        self._row.addWidget(strip, 1)
        strip.show()
        return strip
