"""One page of the settings."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from player.base.values import dataclass


@dataclass(frozen=True)
class Page:
    """`make` is called with the page's parent when it is first shown."""

    name: str
    text: str
    make: Callable[[QWidget], QWidget]
