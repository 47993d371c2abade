"""The program's icons, as SVG text in one colour that the widgets replace."""

from functools import cache
from importlib.resources import files


@cache
def icon(name: str) -> bytes:
    """The SVG source of `resources/icons/<name>.svg`."""
    return (files("resources") / "icons" / f"{name}.svg").read_bytes()
