"""A button of the practice row that does what a command does, with its key in the tool tip."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from player.ui.commands import command
from player.ui.tips import set_tip
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr


class CommandButton(EnterButton):
    """Whoever puts it somewhere shows on it whether the command is on."""

    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        known = command(name)
        self.setProperty("compact", True)
        self.setAccessibleName(tr(known.text))
        self.setCheckable(known.checked is not None)
        set_tip(self, known)
        self.clicked.connect(lambda _on: trigger(self, name))


def trigger(widget: QWidget, name: str) -> None:
    """Do what the window's command of this name does."""
    action = widget.window().findChild(QAction, name)
    if action is not None:
        action.trigger()
