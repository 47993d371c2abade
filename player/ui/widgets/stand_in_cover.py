"""What stands for a cover that is not there: initials on a colour that comes from the name."""

from zlib import crc32

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette

from player.ui.widgets import colours

_SKIPPED = frozenset({"the", "a", "an", "of", "and", "der", "die", "das", "le", "la", "les", "el"})


def initials(name: str) -> str:
    """One or two letters: "The Dark Side of the Moon" is "DS"."""
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    words = [word for word in words if word]
    telling = [word for word in words if word.lower() not in _SKIPPED] or words
    return "".join(word[0].upper() for word in telling[:2])


def cover_colour(name: str, ground: QColor) -> QColor:
    """Always the same quiet colour for a name, dark on a dark ground and light on a light one."""
    hue = crc32(name.encode(errors="replace")) % 360
    dark = ground.lightnessF() < 0.5  # noqa: PLR2004 - the middle
    return QColor.fromHsl(hue, 56 if dark else 96, 64 if dark else 200)


def paint_stand_in(painter: QPainter, room: QRect, name: str, palette: QPalette) -> None:
    """Fill `room` with the colour and the letters."""
    ground = cover_colour(name, palette.color(colours.GROUND))
    painter.fillRect(room, ground)
    font = QFont(painter.font())
    font.setPixelSize(max(8, room.height() // 4))
    font.setBold(True)
    painter.save()
    painter.setFont(font)
    painter.setPen(colours.blend(palette.color(colours.TEXT), ground, 0.6))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()
