"""The row for playing along: groups of controls side by side, above the transport."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from player.core.player import Player
from player.ui.practice.click_group import ClickGroup
from player.ui.practice.loop_group import LoopGroup
from player.ui.practice.takes_group import TakesGroup
from player.ui.practice.tempo_group import TempoGroup
from player.ui.words import tr

_SPACING = 12


class PracticePanel(QFrame):
    """Shown when it is asked for; its keys work whether it is or not.

    Where the groups do not fit side by side, they take a further row.
    """

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(tr("Practice"))
        self._player = player
        self.tempo = TempoGroup(player, self)
        self.loop = LoopGroup(player, self)
        self.click = ClickGroup(player, self)
        self.takes = TakesGroup(player, self)
        self._groups = (self.tempo, self.loop, self.click, self.takes)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 8, 12, 8)
        self._rows.setSpacing(_SPACING // 2)
        self._shown: list[list[QWidget]] = []
        self._arrange([list(self._groups)])

    def showEvent(self, event: QShowEvent) -> None:
        """Have the beats found: loops snap to them, and the click needs them."""
        super().showEvent(event)
        self._player.practice.analysis.need()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest group, as high as the rows are now."""
        margins = self._rows.contentsMargins()
        widest = max(group.minimumSizeHint().width() for group in self._groups)
        return QSize(
            widest + margins.left() + margins.right(), self._rows.totalMinimumSize().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have as many groups in a row as there is room for."""
        super().resizeEvent(event)
        margins = self._rows.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        rows: list[list[QWidget]] = [[]]
        left = room
        for group in self._groups:
            wide = group.sizeHint().width()
            if rows[-1] and wide > left:
                rows.append([])
                left = room
            rows[-1].append(group)
            left -= wide + _SPACING
        if rows != self._shown:
            self._arrange(rows)

    def _arrange(self, rows: list[list[QWidget]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.layout()) is not None:
                row.deleteLater()
        for groups in rows:
            side_by_side = QHBoxLayout()
            side_by_side.setSpacing(_SPACING)
            for group in groups:
                side_by_side.addWidget(group, alignment=Qt.AlignmentFlag.AlignTop)
            side_by_side.addStretch(1)
            self._rows.addLayout(side_by_side)
        self._shown = rows
        self.updateGeometry()
