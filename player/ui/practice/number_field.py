"""A field for a number in the practice row, which gives the keys back when it has one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from player.ui.widgets.icon_button import ENTER

_ROOM = 14


class NumberField(QDoubleSpinBox):
    """Enter takes what was typed, Escape leaves it."""

    def __init__(
        self,
        lowest: float,
        highest: float,
        unit: str,
        parent: QWidget,
        *,
        decimals: int = 0,
        signed: bool = False,
    ) -> None:
        """`signed`: a plus sign stands before what is more than 0."""
        super().__init__(parent)
        self._signed = signed
        self.setRange(lowest, highest)
        self.setDecimals(decimals)
        self.setSuffix(unit)
        self.setKeyboardTracking(False)
        self.setProperty("compact", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        longest = f"+{highest:.{decimals}f}{unit}"
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(longest) + _ROOM)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if signed:
            self.valueChanged.connect(self._show_sign)

    def show_value(self, value: float) -> None:
        """Show a number without saying that the user changed it."""
        blocked = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(blocked)
        if self._signed:
            self._show_sign(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take or leave what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_value(self.value())
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.clearFocus()

    def _show_sign(self, value: float) -> None:
        self.setPrefix("+" if value > 0 else "")
