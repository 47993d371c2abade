"""The click in the practice row: on or off, its fader and mute, sound, count-in, tap."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from player.base.units import Decibels
from player.core.player import Player
from player.core.practice.click_settings import LOUDEST, QUIETEST, ClickSettings
from player.ui.listen import listen
from player.ui.practice.command_button import CommandButton
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.lamp_button import LampButton
from player.ui.widgets.own_keys import ARROWS, keeps
from player.ui.widgets.text import decibels
from player.ui.widgets.volume_slider import VolumeSlider
from player.ui.words import tr


class ClickGroup(QWidget):
    """Buttons for click, count-in and tap over the fader."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._click = player.practice.click
        self.click_button = CommandButton("click", tr("Click"), self)
        self.count_button = CommandButton("count-in", "", self)
        self.tap_button = CommandButton("tap", tr("Tap"), self)
        self.mute_button = LampButton("M", "mute", self)
        self.mute_button.setAccessibleName(tr("Mute the click"))
        self.mute_button.setToolTip(tr("Mute the click"))
        self.mute_button.set_small(True)
        self.mute_button.clicked.connect(self._set_mute)
        self.fader = ClickFader(self)
        self.fader.setAccessibleName(tr("Level of the click"))
        self.fader.valueChanged.connect(lambda value: self._set_level(value + QUIETEST))
        self.menu_button = EnterButton("…", self)
        self.menu_button.setProperty("compact", True)
        self.menu_button.setFixedWidth(32)
        self.menu_button.setAccessibleName(tr("Sound of the click, and count-in"))
        self.menu_button.setToolTip(tr("Sound of the click, and count-in"))
        self.menu_button.clicked.connect(lambda _on: self._open_menu())
        self._arrange()
        self._show()
        listen(self, self._click.changed, self._show)

    def _arrange(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        row = (self.click_button, self.count_button, self.tap_button, self.menu_button)
        for column, button in enumerate(row):
            layout.addWidget(button, 0, column)
        level = QHBoxLayout()
        level.setSpacing(4)
        level.addWidget(self.mute_button)
        level.addWidget(self.fader)
        layout.addLayout(level, 1, 0, 1, len(row))

    def _set_mute(self, mute: bool) -> None:
        self._click.set(replace(self._click.settings, mute=mute))

    def _set_level(self, level: Decibels) -> None:
        self._click.set(replace(self._click.settings, level=level))

    def _show(self) -> None:
        settings = self._click.settings
        self.click_button.setChecked(self._click.on)
        self.count_button.setChecked(settings.bars > 0)
        self.count_button.setText(_count_words(settings))
        self.mute_button.setChecked(settings.mute)
        blocked = self.fader.blockSignals(True)
        self.fader.setValue(round(settings.level - QUIETEST))
        self.fader.blockSignals(blocked)
        self.fader.setToolTip(tr("Click: {level}").format(level=decibels(settings.level, QUIETEST)))
        bpm = self._click.bpm
        self.tap_button.setText(f"{bpm:.1f}" if bpm else tr("Tap"))

    def _open_menu(self) -> None:
        from player.ui.practice.click_menu import ClickMenu  # made when it is asked for

        menu = ClickMenu(self._click, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))


class ClickFader(VolumeSlider):
    """A decibel for each step, from the quietest level on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, int(LOUDEST - QUIETEST))
        self.setSingleStep(1)
        self.setPageStep(6)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while it has the focus."""
        return keeps(event, ARROWS) or super().event(event)


def _count_words(settings: ClickSettings) -> str:
    """How many bars are counted in."""
    if not settings.bars:
        return tr("Count-in")
    if settings.bars == 1:
        return tr("1 bar in")
    return tr("{bars} bars in").format(bars=settings.bars)
