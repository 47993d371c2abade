"""The live filter for every song: which one, and its parameters."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from player.core.live_filters import LiveFilters, name_of
from player.engine.live.kinds import NAMED, Choice, LiveFilter, Mode, Range, parameters
from player.ui.listen import listen
from player.ui.live_words import (
    FILTER_WORDS,
    MODE_WORDS,
    PARAMETER_WORDS,
    UNITS,
    filters_name,
)
from player.ui.methods.method_button import MethodButton
from player.ui.methods.method_texts import method_of
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_FIELD_WIDTH = 150
_LARGE = 100.0
"""From here on a range needs no decimals."""


class LivePanel(QWidget):
    """Every change is heard at once, and what is changed elsewhere is shown."""

    method_asked = Signal(str)
    """How does this filter work?"""

    def __init__(self, live: LiveFilters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.filter_box = QComboBox(self)
        self.filter_box.setAccessibleName(tr("Live filter"))
        self.filter_box.addItem(tr("None"), "")
        for name, words in FILTER_WORDS.items():
            self.filter_box.addItem(tr(words), name)
        self.filter_box.activated.connect(self._choose)
        self.method_button = MethodButton(self)
        self.method_button.asked.connect(self.method_asked)
        self.does_label = QLabel(self)
        self.does_label.setWordWrap(True)
        self.does_label.setProperty("quiet", True)
        self.fields: dict[str, QComboBox | QDoubleSpinBox] = {}
        self._form = QFormLayout()
        self._kind: type[LiveFilter] | None = None
        self.reset_button = EnterButton(tr("Usual values"), self)
        self.reset_button.setAccessibleName(tr("Usual values of this filter"))
        self.reset_button.clicked.connect(lambda _on: self._choose())
        self._arrange()
        self._show()
        listen(self, live.changed, self._show)

    @property
    def _filter(self) -> LiveFilter | None:
        """The one that is shown: several come from the command line only."""
        filters = self._live.filters
        return filters[0] if len(filters) == 1 else None

    def _choose(self) -> None:
        name = self.filter_box.currentData()
        if name is not None:
            self._live.set([NAMED[name]] if name else [])

    def _show(self) -> None:
        shown = self._filter
        name = "" if shown is None else name_of(shown)
        several = len(self._live.filters) > 1
        place = -1 if several else self.filter_box.findData(name)
        self.filter_box.setCurrentIndex(place)
        self.filter_box.setPlaceholderText(filters_name(self._live.filters))
        self.method_button.explain(name)
        method = method_of(name)
        self.does_label.setText(
            tr("Every song is heard as it is.") if method is None else method.does
        )
        self.does_label.setVisible(not several)
        self._show_fields(shown)
        self.reset_button.setVisible(shown is not None)
        self.reset_button.setEnabled(shown is not None and shown != NAMED.get(name))

    def _show_fields(self, shown: LiveFilter | None) -> None:
        kind = None if shown is None else type(shown)
        if kind is not self._kind:
            self._kind = kind
            self._make_fields(kind)
        for name, field in self.fields.items():
            value = getattr(shown, name)
            blocked = field.blockSignals(True)
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            else:
                field.setValue(value)
            field.blockSignals(blocked)

    def _make_fields(self, kind: type[LiveFilter] | None) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        known = {} if kind is None else parameters(kind)
        self.fields = {name: self._field(name, allowed) for name, allowed in known.items()}
        for name, field in self.fields.items():
            label = QLabel(tr(PARAMETER_WORDS[name]), self)
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            self._form.addRow(label, field)
        before: QWidget = self.method_button
        for widget in (*self.fields.values(), self.reset_button):
            self.setTabOrder(before, widget)
            before = widget

    def _field(self, name: str, allowed: Range | Choice) -> QComboBox | QDoubleSpinBox:
        field = _modes(allowed) if isinstance(allowed, Choice) else _number(name, allowed)
        field.setFixedWidth(_FIELD_WIDTH)
        field.setAccessibleName(tr(PARAMETER_WORDS[name]))
        if isinstance(field, QComboBox):
            field.activated.connect(lambda _row: self._change(name, field.currentData()))
        else:
            field.valueChanged.connect(lambda value: self._change(name, value))
        return field

    def _change(self, name: str, value: float | Mode) -> None:
        shown = self._filter
        if shown is not None:
            self._live.set([replace(shown, **{name: value})])

    def _arrange(self) -> None:
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.filter_box, 1)
        head.addWidget(self.method_button)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.does_label)
        layout.addLayout(self._form)
        layout.addLayout(foot)
        layout.addStretch(1)


def _modes(allowed: Choice) -> QComboBox:
    box = QComboBox()
    for mode in allowed.modes:
        box.addItem(tr(MODE_WORDS[mode.value]), mode)
    return box


def _number(name: str, allowed: Range) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(allowed.low, allowed.high)
    large = allowed.high - allowed.low > _LARGE
    box.setDecimals(0 if large else 2)
    box.setSingleStep(1.0 if name in UNITS and UNITS[name] == "dB" else 0.05)
    if UNITS.get(name) in ("Hz", "ms"):
        box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
    box.setSuffix(f" {UNITS[name]}" if name in UNITS else "")
    box.setKeyboardTracking(False)
    box.setToolTip(tr("{low} to {high}").format(low=f"{allowed.low:g}", high=f"{allowed.high:g}"))
    return box
