"""The head of the window's places: the search field, wherever one is to be had."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


class HeadPanel(QWidget):
    """Hidden until it is given something to search with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def search(self) -> QWidget | None:
        """The search field, if there is one."""
        return self._search

    def set_search(self, search: QWidget) -> None:
        """Have this field at the top of every place."""
        if self._search is not None:
            self._layout.removeWidget(self._search)
            self._search.deleteLater()
        self._search = search
        self._layout.addWidget(search, 1)
        self.show()
