"""Rows of the page about separation: which models are used, and what the stems take."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.core.separation import Separation
from player.ui.listen import listen
from player.ui.model_words import QUALITY_NAMES, QUALITY_WORDS, title_of
from player.ui.tips import set_tip
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.widgets.text import size
from player.ui.words import tr

_QUALITIES = tuple(QUALITY_WORDS)


class ModelRow(QWidget):
    """Names the models and sets the quality; the list of all models is one click away."""

    def __init__(
        self,
        separation: Separation,
        show_models: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._separation = separation
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.models_button = EnterButton(tr("Models…"), self)
        self.models_button.setAccessibleName(tr("Models…"))
        self.models_button.clicked.connect(lambda _on: show_models())
        set_tip(self.models_button, "models")
        self.quality = SegmentedControl([tr(QUALITY_NAMES[name]) for name in _QUALITIES], self)
        for button, (name, costs) in zip(self.quality.buttons, QUALITY_WORDS.items(), strict=True):
            button.setToolTip(tr(costs))
            button.setAccessibleName(tr("Quality: {name}").format(name=name))
        self.quality.chosen.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(self.label, 1)
        head.addWidget(self.models_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.quality)
        self._show()
        listen(self, separation.models_changed, self._show)

    def _choose(self, number: int) -> None:
        now = self._separation
        now.choose(now.model_name, now.studio_name, _QUALITIES[number])

    def _show(self) -> None:
        now = self._separation
        fast, studio = title_of(now, now.model_name), title_of(now, now.studio_name)
        words = tr("While a song plays: {model}").format(model=fast)
        later = tr("Afterwards: {model}").format(model=studio) if studio else ""
        self.label.setText("\n".join(line for line in (words, later) if line))
        known = now.quality in _QUALITIES
        self.quality.set_current(_QUALITIES.index(now.quality) if known else None)


class CacheRow(QWidget):
    """How much the stems take; they can be cleared."""

    def __init__(self, separation: Separation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._separation = separation
        self.label = QLabel(self)
        self.clear_button = EnterButton(tr("Clear"), self)
        self.clear_button.setAccessibleName(tr("Clear stem cache"))
        self.clear_button.setToolTip(tr("Delete all stems but those in use and those pinned"))
        self.clear_button.clicked.connect(lambda _on: separation.clear_cache())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.clear_button)
        self._show()
        listen(self, separation.usage_changed, self._show)

    def _show(self) -> None:
        used, budget = self._separation.usage()
        words = tr("The stems take {used} of {budget}.")
        self.label.setText(words.format(used=size(used), budget=size(budget)))
        self.clear_button.setEnabled(used > 0)
