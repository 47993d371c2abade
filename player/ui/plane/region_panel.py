"""What can be set of the selected region: name, colour, what it does, gain, edges, time."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from player.core.plane.regions import (
    COLOURS,
    LOUDEST,
    MOST_STRIPS,
    QUIETEST,
    PlaneRegion,
    strips,
    with_gain,
    with_mode,
    with_softness,
)
from player.engine.live.kinds import LONGEST, Mode
from player.ui.icons import icon
from player.ui.plane.editing import RegionEditing
from player.ui.plane.inks import is_dark, region_colour
from player.ui.plane.scales import clock
from player.ui.widgets.icon_button import EnterButton, IconButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.widgets.text import MINUS
from player.ui.words import mark, tr

_MODES = {Mode.SOLO: mark("Solo"), Mode.CUT: mark("Cut"), Mode.GAIN: mark("Gain")}
_SWATCH = 12
_ROOMY, _NARROW = 480, 400
"""Pixels from which on edges have their name, and can be set: F9 gives more room."""


class RegionPanel(QWidget):
    """Shows the selected region and changes it; without one, what the next region will do."""

    def __init__(self, editing: RegionEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.names = QComboBox(self)
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setMinimumContentsLength(6)
        self.names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.names.activated.connect(self._choose)
        self._field().returnPressed.connect(self._rename)
        self._field().editingFinished.connect(self._rename)
        self.colour = QComboBox(self)
        self.colour.setIconSize(QSize(_SWATCH, _SWATCH))
        for number in range(COLOURS):
            self.colour.addItem(QIcon(), "")
            self.colour.setItemData(
                number,
                tr("Colour {number}").format(number=number + 1),
                Qt.ItemDataRole.AccessibleTextRole,
            )
        self.colour.activated.connect(lambda n: editing.edit(lambda r: replace(r, colour=n)))
        self.on = QCheckBox(tr("On"), self)
        self.on.clicked.connect(lambda on: editing.edit(lambda r: replace(r, on=on)))
        self.in_mixer = QCheckBox(tr("In mixer"), self)
        self.in_mixer.clicked.connect(lambda on: editing.edit(lambda r: replace(r, in_mixer=on)))
        self.modes = SegmentedControl([tr(words) for words in _MODES.values()], self)
        self.modes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.modes.chosen.connect(self._set_mode)
        self.gain = _number(self, QUIETEST, LOUDEST, 1, " dB")
        self.gain.valueChanged.connect(lambda level: editing.edit(lambda r: with_gain(r, level)))
        self.soft = _number(self, 0.0, 1.0, 2, "")
        self.soft.setSingleStep(0.05)
        self.soft.valueChanged.connect(lambda soft: editing.edit(lambda r: with_softness(r, soft)))
        self.time_button = EnterButton("", self)
        self.time_button.clicked.connect(self._whole_song)
        self.delete_button = IconButton(icon("close"), 16, 28, self)
        self.delete_button.clicked.connect(editing.delete)
        self._soft_label = QLabel(tr("Edges"), self)
        self._name_all()
        self._arrange()
        self.show_region()
        editing.changed.connect(self.show_region)

    def show_region(self) -> None:
        """Stand where the selected region stands."""
        region = self._editing.region
        for widget in self._of_region:
            widget.setEnabled(region is not None)
        self._show_names()
        mode = self._editing.mode if region is None else region.region.mode
        self.modes.set_current(list(_MODES).index(mode))
        if region is not None:
            self._show(region)
        else:
            self.time_button.setText(tr("Whole song"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least needed where room is scarce."""
        super().resizeEvent(event)
        self._soft_label.setVisible(self.width() >= _ROOMY)
        self.soft.setVisible(self.width() >= _NARROW)

    def colour_swatches(self) -> None:
        """Draw the colours for the ground of now."""
        dark = is_dark(self.palette())
        for number in range(COLOURS):
            swatch = QPixmap(_SWATCH, _SWATCH)
            swatch.fill(region_colour(number, dark=dark))
            self.colour.setItemIcon(number, QIcon(swatch))

    def _show(self, region: PlaneRegion) -> None:
        self.colour.setCurrentIndex(region.colour)
        self.on.setChecked(region.on)
        self.in_mixer.setChecked(region.in_mixer)
        for field, value in ((self.gain, region.region.gain), (self.soft, region.region.soft)):
            blocked = field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(blocked)
        self.gain.setEnabled(region.region.mode is Mode.GAIN)
        free = len(strips(self._editing.regions)) < MOST_STRIPS
        self.in_mixer.setEnabled(region.in_mixer or free)
        of = region.region
        stop = "" if of.stop >= LONGEST else clock(of.stop)
        words = f"{clock(of.start)} – {stop}" if region.timed else tr("Whole song")
        self.time_button.setText(words)
        self.time_button.setEnabled(region.timed)

    def _show_names(self) -> None:
        names = [region.name for region in self._editing.regions]
        shown = [self.names.itemText(n) for n in range(self.names.count())]
        blocked = self.names.blockSignals(True)
        if names != shown:
            self.names.clear()
            self.names.addItems(names)
        selected = self._editing.selected
        self.names.setCurrentIndex(-1 if selected is None else selected)
        if not self._field().hasFocus():
            region = self._editing.region
            self.names.setEditText("" if region is None else region.name)
            self._field().setCursorPosition(0)
        self.names.blockSignals(blocked)

    def _choose(self, number: int) -> None:
        self._editing.select(number)

    def _rename(self) -> None:
        name = self._field().text().strip()
        region = self._editing.region
        if region is not None and name and name != region.name:
            self._editing.edit(lambda r: replace(r, name=name))

    def _set_mode(self, number: int) -> None:
        mode = list(_MODES)[number]
        self._editing.mode = mode
        self._editing.edit(lambda r: with_mode(r, mode))

    def _whole_song(self) -> None:
        self._editing.edit(lambda r: replace(r, region=replace(r.region, start=0.0, stop=LONGEST)))

    def _field(self) -> QLineEdit:
        field = self.names.lineEdit()
        if field is None:
            raise RuntimeError("the box can be edited")
        return field

    @property
    def _of_region(self) -> tuple[QWidget, ...]:
        return (
            self.colour,
            self.on,
            self.in_mixer,
            self.gain,
            self.soft,
            self.time_button,
            self.delete_button,
        )

    def _name_all(self) -> None:
        self._field().setPlaceholderText(tr("No region"))
        tips = {
            self.names: (tr("Region"), tr("Choose a region (Tab), or give it another name")),
            self.colour: (tr("Colour"), tr("Colour")),
            self.on: (tr("On"), tr("Off: the region is kept and does nothing")),
            self.in_mixer: (tr("In the mixer"), tr("Have a strip for this region (four at most)")),
            self.gain: (tr("Gain"), tr("How much louder or softer (+, −)")),
            self.soft: (tr("Edges"), tr("How soft the edges are, in pan and in octaves")),
            self.time_button: (tr("Time"), tr("Let it hold for the whole song")),
            self.delete_button: (tr("Delete region"), tr("Delete region (Del)")),
        }
        for widget, (name, tip) in tips.items():
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        words = (tr("Hear it alone"), tr("Take it out"), tr("Make it louder or softer"))
        for button, tip in zip(self.modes.buttons, words, strict=True):
            button.setToolTip(tip)

    def _arrange(self) -> None:
        self._soft_label.setProperty("quiet", True)
        self._soft_label.setBuddy(self.soft)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.names, 1)
        for widget in (self.colour, self.on, self.in_mixer, self.delete_button):
            first.addWidget(widget)
        for beside in (self.modes, self.gain, self._soft_label, self.soft):
            second.addWidget(beside)
        second.addStretch(1)
        second.addWidget(self.time_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for row in (first, second):
            row.setSpacing(8)
            layout.addLayout(row)


def _number(parent: QWidget, low: float, high: float, digits: int, unit: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox(parent)
    field.setRange(low, high)
    field.setDecimals(digits)
    field.setSuffix(unit)
    field.setKeyboardTracking(False)
    field.setFixedWidth(field.fontMetrics().horizontalAdvance(f"{MINUS}60.0{unit}") + 34)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return field
