"""The window of the live filter: what is chosen in it is what the engine is told, at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from player.core.live_filters import name_of
from player.engine.live.kinds import (
    NAMED,
    Adress,
    Centre,
    Gate,
    LiveFilter,
    Mode,
    Region,
    parameters,
)
from player.ui.live_dialog import LiveDialog
from player.ui.live_words import FILTER_WORDS, PARAMETER_WORDS
from player.ui.methods.methods_dialog import MethodsDialog
from player.ui.palette.palette_dialog import PaletteDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key, type_text

Key = Qt.Key


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> LiveDialog:
    """The dialog, as L opens it."""
    key(Key.Key_L)
    dialog = window.findChild(LiveDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def heard(player: FakePlayer) -> list[LiveFilter]:
    return list(player.live.filters)


def test_every_filter_but_the_drawn_ones_can_be_chosen_and_has_words() -> None:
    assert FILTER_WORDS.keys() == NAMED.keys() - {"region"}
    for name in FILTER_WORDS:
        assert parameters(type(NAMED[name])).keys() <= PARAMETER_WORDS.keys()
        assert name_of(NAMED[name]) == name


def test_a_filter_is_chosen_and_changed_by_keys(
    dialog: LiveDialog, player: FakePlayer, qtbot: QtBot
) -> None:
    panel = dialog.panel
    panel.filter_box.setFocus()
    for _ in range(3):
        key(Key.Key_Down)
    assert heard(player) == [Centre()]
    width = panel.fields["width"]
    assert isinstance(width, QDoubleSpinBox)
    qtbot.waitUntil(width.isVisible)
    width.setFocus()
    width.selectAll()
    type_text("0.4")
    key(Key.Key_Return)
    assert heard(player) == [Centre(width=0.4)]
    key(Key.Key_Up)
    assert heard(player) == [Centre(width=0.45)]
    click(panel.reset_button)
    assert heard(player) == [Centre()]
    assert not panel.reset_button.isEnabled()
    panel.filter_box.setFocus()
    key(Key.Key_Home)
    assert heard(player) == []
    assert panel.fields == {}
    assert dialog.isVisible()


def test_what_is_set_elsewhere_is_shown(dialog: LiveDialog, player: FakePlayer) -> None:
    panel = dialog.panel
    player.live.set([Adress(Mode.CUT, azimuth=-0.5)])
    assert panel.filter_box.currentText() == "Pan position (ADRess)"
    mode, azimuth = panel.fields["mode"], panel.fields["azimuth"]
    assert isinstance(mode, QComboBox)
    assert isinstance(azimuth, QDoubleSpinBox)
    assert (mode.currentText(), azimuth.value()) == ("all but this", -0.5)
    player.live.set([Gate(), Region()])
    assert panel.filter_box.currentIndex() == -1
    assert panel.filter_box.placeholderText() == "Gate for each band, Region"
    assert panel.fields == {}


def test_the_mixer_says_what_filters_and_leads_there(
    window: MainWindow, player: FakePlayer
) -> None:
    line = window.mixer.live_line
    assert not line.isVisible()
    player.live.set([NAMED["voice-cut"]])
    assert line.isVisible()
    assert line.text() == "Live: Voice cut"
    click(line)
    dialog = window.findChild(LiveDialog)
    assert dialog is not None
    click(dialog.panel.method_button)
    methods = window.findChild(MethodsDialog)
    assert methods is not None
    assert methods.shown == "voice"
    player.live.set([])
    assert not line.isVisible()


def test_the_menu_ticks_the_filter_that_is_heard(window: MainWindow, player: FakePlayer) -> None:
    menu = window.menus.filters
    menu.actions["gate"].trigger()
    assert heard(player) == [Gate()]
    menu.menu.aboutToShow.emit()
    assert [name for name, each in menu.actions.items() if each.isChecked()] == ["gate"]
    menu.actions[""].trigger()
    assert heard(player) == []


def test_the_palette_finds_filters(window: MainWindow, player: FakePlayer, qtbot: QtBot) -> None:
    key(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(PaletteDialog)
    assert palette is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.field)
    type_text("centre keep")
    key(Key.Key_Return)
    qtbot.waitUntil(lambda: heard(player) == [NAMED["centre-keep"]])
