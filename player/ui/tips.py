"""Tool tips that tell a command's key, and go on telling it when the user chose another."""

from PySide6.QtWidgets import QWidget

from player.ui.commands import tip

_COMMAND, _TEXT = "tipCommand", "tipText"


def set_tip(widget: QWidget, command: str, text: str = "") -> None:
    """Have a tool tip like "Play (Space)"; `text` stands for the command's own words."""
    widget.setProperty(_COMMAND, command)
    widget.setProperty(_TEXT, text)
    widget.setToolTip(tip(command, text))


def renew_tips(window: QWidget) -> None:
    """Tell the keys of now in the whole window."""
    for widget in window.findChildren(QWidget):
        command = widget.property(_COMMAND)
        if command:
            widget.setToolTip(tip(command, widget.property(_TEXT)))
