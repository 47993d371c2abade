"""Both themes can be read by everybody, and the desktop's scheme is followed."""

from typing import Literal

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from player.ui.theme import apply_theme, load_theme

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""
GROUNDS = ("window", "surface", "raised", "hover", "selected")
READABLE = [
    *((ink, ground) for ink in ("text", "dim") for ground in GROUNDS),
    *((ink, "surface") for ink in ("accent", "warning", "error")),
    *((ink, "selected") for ink in ("accent", "error")),
    *(("on_accent", ground) for ground in ("accent", "warning", "error")),
    *((ink, "raised") for ink in ("warning", "error")),
]


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = part(colour.redF()), part(colour.greenF()), part(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize(("ink", "ground"), READABLE)
def test_text_can_be_read(name: Literal["dark", "light"], ink: str, ground: str) -> None:
    colours = load_theme(name).colours
    assert contrast(colours[ink], colours[ground]) >= ENOUGH


def test_both_themes_have_the_same_colours() -> None:
    dark, light = load_theme("dark"), load_theme("light")
    assert dark.colours.keys() == light.colours.keys()
    assert (dark.dark, light.dark) == (True, False)


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    dark, light = load_theme("dark"), load_theme("light")
    assert "$" not in dark.style_sheet()
    for colour in set(dark.colours.values()) - set(light.colours.values()):
        assert colour not in light.style_sheet()


@pytest.mark.parametrize("choice", ["dark", "light", "system"])
def test_a_theme_dresses_the_application(
    qapp: QApplication, choice: Literal["dark", "light", "system"]
) -> None:
    apply_theme(qapp, choice)
    ground = qapp.palette().color(QPalette.ColorRole.Window)
    known = {name: QColor(load_theme(name).colours["window"]) for name in ("dark", "light")}
    assert ground in known.values()
    if choice != "system":
        assert ground == known[choice]
