"""Remembers how the user left the window's splitters and columns."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QHeaderView, QSplitter
from shiboken6 import isValid

Part = QSplitter | QHeaderView


class KeptParts:
    """Restores a part when it is made, and tells its state in the end; states are base64."""

    def __init__(self, states: Mapping[str, str]) -> None:
        self._states = dict(states)
        self._parts: dict[str, Part] = {}

    def keep(self, name: str, part: Part) -> None:
        """Put a part as it was left, if it was seen before; its state is kept from now on."""
        self._parts[name] = part
        if name in self._states:
            part.restoreState(decoded(self._states[name]))

    def states(self) -> dict[str, str]:
        """By name: how the parts are now; those that were not made this time stay as they were."""
        now = {name: part for name, part in self._parts.items() if isValid(part)}
        return self._states | {name: encoded(part.saveState()) for name, part in now.items()}


def encoded(state: QByteArray) -> str:
    """Qt's bytes as text."""
    return bytes(state.toBase64().data()).decode()


def decoded(text: str) -> QByteArray:
    """The bytes again; what is damaged is refused by whoever takes it."""
    return QByteArray.fromBase64(text.encode(errors="replace"))
