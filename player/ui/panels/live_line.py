"""The mixer's line about what is heard in another way than the strips say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.core.player import Player
from player.ui.listen import listen
from player.ui.live_words import filters_name
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.words import tr


class LiveLine(EnterToolButton):
    """Says "Live: Centre cut", or that alternatives are compared; hidden while neither is so."""

    live_asked = Signal()
    compare_asked = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: self._ask())
        self._show_filters()
        listen(self, player.live.changed, self._show_filters)
        listen(self, player.comparing.changed, self._show_filters)

    def _ask(self) -> None:
        comparing = self._player.comparing.going_on
        (self.compare_asked if comparing else self.live_asked).emit()

    def _show_filters(self) -> None:
        filters, comparing = self._player.live.filters, self._player.comparing.going_on
        live = tr("Live: {filters}").format(filters=filters_name(filters))
        text = tr("Comparing: the mix waits") if comparing else live
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip("" if comparing else tr("Change the live filter"))
        self.setVisible(bool(filters) or comparing)
