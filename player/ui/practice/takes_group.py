"""Recording, in the practice row: the button, how long it goes on, and how loud it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from player.base.units import seconds
from player.core.player import Player
from player.ui.listen import listen
from player.ui.tips import set_tip
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.level_meter import LevelMeter
from player.ui.words import tr


class TakesGroup(QWidget):
    """One button records and stops, over the button of the list or how long it goes on."""

    def __init__(
        self, player: Player, parent: QWidget | None = None, *, listed: bool = True
    ) -> None:
        """`listed`: whether there is a button for the list."""
        super().__init__(parent)
        self._takes = player.practice.takes
        self._recording = player.practice.recording
        self._listed = listed
        self.record_button = QPushButton(tr("● Record"), self)
        self.record_button.setCheckable(True)
        self.record_button.setAccessibleName(tr("Record a take"))
        set_tip(self.record_button, "record-take")
        self.record_button.clicked.connect(lambda _on: self._toggle())
        self.state_label = QLabel(self)
        self.state_label.setAccessibleName(tr("Takes"))
        self.meter = LevelMeter(Qt.Orientation.Horizontal, self)
        self.meter.setAccessibleName(tr("Level of the microphone"))
        self.meter.setToolTip(tr("Level of the microphone"))
        self.meter.setFixedWidth(40)
        self.list_button = EnterButton(tr("Takes…"), self)
        self.list_button.setAccessibleName(tr("Takes…"))
        set_tip(self.list_button, "takes")
        self.list_button.clicked.connect(lambda _on: self._open_list())
        for button in (self.record_button, self.list_button):
            button.setProperty("compact", True)
        going_on = QHBoxLayout()
        going_on.setSpacing(4)
        going_on.addWidget(self.meter)
        going_on.addWidget(self.state_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.record_button)
        layout.addWidget(self.list_button)
        layout.addLayout(going_on)
        listen(self, self._recording.changed, self._show)
        listen(self, self._takes.changed, self._show)
        self._show()

    def _toggle(self) -> None:
        self._recording.toggle()
        self._show()

    def _open_list(self) -> None:
        action = self.window().findChild(QAction, "takes")
        if isinstance(action, QAction):
            action.trigger()

    def _show(self) -> None:
        recording, count = self._recording, len(self._takes.current)
        self.record_button.setChecked(recording.on)
        self.record_button.setText(tr("■ Stop") if recording.on else tr("● Record"))
        for each in (self.meter, self.state_label):
            each.setVisible(recording.on)
        self.list_button.setVisible(self._listed and not recording.on)
        self.list_button.setText(
            tr("Takes: {count}").format(count=count) if count else tr("Takes…")
        )
        if recording.on:
            self.meter.set_peaks(recording.peak, recording.peak)
            self.state_label.setText(time_text(seconds(recording.recorded)))


def time_text(time: float) -> str:
    """Minutes and seconds: "1:05"."""
    minutes, rest = divmod(int(time), 60)
    return f"{minutes}:{rest:02}"
