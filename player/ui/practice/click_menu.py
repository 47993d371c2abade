"""The menu of the click: its sound, what is clicked, and how much is counted in."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from player.core.practice.click_control import ClickControl
from player.core.practice.click_settings import MOST_BARS, ClickSettings
from player.engine.protocol import ClickSound
from player.ui.words import mark, tr

SOUND_WORDS = {
    ClickSound.STICK: mark("Sticks"),
    ClickSound.BEEP: mark("Beep"),
    ClickSound.COWBELL: mark("Cowbell"),
    ClickSound.WOOD: mark("Wood block"),
}
PARTS_WORDS = (
    mark("Each beat"),
    mark("Two for each beat"),
    mark("Three for each beat"),
    mark("Four for each beat"),
)


class ClickMenu(QMenu):
    """Made anew each time it is opened."""

    def __init__(self, click: ClickControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._click = click
        now = click.settings
        self.addSection(tr("Sound of the click"))
        self._choices((replace(now, sound=each), tr(SOUND_WORDS[each])) for each in ClickSound)
        accents = replace(now, accents=not now.accents)
        self._offer(accents, tr("Accents on the first beat"), on=now.accents)
        self.addSection(tr("Clicks"))
        self._choices(
            (replace(now, parts=number), tr(words))
            for number, words in enumerate(PARTS_WORDS, start=1)
        )
        self.addSection(tr("Count-in"))
        self._choices((replace(now, bars=n), _bars(n)) for n in range(MOST_BARS + 1))
        rounds = replace(now, each_round=not now.each_round)
        self._offer(rounds, tr("Before each round of a loop"), on=now.each_round)

    def _choices(self, choices: Iterable[tuple[ClickSettings, str]]) -> None:
        group = QActionGroup(self)
        for settings, words in choices:
            group.addAction(self._offer(settings, words, on=settings == self._click.settings))

    def _offer(self, settings: ClickSettings, words: str, *, on: bool) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on: self._click.set(settings))
        return action


def _bars(number: int) -> str:
    if not number:
        return tr("None")
    return tr("One bar") if number == 1 else tr("{number} bars").format(number=number)
