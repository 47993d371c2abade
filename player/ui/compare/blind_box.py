"""The blind test: A, B and X to listen to, answers, and how often they were right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.core.blind_test import BlindTest
from player.core.comparing import Comparing
from player.ui.compare.compare_words import reveal_words, tally_words
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

_LETTERS = "ABX"


class BlindBox(QWidget):
    """Begins with `begin`; nothing in it tells which alternative is heard until it is revealed."""

    revealed = Signal()
    """The test is over."""

    def __init__(self, comparing: Comparing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._names: Sequence[str] = ()
        self.test = BlindTest()
        self.letters = SegmentedControl(list(_LETTERS), self)
        for letter, button in zip(_LETTERS, self.letters.buttons, strict=True):
            button.setAccessibleName(tr("Hear {letter}").format(letter=letter))
            button.setToolTip(tr("Hear {letter} ({letter})").format(letter=letter))
        self.letters.chosen.connect(lambda number: self.hear(_LETTERS[number]))
        self.a_button = self._answer(tr("X is A"), "A")
        self.b_button = self._answer(tr("X is B"), "B")
        self.reveal_button = EnterButton(tr("Reveal"), self)
        self.reveal_button.setAccessibleName(tr("Reveal what A and B are"))
        self.reveal_button.clicked.connect(lambda _on: self._reveal())
        self.tally_label = QLabel(self)
        self.tally_label.setWordWrap(True)
        self._arrange()

    def begin(self, names: Sequence[str]) -> None:
        """Begin a new test of the two alternatives that have these names."""
        self._names = names
        self.test = BlindTest()
        self._show_tally()
        for button in (self.a_button, self.b_button, self.reveal_button):
            button.setEnabled(True)
        self.hear("A")

    def hear(self, letter: str) -> None:
        """Hear what is behind a letter."""
        self.letters.set_current(_LETTERS.index(letter))
        self._comparing.choose(self.test.alternative(letter))

    def _answer(self, text: str, letter: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _on: self._take(letter))
        return button

    def _take(self, letter: str) -> None:
        right = self.test.answer(letter)
        self._show_tally(tr("Right.") if right else tr("Wrong."))
        self.hear("X")

    def _show_tally(self, before: str = "") -> None:
        self.tally_label.setText(f"{before} {tally_words(self.test)}".strip())

    def _reveal(self) -> None:
        words = reveal_words(self.test, self._names)
        self.tally_label.setText(f"{words} {tally_words(self.test) if self.test.tries else ''}")
        for button in (self.a_button, self.b_button, self.reveal_button):
            button.setEnabled(False)
        self.revealed.emit()

    def _arrange(self) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.a_button)
        answers.addWidget(self.b_button)
        answers.addStretch(1)
        answers.addWidget(self.reveal_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.letters)
        layout.addLayout(answers)
        layout.addWidget(self.tally_label)
