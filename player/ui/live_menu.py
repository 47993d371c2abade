"""The menu of the live filters: one of them, or none, for every song."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from player.core.live_filters import LiveFilters, name_of
from player.engine.live.kinds import NAMED
from player.ui.live_words import FILTER_WORDS
from player.ui.words import mark, tr

_NONE = ""


class LiveMenu(QObject):
    """A menu within another one; the tick stands where the sound stands."""

    def __init__(self, live: LiveFilters, above: QMenu) -> None:
        super().__init__(above)
        self._live = live
        self.menu = above.addMenu(tr("Choose a live filter"))
        group = QActionGroup(self.menu)
        self.actions = {name: self._add(name, words, group) for name, words in _WORDS.items()}
        self.menu.aboutToShow.connect(self._tick)

    def _add(self, name: str, words: str, group: QActionGroup) -> QAction:
        action = QAction(tr(words), group)
        action.setCheckable(True)
        action.triggered.connect(lambda _on: self._live.set([NAMED[name]] if name else []))
        self.menu.addAction(action)
        return action

    def _tick(self) -> None:
        names = [name_of(each) for each in self._live.filters] or [_NONE]
        for name, action in self.actions.items():
            action.setChecked(names == [name])


_WORDS = {_NONE: mark("None"), **FILTER_WORDS}
