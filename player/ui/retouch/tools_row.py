"""The tools: which stem is seen, what the brush is, where what it takes goes."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from player.base.units import StemName
from player.retouch.strokes import Kind
from player.ui.retouch.brush import SIZES, Brush
from player.ui.stem_names import stem_name
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import mark, tr

_TOOLS = {
    Kind.BRUSH: (mark("Brush"), "B"),
    Kind.HARMONIC: (mark("Harmonics"), "H"),
    Kind.ERASER: (mark("Eraser"), "E"),
}
_KINDS = tuple(_TOOLS)


class ToolsRow(QWidget):
    """Moves the brush it is given; its keys hold for the whole dialog."""

    stem_chosen = Signal(str)
    """Another stem is to be seen."""
    resized = Signal()
    """The brush has another size."""

    def __init__(self, brush: Brush, parent: QWidget) -> None:
        super().__init__(parent)
        self._brush = brush
        self._stems: Sequence[StemName] = ()
        self.stem_box = self._box(tr("Stem to be seen"))
        self.target_box = self._box(tr("Stem that gets what is painted"))
        self.tools = SegmentedControl([tr(words) for words, _key in _TOOLS.values()], self)
        for button, (words, key) in zip(self.tools.buttons, _TOOLS.values(), strict=True):
            button.setToolTip(f"{tr(words)} ({key})")
        self.tools.chosen.connect(lambda number: self.set_tool(_KINDS[number]))
        self.smaller = self._button("−", tr("Smaller brush"), "[", lambda: self.resize_brush(-1))
        self.larger = self._button("+", tr("Larger brush"), "]", lambda: self.resize_brush(1))
        self.strength_box = QSpinBox(self)
        self.strength_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.strength_box.setRange(5, 100)
        self.strength_box.setSingleStep(5)
        self.strength_box.setSuffix(" %")
        self.strength_box.setValue(100)
        self.strength_box.setAccessibleName(tr("Strength of the brush"))
        self.strength_box.valueChanged.connect(self._on_strength)
        self.stem_box.currentIndexChanged.connect(self._on_stem)
        self.target_box.currentIndexChanged.connect(self._on_target)
        for kind, (_words, key) in _TOOLS.items():
            self._on_key(key, partial(self.set_tool, kind))
        self._arrange()
        self.set_tool(brush.kind)

    def set_stems(self, stems: Sequence[StemName], shown: StemName) -> None:
        """Offer these, and see one of them."""
        self._stems = stems
        self.stem_box.clear()
        self.stem_box.addItems([stem_name(stem).capitalize() for stem in stems])
        self.stem_box.setCurrentIndex(stems.index(shown) if shown in stems else 0)

    def set_tool(self, kind: Kind) -> None:
        """Take this tool."""
        self._brush.kind = kind
        self.tools.set_current(_KINDS.index(kind))
        self.target_box.setEnabled(kind is not Kind.ERASER)
        self.strength_box.setEnabled(True)
        self.resized.emit()

    def resize_brush(self, steps: int) -> None:
        """Larger, or smaller."""
        self._brush.resize(steps)
        self.smaller.setEnabled(self._brush.size > 0)
        self.larger.setEnabled(self._brush.size < SIZES - 1)
        self.resized.emit()

    def _on_stem(self, number: int) -> None:
        if 0 <= number < len(self._stems):
            self._brush.source = self._stems[number]
            others = [stem for stem in self._stems if stem != self._brush.source]
            before = self._brush.target
            self.target_box.clear()
            for stem in others:
                self.target_box.addItem(stem_name(stem).capitalize(), stem)
            self.target_box.setCurrentIndex(others.index(before) if before in others else 0)
            self.stem_chosen.emit(self._brush.source)

    def _on_target(self, number: int) -> None:
        if number >= 0:
            self._brush.target = StemName(self.target_box.itemData(number))

    def _on_strength(self, percent: int) -> None:
        self._brush.strength = percent / 100

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        return box

    def _button(self, text: str, name: str, key: str, do: Callable[[], None]) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.clicked.connect(do)
        self._on_key(key, do)
        return button

    def _on_key(self, key: str, do: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self.window()).activated.connect(do)

    def _arrange(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (QLabel(tr("Take from"), self), self.stem_box):
            first.addWidget(widget)
        for widget in (QLabel(tr("Give to"), self), self.target_box):
            first.addWidget(widget)
        first.addStretch(1)
        for tool in (self.tools, self.smaller, self.larger):
            second.addWidget(tool)
        second.addWidget(QLabel(tr("Strength"), self))
        second.addWidget(self.strength_box)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(first)
        layout.addLayout(second)
