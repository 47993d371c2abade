"""The equaliser: a slider for each band, and curves by name."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from player.base.errors import MinusOneError
from player.core.equaliser_presets import MOST, PRESETS
from player.core.player import Player
from player.engine.protocol import BANDS, Curve
from player.ui.listen import listen
from player.ui.preset_names import preset_name
from player.ui.widgets.band_slider import BandSlider
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import MINUS
from player.ui.words import tr

_KILO = 1000


class EqualiserPanel(QWidget):
    """Moves the curve of `player.sound`; what is moved elsewhere is shown here as well."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.preset_box = QComboBox(self)
        self.preset_box.setAccessibleName(tr("Equaliser preset"))
        self.preset_box.setMinimumContentsLength(14)
        self.preset_box.activated.connect(self._choose)
        self.name_field = QLineEdit(self)
        self.name_field.setAccessibleName(tr("Name of the new preset"))
        self.name_field.setPlaceholderText(tr("Name of the new preset"))
        self.name_field.setMinimumSize(180, self.preset_box.sizeHint().height())
        self.name_field.returnPressed.connect(self._save)
        self.save_button = EnterButton(tr("Save as…"), self)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button = EnterButton(tr("Remove"), self)
        self.remove_button.setAccessibleName(tr("Remove this preset"))
        self.remove_button.clicked.connect(self._remove)
        self.sliders = [self._slider(tr("Preamp"))]
        self.sliders += [self._slider(_spoken(frequency)) for frequency in BANDS]
        self._values = [QLabel(self) for _ in self.sliders]
        self._arrange()
        self.name_field.hide()
        self._show()
        listen(self, player.sound.changed, self._show)

    def _slider(self, name: str) -> BandSlider:
        slider = BandSlider(MOST, self)
        slider.setAccessibleName(name)
        slider.moved.connect(self._move)
        return slider

    def _move(self) -> None:
        preamp, *bands = (slider.value() / 10 for slider in self.sliders)
        self._player.sound.set_curve(Curve(preamp, tuple(bands)))

    def _choose(self, place: int) -> None:
        curve = self._player.equaliser_presets.all.get(self.preset_box.itemData(place))
        if curve is not None:
            self._player.sound.set_curve(replace(curve))
        self._show()

    def _on_save(self) -> None:
        if self.name_field.isVisible():
            self._save()
        else:
            self.name_field.show()
            self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.save_button.setText(tr("Save"))

    def _save(self) -> None:
        presets = self._player.equaliser_presets
        try:
            presets.add(self.name_field.text(), self._player.sound.wishes.curve)
        except MinusOneError as error:
            self._player.messages.error(error)
            return
        self.name_field.clear()
        self.name_field.hide()
        self.save_button.setText(tr("Save as…"))
        self._show()

    def _remove(self) -> None:
        try:
            self._player.equaliser_presets.remove(self.preset_box.currentData())
        except MinusOneError as error:
            self._player.messages.error(error)
        self._show()

    def _show(self) -> None:
        curve, presets = self._player.sound.wishes.curve, self._player.equaliser_presets
        name = presets.name(curve)
        self.preset_box.clear()
        for each in presets.all:
            self.preset_box.addItem(preset_name(each), each)
        if not name:
            self.preset_box.insertItem(0, tr("Custom"), "")
        self.preset_box.setCurrentIndex(self.preset_box.findData(name))
        self.remove_button.setVisible(bool(name) and name not in PRESETS)
        levels = (curve.preamp, *curve.bands)
        for slider, label, level in zip(self.sliders, self._values, levels, strict=True):
            slider.set_level(level)
            label.setText(_level(level))
            slider.setAccessibleDescription(f"{_level(level)} dB")

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.preset_box)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.name_field)
        row.addWidget(self.save_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        names = [tr("Preamp"), *map(_short, BANDS)]
        for column, (slider, value) in enumerate(zip(self.sliders, self._values, strict=True)):
            place = column + (column > 0)
            name = QLabel(names[column], self)
            for label in (value, name):
                label.setProperty("quiet", True)
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            widest = f"{MINUS}12.5"
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance(widest))
            grid.addWidget(value, 0, place)
            grid.addWidget(slider, 1, place, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(name, 2, place)
            grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(1, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addLayout(grid, 1)


def _short(frequency: float) -> str:
    """As there is room for under a slider: "31", "500", "16k"."""
    return f"{frequency / _KILO:.0f}k" if frequency >= _KILO else f"{int(frequency)}"


def _spoken(frequency: float) -> str:
    """As a screen reader says it: "62.5 hertz", "16 kilohertz"."""
    if frequency >= _KILO:
        return tr("{count} kilohertz").format(count=f"{frequency / _KILO:g}")
    return tr("{count} hertz").format(count=f"{frequency:g}")


def _level(level: float) -> str:
    sign = MINUS if level < 0 else "+" if level > 0 else ""
    return f"{sign}{abs(level):g}"
