"""The row for playing along: groups of controls side by side, above the transport."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from player.core.player import Player
from player.ui.practice.click_group import ClickGroup
from player.ui.practice.loop_group import LoopGroup
from player.ui.practice.takes_group import TakesGroup
from player.ui.practice.tempo_group import TempoGroup
from player.ui.words import tr


class PracticePanel(QFrame):
    """Shown when it is asked for; its keys work whether it is or not."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(tr("Practice"))
        self._player = player
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(16)
        self.tempo = TempoGroup(player, self)
        self.loop = LoopGroup(player, self)
        self.click = ClickGroup(player, self)
        self.takes = TakesGroup(player, self)
        for group in (self.tempo, self.loop, self.click, self.takes):
            self._row.addWidget(group)
        self._row.addStretch(1)
