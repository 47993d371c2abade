"""How late the microphone is, and the button that measures it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from player.core.practice.latency import Latency
from player.ui.listen import listen
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr


class LatencyRow(QWidget):
    """Says what is known, and why it could not be measured."""

    def __init__(self, latency: Latency, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latency = latency
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.button = EnterButton(tr("Measure latency"), self)
        self.button.setAccessibleName(tr("Measure latency"))
        self.button.setToolTip(
            tr("Put the microphone to the loudspeaker or the headphones: a test sound is played")
        )
        self.button.clicked.connect(lambda _on: latency.measure())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        listen(self, latency.changed, self._show)
        self._show()

    def _show(self) -> None:
        latency = self._latency
        self.button.setEnabled(not latency.measuring)
        time = f"{latency.milliseconds:.1f} ms"
        if latency.measuring:
            words = tr("Listening for the test sound…")
        elif latency.problem:
            words = latency.problem
        elif latency.measured is None:
            words = tr("Latency: {time}, guessed. Measure it once, so that takes are in time.")
        else:
            words = tr("Latency: {time}, measured. Takes are moved by it.")
        self.label.setText(words.format(time=time))
        self.label.setProperty("state", "bad" if latency.problem else "")
        self.label.style().unpolish(self.label)
        self.label.style().polish(self.label)
