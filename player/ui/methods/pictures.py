"""All drawings by name, and the widget that shows one."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.ui.methods import spectrum_pictures as spectrum
from player.ui.methods import stereo_pictures as stereo
from player.ui.methods.sketch import HEIGHT, WIDTH, Sketch

PICTURES: dict[str, Callable[[Sketch], None]] = {
    "inversion": stereo.draw_inversion,
    "mid-side": stereo.draw_mid_side,
    "centre": stereo.draw_centre,
    "voice": stereo.draw_voice,
    "azimuth": stereo.draw_azimuth,
    "band": stereo.draw_band,
    "gate": stereo.draw_gate,
    "region": stereo.draw_region,
    "independent": stereo.draw_independent,
    "ridges": spectrum.draw_ridges,
    "repeat": spectrum.draw_repeat,
    "parts": spectrum.draw_parts,
    "comb": spectrum.draw_comb,
    "mask": spectrum.draw_mask,
    "split": spectrum.draw_split,
    "studio": spectrum.draw_studio,
}


class MethodPicture(QWidget):
    """Shows one drawing, as large as there is room; its words are its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Callable[[Sketch], None] | None = None
        self.setMinimumSize(round(WIDTH * 0.75), round(HEIGHT * 0.75))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, name: str, title: str, shown: str) -> None:
        """Have this drawing; KeyError if there is none of this name."""
        self._draw = PICTURES[name]
        self.setAccessibleName(title)
        self.setAccessibleDescription(shown)
        self.setToolTip(shown)
        self.update()

    def sizeHint(self) -> QSize:
        """The sheet at its own size, and a third."""
        return QSize(round(WIDTH * 4 / 3), round(HEIGHT * 4 / 3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, scaled to the room and in its middle."""
        if self._draw is None:
            return
        painter = QPainter(self)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        self._draw(Sketch(painter, self.palette(), self.font()))
        painter.end()
