"""One model in the list: what it gives and costs, to be fetched, chosen and removed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from player.core.separation import ModelChoice, ModelStatus
from player.ui.methods.method_button import MethodButton
from player.ui.model_words import facts, stems_words
from player.ui.panels.question_box import QuestionBox
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import breakable, size
from player.ui.words import tr

_INDENT = 26
"""Pixels from the radio button's edge to its text."""
_BAR_WIDTH = 120
_COMMAND = "pip install"


class ModelCard(QFrame):
    """Shows one ModelChoice; it asks before a download with terms, and before a removal."""

    chosen = Signal(str)
    get_asked = Signal(str)
    remove_asked = Signal(str)
    method_asked = Signal(str)

    def __init__(self, choice: ModelChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._choice = choice
        self._removing = False
        self.radio = QRadioButton(self)
        self.radio.clicked.connect(lambda: self.chosen.emit(self._choice.name))
        self.method_button = MethodButton(self)
        self.method_button.asked.connect(self.method_asked)
        self.get_button = EnterButton(tr("Get"), self)
        self.get_button.clicked.connect(self._get)
        self.remove_button = EnterButton(tr("Remove"), self)
        self.remove_button.clicked.connect(self._remove)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.stage_label = QLabel(self)
        self.stems_label, self.note_label = _words(self), _words(self)
        self.facts_label, self.licence_label = _words(self), _words(self)
        self.sdr_label, self.missing_label = _words(self), _words(self)
        self.copy_button = EnterButton(tr("Copy command"), self)
        self.copy_button.clicked.connect(self._copy)
        self.question = QuestionBox(self)
        self.question.answered.connect(self._answered)
        self._arrange()

    @property
    def choice(self) -> ModelChoice:
        """The model as it is shown."""
        return self._choice

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in this order."""
        question = self.question
        asked = (question.accept_box, question.no_button, question.yes_button)
        buttons = (self.get_button, self.remove_button, self.method_button, self.copy_button)
        return self.radio, *buttons, *asked

    def show_choice(self, choice: ModelChoice, *, chosen: bool, needed: bool) -> None:
        """Show a model anew, whether it is the one in use, and whether its files are needed."""
        self._choice = choice
        usable = choice.installed and not choice.missing
        self.radio.setText(choice.title)
        self.radio.setEnabled(usable or chosen)
        self.radio.setChecked(chosen)
        self.method_button.explain(choice.name)
        self.get_button.setText(
            tr("Get {size}").format(size=size(choice.bytes)) if choice.bytes else tr("Get")
        )
        self.get_button.setVisible(not choice.installed)
        removable = choice.installed and not needed and not choice.weights and choice.bytes
        self.remove_button.setVisible(bool(removable))
        self._show_words(choice)
        self._name_all(choice)
        self.show_status(None, busy=False)

    def show_status(self, status: ModelStatus | None, *, busy: bool) -> None:
        """Show how far its installation is (None: it is not this one's); `busy` with any."""
        self.bar.setVisible(status is not None)
        self.stage_label.setVisible(status is not None)
        self.get_button.setVisible(status is None and not self._choice.installed)
        self.get_button.setEnabled(not busy)
        if status is not None:
            self.bar.setValue(round(status.fraction * 1000))
            self.stage_label.setText(f"{status.stage}, {int(status.fraction * 100)} %")

    def _show_words(self, choice: ModelChoice) -> None:
        lines = {
            self.stems_label: stems_words(choice),
            self.note_label: choice.note,
            self.facts_label: facts(choice),
            self.licence_label: choice.licence
            and tr("Licence: {licence}").format(licence=choice.licence),
            self.sdr_label: choice.published_sdr
            and tr("Published: {published_sdr}").format(published_sdr=choice.published_sdr),
            self.missing_label: choice.missing,
        }
        for label, text in lines.items():
            label.setText(breakable(text))
            label.setVisible(bool(text))
        self.copy_button.setVisible(_COMMAND in choice.missing)

    def _name_all(self, choice: ModelChoice) -> None:
        when = "in the background" if choice.studio else "while a song plays"
        self.radio.setAccessibleName(tr("Use {title} {when}").format(title=choice.title, when=when))
        self.radio.setAccessibleDescription(f"{stems_words(choice)}. {facts(choice)}")
        self.radio.setToolTip("" if choice.installed else tr("Get it first"))
        self.get_button.setAccessibleName(tr("Get {title}").format(title=choice.title))
        self.remove_button.setAccessibleName(tr("Remove {title}").format(title=choice.title))
        self.copy_button.setAccessibleName(
            tr("Copy the command that {title} needs").format(title=choice.title)
        )
        self.bar.setAccessibleName(tr("Progress of {title}").format(title=choice.title))

    def _get(self) -> None:
        self._removing = False
        if self._choice.terms:
            self.question.ask(self._choice.terms, self.get_button.text(), accept=True)
        else:
            self.get_asked.emit(self._choice.name)

    def _remove(self) -> None:
        self._removing = True
        space = size(self._choice.bytes)
        self.question.ask(
            tr("This frees {space}. Stems that it made stay.").format(space=space),
            tr("Remove from disk"),
            accept=False,
        )

    def _answered(self, yes: bool) -> None:
        if yes:
            (self.remove_asked if self._removing else self.get_asked).emit(self._choice.name)

    def _copy(self) -> None:
        missing = self._choice.missing
        command = missing[missing.index(_COMMAND) :].rstrip(".")
        QGuiApplication.clipboard().setText(command)

    def _arrange(self) -> None:
        font = self.radio.font()
        font.setBold(True)
        self.radio.setFont(font)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.missing_label.setProperty("state", "bad")
        for label in (*self._lines[1:], self.stage_label):
            label.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(4)
        layout.addLayout(self._head())
        layout.addLayout(self._below())

    @property
    def _lines(self) -> tuple[QLabel, ...]:
        first = (self.stems_label, self.note_label, self.facts_label)
        return *first, self.sdr_label, self.licence_label

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.radio, 1)
        for widget in (self.stage_label, self.bar, self.get_button, self.remove_button):
            head.addWidget(widget)
        head.addWidget(self.method_button)
        return head

    def _below(self) -> QVBoxLayout:
        missing = QHBoxLayout()
        missing.addWidget(self.missing_label, 1)
        missing.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.setSpacing(4)
        for label in self._lines:
            below.addWidget(label)
        below.addLayout(missing)
        below.addWidget(self.question)
        return below


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
