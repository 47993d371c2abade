"""The name of a lane, in the colour of its stem."""

from PySide6.QtCore import Property, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from player.base.units import MIX, StemName
from player.ui.stem_names import stem_name
from player.ui.words import tr


class LaneLabel(QLabel):
    """Lies over its lane, and lets the mouse through."""

    ink_changed = Signal()

    def __init__(self, stem: StemName, parent: QWidget | None = None) -> None:
        words = tr("Whole song") if stem == MIX else stem_name(stem).capitalize()
        super().__init__(words, parent)
        self.setProperty("stem", stem)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ink = QColor()
        font = self.font()
        font.setBold(True)
        self.setFont(font)
        self.ensurePolished()
        self.adjustSize()

    @property
    def colour(self) -> QColor:
        """The stem's."""
        return self._ink

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, ink: QColor) -> None:
        if ink != self._ink:
            self._ink = ink
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)
            self.ink_changed.emit()

    ink = Property(QColor, _get_ink, _set_ink)
    """The same; the theme's style sheet sets it."""
