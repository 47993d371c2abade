"""The choice of the microphone."""

from PySide6.QtWidgets import QComboBox, QWidget

from player.core.practice.sound_input import SoundInput
from player.core.preferences import Preferences
from player.ui.listen import listen
from player.ui.words import tr


class InputBox(QComboBox):
    """What is chosen holds at once, and is kept as a setting."""

    def __init__(
        self, sound_input: SoundInput, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._input = sound_input
        self._preferences = preferences
        self.setAccessibleName(tr("Input"))
        self.setToolTip(tr("The microphone that is listened to"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fill()
        self.activated.connect(lambda _at: self._choose())
        listen(self, sound_input.changed, self._fill)

    def _fill(self) -> None:
        chosen = self._input.chosen.target
        names = dict.fromkeys(["default", *self._input.names, chosen])
        self.clear()
        for name in names:
            self.addItem(tr("System default") if name == "default" else name, name)
        self.setCurrentIndex(self.findData(chosen))

    def _choose(self) -> None:
        name = self.currentData()
        self._input.choose(name, self._input.chosen.channels)
        self._preferences.change(input=name)
