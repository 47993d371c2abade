"""The window of the speed trainer: the plan, and where it stands."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from player.base.units import StemName
from player.core.player import Player
from player.core.practice.training import (
    FASTEST,
    LONGEST_PAUSE,
    MOST_ROUNDS,
    MOST_STEP,
    SLOWEST,
    Training,
    Turns,
)
from player.ui.listen import listen
from player.ui.practice.trainer_words import TURNS_WORDS, trained
from player.ui.stem_names import stem_name
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr


class TrainerDialog(QDialog):
    """Each change of the plan holds at once."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Speed trainer"))
        self._player = player
        self._trainer = player.practice.trainer
        self.start_box = self._percent(tr("Begin at"), SLOWEST, FASTEST)
        self.step_box = self._percent(tr("Each time by"), -MOST_STEP, MOST_STEP)
        self.stop_box = self._percent(tr("Up to"), SLOWEST, FASTEST)
        self.rounds_box = QSpinBox(self)
        self.rounds_box.setRange(1, MOST_ROUNDS)
        self.rounds_box.setAccessibleName(tr("Rounds at each speed"))
        self.pause_box = QDoubleSpinBox(self)
        self.pause_box.setRange(0, LONGEST_PAUSE)
        self.pause_box.setSingleStep(0.5)
        self.pause_box.setDecimals(1)
        self.pause_box.setSuffix(" s")
        self.pause_box.setAccessibleName(tr("Pause between rounds"))
        self.part_box = QComboBox(self)
        self.part_box.setAccessibleName(tr("The part you learn"))
        self.turns_box = QComboBox(self)
        self.turns_box.setAccessibleName(tr("It is heard"))
        for turns in Turns:
            self.turns_box.addItem(tr(TURNS_WORDS[turns]), turns.value)
        self.words_label = QLabel(self)
        self.start_button = EnterButton("", self)
        self._arrange()
        self._show_parts()
        self._show_plan(self._trainer.plan)
        self._show_rounds()
        self._connect()

    def _percent(self, name: str, lowest: float, highest: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(lowest, highest)
        box.setDecimals(0)
        box.setSuffix(" %")
        box.setAccessibleName(name)
        return box

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for box in (
            self.start_box,
            self.step_box,
            self.rounds_box,
            self.stop_box,
            self.pause_box,
            self.part_box,
            self.turns_box,
        ):
            form.addRow(f"{box.accessibleName()}:", box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.words_label)
        layout.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        for box in (self.start_box, self.step_box, self.stop_box, self.rounds_box, self.pause_box):
            box.valueChanged.connect(lambda _value: self._take())
        for choice in (self.part_box, self.turns_box):
            choice.activated.connect(lambda _index: self._take())
        self.start_button.clicked.connect(lambda _on: self._trainer.toggle())
        listen(self, self._trainer.changed, self._show_rounds)
        listen(self, self._player.mix.stems_changed, self._show_parts)

    def _take(self) -> None:
        part = self.part_box.currentData()
        self._trainer.set_plan(
            replace(
                self._trainer.plan,
                start=self.start_box.value(),
                step=self.step_box.value(),
                stop=self.stop_box.value(),
                rounds=self.rounds_box.value(),
                pause=self.pause_box.value(),
                part=StemName(part) if part else None,
                turns=Turns(self.turns_box.currentData()),
            )
        )

    def _show_plan(self, plan: Training) -> None:
        self.start_box.setValue(plan.start)
        self.step_box.setValue(plan.step)
        self.stop_box.setValue(plan.stop)
        self.rounds_box.setValue(plan.rounds)
        self.pause_box.setValue(plan.pause)
        self.turns_box.setCurrentIndex(self.turns_box.findData(plan.turns.value))

    def _show_parts(self) -> None:
        self.part_box.clear()
        self.part_box.addItem(tr("None"), "")
        for stem in self._player.mix.stems:
            self.part_box.addItem(stem_name(stem), stem)
        index = self.part_box.findData(self._trainer.plan.part or "")
        self.part_box.setCurrentIndex(max(0, index))

    def _show_rounds(self) -> None:
        running = self._trainer.running
        self.words_label.setText(trained(self._trainer) if running else tr("Not begun"))
        words = tr("Stop") if running else tr("Start")
        self.start_button.setText(words)
        self.start_button.setAccessibleName(words)
