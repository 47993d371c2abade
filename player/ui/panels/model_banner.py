"""The banner that offers to fetch the separation model."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from player.core.player import Player
from player.core.separation import ModelStatus
from player.ui.listen import listen
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton

_SIZE = "73 MB"


class ModelBanner(QFrame):
    """Shown while the model is not there."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.label = QLabel(self)
        self.hint = ElidedLabel("Offline? minusone models add FILE", self)
        self.hint.setProperty("quiet", True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName("Progress of the download")
        self.button = EnterButton("Fetch now", self)
        self.button.setProperty("primary", True)
        self.button.setAccessibleName("Fetch the model now")
        self.button.setToolTip(f"Download the separation model ({_SIZE})")
        self.button.clicked.connect(player.separation.install_model)
        self._arrange()
        self.show_status(player.separation.model)
        listen(self, player.separation.model_changed, self.show_status)

    def show_status(self, model: ModelStatus) -> None:
        """Offer to fetch, show the progress, or go away."""
        busy = bool(model.stage)
        self.label.setText(
            f"Getting the model: {model.stage}, {int(model.fraction * 100)} %"
            if busy
            else f"Voices can be taken out once the model ({_SIZE}) is fetched."
        )
        self.bar.setValue(round(model.fraction * 1000))
        self.bar.setVisible(busy)
        self.hint.setVisible(not busy)
        self.button.setVisible(not busy)
        self.setVisible(not model.installed)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(16)
        layout.addWidget(self.label)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.button)
