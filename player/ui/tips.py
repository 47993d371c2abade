"""Tool tips that tell a command's key, and go on telling it when the user chose another."""

from PySide6.QtWidgets import QWidget

from player.ui.command import Command
from player.ui.commands import command

_TIPPED = "tipped"


def set_tip(widget: QWidget, what: str | Command, text: str = "") -> None:
    """Have a tool tip like "Play (Space)"; `text` stands for the command's own words."""
    known = command(what) if isinstance(what, str) else what
    widget.setProperty(_TIPPED, (known, text))
    widget.setToolTip(known.tip(text))


def renew_tips(window: QWidget) -> None:
    """Tell the keys of now in the whole window."""
    for widget in window.findChildren(QWidget):
        tipped = widget.property(_TIPPED)
        if tipped:
            known, text = tipped
            widget.setToolTip(known.tip(text))
