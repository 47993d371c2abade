"""The colours of own-painted widgets, by meaning; they come with the widget's palette."""

from PySide6.QtGui import QColor, QPalette

Role = QPalette.ColorRole

GROUND = Role.Window
SURFACE = Role.Base
RAISED = Role.Button
LINE = Role.Dark
GROOVE = Role.Mid
TEXT = Role.WindowText
DIM = Role.Shadow
ACCENT = Role.Accent
ON_ACCENT = Role.Light
WARNING = Role.LinkVisited
ERROR = Role.BrightText
HOT = Role.Midlight


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """A colour between two: `share` (0 to 1) of `front` over `back`."""
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )
