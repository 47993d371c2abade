"""The banner that offers to fetch the separation model."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from player.core.player import Player
from player.ui.listen import listen
from player.ui.model_words import model_named
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.text import size
from player.ui.words import tr


class ModelBanner(QFrame):
    """Shown once it is known that the model is not there, until it is."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._separation = player.separation
        self.label = QLabel(self)
        self.hint = ElidedLabel(tr("Offline? minusone models add FILE"), self)
        self.hint.setProperty("quiet", True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress of the download"))
        self.button = EnterButton(tr("Fetch now"), self)
        self.button.setProperty("primary", True)
        self.button.setAccessibleName(tr("Fetch the model now"))
        self.button.setToolTip(tr("Download the model that separates while a song plays"))
        self.button.clicked.connect(lambda: player.separation.install_model(""))
        self._arrange()
        self.hide()  # whether the model is there, is known when it was loaded: a second later
        listen(self, player.separation.model_changed, lambda _model: self._show())
        listen(self, player.separation.models_changed, self._on_list)

    def _show(self) -> None:
        """Offer to fetch, show the progress, or go away."""
        model = self._separation.model
        busy = bool(model.stage) and model.name in {"", self._separation.model_name}
        if model.installed:
            self.hide()
            return
        self.label.setText(
            tr("Getting the model: {stage}, {percent} %").format(
                stage=model.stage, percent=int(model.fraction * 100)
            )
            if busy
            else tr("Songs can be separated once the model{size} is fetched.").format(
                size=self._size()
            )
        )
        self.bar.setValue(round(model.fraction * 1000))
        self.bar.setVisible(busy)
        self.hint.setVisible(not busy)
        self.button.setVisible(not busy)
        self.show()

    def _on_list(self) -> None:
        if not self.isHidden():
            self._show()

    def _size(self) -> str:
        known = model_named(self._separation, self._separation.model_name)
        return f" ({size(known.bytes)})" if known and known.bytes else ""

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(16)
        layout.addWidget(self.label)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.button)
