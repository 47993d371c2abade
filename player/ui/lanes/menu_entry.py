"""An entry of a menu that is made anew each time it is shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu


def add_entry(menu: QMenu, words: str, do: Callable[[], object], *, able: bool = True) -> None:
    """Have an entry that does this; greyed out unless `able`."""
    action = menu.addAction(words)
    action.setEnabled(able)
    action.triggered.connect(lambda _on: do())
