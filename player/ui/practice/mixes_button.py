"""The mixer's button for the named mixes."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.widgets import colours
from player.ui.widgets.icon_button import IconButton
from player.ui.words import tr


class MixesButton(IconButton):
    """Opens their menu; lit while the mixer stands at one of them."""

    keep_asked = Signal()
    list_asked = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(icon("mixes"), 18, 30, parent)
        self._player = player
        self.clicked.connect(lambda _on: self._open())
        listen(self, player.mix.changed, self._show_standing)
        listen(self, player.practice.mixes.changed, self._show_standing)
        self._show_standing()

    def _open(self) -> None:
        from player.ui.practice.mixes_menu import MixesMenu  # the window opens sooner

        menu = MixesMenu(self._player, self)
        menu.keep_asked.connect(self.keep_asked)
        menu.list_asked.connect(self.list_asked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _show_standing(self) -> None:
        mixes = self._player.practice.mixes
        number = mixes.standing
        words = tr("Named mixes")
        if number is not None:
            words = tr("Mix “{name}”").format(name=mixes.all[number].name)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.set_role(colours.ACCENT if number is not None else colours.TEXT)
