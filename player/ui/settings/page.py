"""One page of the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Page:
    """`make` is called with the page's parent when it is first shown."""

    name: str
    text: str
    make: Callable[[QWidget], QWidget]
