"""The mixer's line about live filters; it leads to where they are changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.core.live_filters import LiveFilters
from player.ui.listen import listen
from player.ui.live_words import filters_name
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.words import tr


class LiveLine(EnterToolButton):
    """Says "Live: Centre cut"; hidden while every song is heard as it is."""

    def __init__(self, live: LiveFilters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Change the live filter"))
        self._show_filters()
        listen(self, live.changed, self._show_filters)

    def _show_filters(self) -> None:
        filters = self._live.filters
        text = tr("Live: {filters}").format(filters=filters_name(filters))
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(filters))
