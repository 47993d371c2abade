"""The loop in the practice row: its edges, whether it is on, and what is kept."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGridLayout, QWidget

from player.base.units import Frames, seconds
from player.core.player import Player
from player.ui.listen import listen
from player.ui.practice.command_button import CommandButton
from player.ui.practice.trainer_words import trained
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import clock
from player.ui.words import tr

_NARROW = 32


class LoopGroup(QWidget):
    """Buttons for both edges and the loop, over the times of the edges."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._loops, self._trainer = player.practice.loops, player.practice.trainer
        self.start_button = CommandButton("loop-start", "A", self)
        self.stop_button = CommandButton("loop-stop", "B", self)
        self.loop_button = CommandButton("loop", tr("Loop"), self)
        self.train_button = CommandButton("train", tr("Train"), self)
        self.menu_button = EnterButton("…", self)
        self.menu_button.setProperty("compact", True)
        self.menu_button.setAccessibleName(tr("Loops, markers, trainer"))
        self.menu_button.setToolTip(tr("Loops, markers, trainer"))
        self.menu_button.clicked.connect(lambda _on: self._open_menu())
        for button in (self.start_button, self.stop_button, self.menu_button):
            button.setFixedWidth(_NARROW)
        self.words_label = ElidedLabel(parent=self)
        self.words_label.setProperty("quiet", True)
        self._arrange()
        self._show()
        listen(self, self._loops.changed, self._show)
        listen(self, self._trainer.changed, self._show)

    def _arrange(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        row = (self.start_button, self.stop_button, self.loop_button)
        for column, button in enumerate((*row, self.train_button, self.menu_button)):
            layout.addWidget(button, 0, column)
        layout.addWidget(self.words_label, 1, 0, 1, layout.columnCount())

    def _show(self) -> None:
        now = self._loops.current
        self.loop_button.setChecked(self._loops.on)
        self.train_button.setChecked(self._trainer.running)
        words = f"{_time(now.start)} – {_time(now.stop)}"
        if self._trainer.running:
            words = trained(self._trainer)
        elif now.chosen is not None:
            words = f"{now.chosen.name}: {words}"
        self.words_label.setText(words)

    def _open_menu(self) -> None:
        from player.ui.practice.loop_menu import LoopMenu  # made when it is asked for

        menu = LoopMenu(self._player, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))


def _time(place: Frames | None) -> str:
    """To the millisecond: "1:02.345"."""
    if place is None:
        return "–"
    whole = seconds(place)
    return f"{clock(whole)}.{int(whole * 1000) % 1000:03}"
