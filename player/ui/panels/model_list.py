"""The list of models: the fast ones with their quality, the studio ones, and which are in use."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from player.core.separation import ModelChoice, Separation
from player.ui.listen import listen
from player.ui.model_words import QUALITY_NAMES, QUALITY_WORDS
from player.ui.panels.model_card import ModelCard
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

_QUALITIES = tuple(QUALITY_WORDS)


class ModelList(QWidget):
    """A card for each model, in two groups of which one each is in use."""

    method_asked = Signal(str)
    """How does the model of this name work?"""

    def __init__(self, separation: Separation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._separation = separation
        self.cards: dict[str, ModelCard] = {}
        self.quality = SegmentedControl([tr(QUALITY_NAMES[name]) for name in _QUALITIES], self)
        for button, (name, costs) in zip(self.quality.buttons, QUALITY_WORDS.items(), strict=True):
            button.setToolTip(tr(costs))
            button.setAccessibleName(tr("Quality: {name}").format(name=name))
        self.quality.chosen.connect(lambda number: self._choose(quality=_QUALITIES[number]))
        self.quality_label = _quiet("", self)
        self.none_radio = QRadioButton(tr("None: the fast stems stay"), self)
        self.none_radio.setAccessibleName(tr("Use no model in the background"))
        self.none_radio.clicked.connect(lambda: self._choose(studio=""))
        self._fast_group, self._studio_group = QButtonGroup(self), QButtonGroup(self)
        self._studio_group.addButton(self.none_radio)
        self._fast, self._studio = QVBoxLayout(), QVBoxLayout()
        self._arrange()
        self.refresh()
        listen(self, separation.models_changed, self.refresh)
        listen(self, separation.model_changed, lambda _status: self._show_status())

    def refresh(self) -> None:
        """Show the models as they are now; cards that stay keep what is asked in them."""
        models = self._separation.models()
        before = list(self.cards)
        self._drop(self.cards.keys() - {each.name for each in models})
        in_use = {self._separation.model_name, self._separation.studio_name}
        needed = in_use | {each.weights for each in models if each.name in in_use}
        for each in models:
            card = self.cards.get(each.name) or self._add(each)
            card.show_choice(each, chosen=each.name in in_use, needed=each.name in needed)
        if list(self.cards) != before:
            self._set_tab_order()
        self.none_radio.setChecked(not self._separation.studio_name)
        quality = self._separation.quality
        self.quality.set_current(_QUALITIES.index(quality) if quality in _QUALITIES else None)
        self.quality_label.setText(tr(QUALITY_WORDS.get(quality, "")))
        self._show_status()

    def _add(self, choice: ModelChoice) -> ModelCard:
        card = self.cards[choice.name] = ModelCard(choice, self)
        (self._studio if choice.studio else self._fast).addWidget(card)
        (self._studio_group if choice.studio else self._fast_group).addButton(card.radio)
        card.chosen.connect(self._use)
        card.get_asked.connect(self._separation.install_model)
        card.remove_asked.connect(self._separation.remove_model)
        card.method_asked.connect(self.method_asked)
        return card

    def _drop(self, names: set[str]) -> None:
        for name in names:
            card = self.cards.pop(name)
            card.hide()
            card.deleteLater()

    def _set_tab_order(self) -> None:
        """From above to below, whichever was made first."""
        fast = [card for card in self.cards.values() if not card.choice.studio]
        studio = [card for card in self.cards.values() if card.choice.studio]
        order = [
            self.quality.buttons[-1],
            *(widget for card in fast for widget in card.controls),
            self.none_radio,
            *(widget for card in studio for widget in card.controls),
        ]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _use(self, name: str) -> None:
        if self.cards[name].choice.studio:
            self._choose(studio=name)
        else:
            self._choose(model=name)

    def _choose(
        self, *, model: str | None = None, studio: str | None = None, quality: str | None = None
    ) -> None:
        now = self._separation
        now.choose(
            now.model_name if model is None else model,
            now.studio_name if studio is None else studio,
            now.quality if quality is None else quality,
        )

    def _show_status(self) -> None:
        status = self._separation.model
        name = status.name or self._separation.model_name
        for card in self.cards.values():
            own = bool(status.stage) and card.choice.name == name
            card.show_status(status if own else None, busy=bool(status.stage))

    def _arrange(self) -> None:
        dial = QHBoxLayout()
        dial.setSpacing(12)
        dial.addWidget(self.quality)
        dial.addWidget(self.quality_label, 1)
        fast = (
            _title(tr("While a song plays"), self),
            _quiet(tr("Keeps ahead of the playhead."), self),
        )
        later = (
            _title(tr("Afterwards, in the background"), self),
            _quiet(tr("Its stems replace the fast ones as soon as a song is done."), self),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        _stack(layout, fast)
        layout.addLayout(dial)
        layout.addLayout(self._fast)
        layout.addSpacing(16)
        _stack(layout, later)
        none = QHBoxLayout()
        none.setContentsMargins(13, 0, 0, 0)  # in line with the cards' radio buttons
        none.addWidget(self.none_radio)
        layout.addLayout(none)
        layout.addLayout(self._studio)
        layout.addStretch(1)


def _stack(layout: QVBoxLayout, labels: Sequence[QLabel]) -> None:
    for label in labels:
        layout.addWidget(label)


def _title(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.15)
    label.setFont(font)
    return label


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("quiet", True)
    label.setWordWrap(True)
    return label
