"""A page of settings: rows of controls, each bound to one setting by its name."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from player.base.settings import Settings
from player.core.preferences import Preferences
from player.ui.listen import listen


class SettingsForm(QWidget):
    """What is changed elsewhere is shown here as well."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.controls: dict[str, QWidget] = {}
        """By the setting's name."""
        self._show: dict[str, Callable[[Any], None]] = {}
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setVerticalSpacing(10)
        self._rows.setHorizontalSpacing(16)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        listen(self, preferences.changed, self._on_change)

    def choice(self, name: str, label: str, words: Mapping[Any, str], tip: str = "") -> QComboBox:
        """One of several values, by their words."""
        box = QComboBox(self)
        for value, text in words.items():
            box.addItem(text, value)
        box.activated.connect(lambda at: self._preferences.change(**{name: box.itemData(at)}))
        self._bind(name, box, lambda value: box.setCurrentIndex(_place(box, value)))
        self.row(label, box, tip)
        return box

    def switch(self, name: str, text: str, tip: str = "") -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(text, self)
        box.setAccessibleName(text)
        box.setToolTip(tip or text)
        box.clicked.connect(lambda on: self._preferences.change(**{name: on}))
        self._bind(name, box, box.setChecked)
        self._rows.addRow(box)
        return box

    def number(
        self, name: str, label: str, limits: tuple[int, int], unit: str, *, one: int = 1
    ) -> QSpinBox:
        """A whole number of units, each of which is `one` in the setting."""
        box = QSpinBox(self)
        box.setRange(*limits)
        box.setSuffix(f" {unit}")
        box.setKeyboardTracking(False)  # half a number is none
        box.valueChanged.connect(lambda value: self._preferences.change(**{name: value * one}))

        def show(value: int) -> None:
            box.blockSignals(True)
            box.setValue(value // one)
            box.blockSignals(False)

        self._bind(name, box, show)
        self.row(label, box)
        return box

    def decimal(
        self, name: str, label: str, limits: tuple[float, float], unit: str, step: float
    ) -> QDoubleSpinBox:
        """A number with one decimal."""
        box = QDoubleSpinBox(self)
        box.setRange(*limits)
        box.setDecimals(1)
        box.setSingleStep(step)
        box.setSuffix(f" {unit}")
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._preferences.change(**{name: value}))

        def show(value: float) -> None:
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

        self._bind(name, box, show)
        self.row(label, box)
        return box

    def row(self, label: str, widget: QWidget, tip: str = "") -> None:
        """A control of another kind, with its label."""
        words = QLabel(label, self)
        words.setBuddy(widget)
        words.setMinimumHeight(widget.sizeHint().height())  # in line with the words in the control
        name = label.replace("&", "").rstrip(":")
        widget.setAccessibleName(name)
        widget.setToolTip(tip or name)
        self._rows.addRow(words, widget)

    def whole_row(self, widget: QWidget) -> None:
        """Something as wide as the page."""
        self._rows.addRow(widget)

    def title(self, text: str) -> None:
        """The head of a group."""
        label = QLabel(text, self)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        if self._rows.rowCount():
            label.setContentsMargins(0, 12, 0, 0)
        self._rows.addRow(label)

    def note(self, text: str) -> QLabel:
        """Some quiet words."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._rows.addRow(label)
        return label

    def _bind(self, name: str, widget: QWidget, show: Callable[[Any], None]) -> None:
        self.controls[name] = widget
        self._show[name] = show
        show(getattr(self._preferences.now, name))

    def _on_change(self, before: Settings) -> None:
        now = self._preferences.now
        for name, show in self._show.items():
            if getattr(now, name) != getattr(before, name):
                show(getattr(now, name))


def _place(box: QComboBox, value: object) -> int:
    """Where a value stands; the first stands for what is not there (any more)."""
    return max(0, box.findData(value))
