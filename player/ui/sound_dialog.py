"""The window of the sound: equaliser, loudness, cross-fade."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from player.core.player import Player
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.panels.sound_panel import SoundPanel
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_WIDE, _HIGH = 600, 600
_LOWEST = 400
_BELOW = 80
"""How much lower than the window it is made, so that both can be seen."""


class SoundDialog(QDialog):
    """Does not hold up the main window; every change is heard at once."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sound"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.messages = MessagesPanel(player.messages, self, earlier=False)
        self.panel = SoundPanel(player, self)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._arrange()

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.panel)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.setContentsMargins(0, 0, 8, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 8, 12)
        layout.setSpacing(12)
        layout.addWidget(self.messages)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        around = self.parentWidget()
        free = around.height() - _BELOW if around else _HIGH
        self.resize(_WIDE, min(max(free, _LOWEST), _HIGH))
