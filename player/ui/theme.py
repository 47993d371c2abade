"""The looks: a small file of colours for each theme, put into Qt's palette and one style sheet."""

import tomllib
from importlib.resources import files
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from player.base.values import dataclass
from player.ui.widgets import colours

ThemeName = Literal["dark", "light", "system"]
THEMES: tuple[ThemeName, ...] = ("dark", "light", "system")

_ROLES: dict[str, tuple[QPalette.ColorRole, ...]] = {
    "window": (colours.GROUND,),
    "surface": (colours.SURFACE, QPalette.ColorRole.AlternateBase),
    "raised": (colours.RAISED, QPalette.ColorRole.ToolTipBase),
    "line": (colours.LINE,),
    "groove": (colours.GROOVE,),
    "selected": (QPalette.ColorRole.Highlight,),
    "text": (
        colours.TEXT,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
        QPalette.ColorRole.ToolTipText,
    ),
    "dim": (colours.DIM, QPalette.ColorRole.PlaceholderText),
    "accent": (colours.ACCENT, QPalette.ColorRole.Link),
    "on_accent": (colours.ON_ACCENT,),
    "warning": (colours.WARNING,),
    "error": (colours.ERROR,),
    "hot": (colours.HOT,),
}


@dataclass(frozen=True)
class Theme:
    """Named colours, as #rrggbb, and whether they are a dark or a light scheme."""

    dark: bool
    colours: dict[str, str]

    def palette(self) -> QPalette:
        """Qt's palette, from which own-painted widgets take their colours."""
        palette = QPalette()
        for name, roles in _ROLES.items():
            for role in roles:
                palette.setColor(role, QColor(self.colours[name]))
        faded = QColor(self.colours["dim"])
        for role in (colours.TEXT, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
        return palette

    def style_sheet(self) -> str:
        """The style sheet for everything Qt paints."""
        sheet = (files("resources") / "themes" / "window.qss").read_text(encoding="utf-8")
        return Template(sheet).substitute(self.colours)


def theme_named(name: str) -> ThemeName:
    """The choice of this name; the desktop's scheme if there is none."""
    return next((each for each in THEMES if each == name), "system")


def load_theme(name: Literal["dark", "light"]) -> Theme:
    """Read a theme that travels with the program."""
    text = (files("resources") / "themes" / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Theme(dark=data["scheme"] == "dark", colours=dict(data["colours"]))


def apply_theme(app: QApplication, choice: ThemeName) -> None:
    """Dress the whole application; "system" follows the desktop's scheme from now on."""
    follower = app.findChild(_Follower) or _Follower(app)
    follower.choose(choice)


class _Follower(QObject):
    """Remembers the choice, so that a change of the desktop's scheme can be followed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeName = "system"
        self._shown = ""
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._dress)

    def choose(self, choice: ThemeName) -> None:
        self._choice = choice
        scheme = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
        # Tells the desktop too, so that the window's frame has the same scheme.
        self._app.styleHints().setColorScheme(scheme.get(choice, Qt.ColorScheme.Unknown))
        self._dress()

    def _dress(self) -> None:
        theme = load_theme(self._wanted())
        self._app.setPalette(theme.palette())
        sheet = theme.style_sheet()
        if sheet != self._shown:  # setting it polishes every widget again
            self._shown = sheet
            self._app.setStyleSheet(sheet)

    def _wanted(self) -> Literal["dark", "light"]:
        if self._choice != "system":
            return self._choice
        dark = self._app.styleHints().colorScheme() != Qt.ColorScheme.Light
        return "dark" if dark else "light"
