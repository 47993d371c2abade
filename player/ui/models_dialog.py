"""The window of the models: which there are, which are used, and how to get them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from player.core.player import Player
from player.ui.listen import listen
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.panels.model_list import ModelList
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_WIDE = 680
_LOWEST, _HIGHEST = 520, 860
_BELOW = 80
"""How much lower than the window it is made, so that both can be seen."""
_KINDS = "Models (*.pt *.pth *.th *.ckpt *.safetensors *.onnx *.whl *.gz *.zip);;All files (*)"


class ModelsDialog(QDialog):
    """Does not hold up the main window; what goes wrong meanwhile is said here too."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.setWindowTitle(tr("Models"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.messages = MessagesPanel(player.messages, self, earlier=False)
        self.list = ModelList(player.separation, self)
        self.loading_label = QLabel(tr("Reading the list of models…"), self)
        self.loading_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.loading_label.setProperty("quiet", True)
        self.add_button = EnterButton(tr("Add from file…"), self)
        self.add_button.setToolTip(tr("Install a model from a file that was carried here"))
        self.add_button.setAccessibleName(tr("Add a model from a file"))
        self.add_button.clicked.connect(self._ask_file)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._arrange()
        self._show_list()
        listen(self, player.separation.models_changed, self._show_list)

    def _show_list(self) -> None:
        loaded = bool(self._player.separation.models())
        self._stack.setCurrentIndex(1 if loaded else 0)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Add a model"), "", _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._player.separation.add_model(Path(name)))
        dialog.open()

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.list)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.loading_label)
        self._stack.addWidget(scroll)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 8, 12)
        layout.setSpacing(12)
        layout.addWidget(self.messages)
        layout.addLayout(self._stack, 1)
        layout.addLayout(buttons)
        buttons.setContentsMargins(0, 0, 8, 0)
        around = self.parentWidget()
        free = around.height() - _BELOW if around else _LOWEST
        self.resize(_WIDE, min(max(free, _LOWEST), _HIGHEST))
