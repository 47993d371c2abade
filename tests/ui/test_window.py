"""The window as a whole."""

import gc
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from player.base.messages import Level
from player.base.units import StemName
from player.core.mix import VOCALS
from player.core.separation import ModelStatus, StemState, StemStatus
from player.ui.window import MainWindow
from tests.ui.fakes import DEVICES, FOUR, SIX, FakePlayer

Show = Callable[..., MainWindow]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5


def test_long_names_do_not_make_it_wide(show: Show, player: FakePlayer) -> None:
    track = player.queue.tracks[0].id
    player.queue.update(track, lambda t: replace(t, title=LONG, artist=LONG, album=LONG))
    player.stems.trigger_status(track, StemStatus(StemState.WORKING, 0.5))
    window = show(player, 800, 600)
    player.playback.play(track)
    player.messages.say(Level.ERROR, f"“{LONG}” is broken.", f"/music/{LONG}.flac")
    QApplication.processEvents()
    assert (window.width(), window.height()) == (800, 600)
    assert window.minimumSizeHint().width() <= 800
    assert window.minimumSizeHint().height() <= 600


def test_it_fits_800_by_600_without_a_model(show: Show) -> None:
    player = FakePlayer(installed=False)
    player.fill()
    window = show(player, 800, 600)
    player.stems.trigger_model(ModelStatus())
    player.messages.say(Level.ERROR, "Something happened.", "Do something.")
    assert window.banner.isVisible()
    QApplication.processEvents()
    assert (window.width(), window.height()) == (800, 600)


@pytest.mark.parametrize("stems", [FOUR, SIX])
def test_more_strips_fit_a_small_window(
    show: Show, player: FakePlayer, stems: tuple[StemName, ...]
) -> None:
    window = show(player, 1280, 800)
    player.mix.set_stems(stems)
    QApplication.processEvents()
    wide = window.mixer.width()
    window.resize(800, 600)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (800, 600)
    assert window.mixer.width() < wide
    for strip in window.mixer.strips.values():
        assert strip.width() >= strip.minimumSizeHint().width()


def test_the_mix_menu_follows_the_strips(window: MainWindow, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    player.mix.set_mute(FOUR[1], mute=True)
    names = [action.text() for action in window.menuBar().actions()]
    (mix,) = [a.menu() for a in window.menuBar().actions() if a.text() == "&Mix"]
    assert names.count("&Mix") == 1
    assert isinstance(mix, QMenu)
    texts = [action.text() for action in mix.actions() if action.text()]
    strips = [f"{what} {stem}" for what in ("Mute", "Solo") for stem in FOUR]
    assert [text for text in texts if text in strips] == strips
    assert window.actions_["mute-drums"].isChecked()
    with pytest.raises(KeyError):
        window.actions_["mute-accompaniment"]


def test_every_control_has_a_name_and_a_tool_tip(window: MainWindow) -> None:
    controls = [
        child
        for child in window.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.isWindow()
    ]
    assert len(controls) > 15
    assert [each for each in controls if not each.accessibleName()] == []
    without_tip = [each.accessibleName() for each in controls if not each.toolTip()]
    assert without_tip == ["Tracks"]  # its cells have their own


def test_the_title_names_what_plays(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    assert window.windowTitle() == "Artist 1 – Song 1"


def test_the_sound_device_is_chosen_in_the_menu(window: MainWindow, player: FakePlayer) -> None:
    window.menus.outputs.aboutToShow.emit()
    names = [action.text() for action in window.menus.outputs.actions() if action.isCheckable()]
    assert names == list(DEVICES)
    assert window.menus.outputs.actions()[0].isChecked()
    window.menus.outputs.actions()[2].trigger()
    assert player.engine.device == "Headphones"
    window.menus.outputs.aboutToShow.emit()
    chosen = [a.text() for a in window.menus.outputs.actions() if a.isChecked()]
    assert chosen == ["Headphones"]


def test_cast_devices_are_looked_for_from_the_menu(window: MainWindow, player: FakePlayer) -> None:
    window.menus.outputs.aboutToShow.emit()
    window.menus.outputs.actions()[-1].trigger()
    assert player.engine.looked_for_renderers


def test_the_theme_is_chosen_in_the_menu(window: MainWindow) -> None:
    dark = window.grab().toImage().pixelColor(3, 300)
    window.menus.themes.actions()[1].trigger()
    assert window.preferences.now.theme == "light"
    light = window.grab().toImage().pixelColor(3, 300)
    assert dark.lightnessF() < 0.2
    assert light.lightnessF() > 0.8


def test_menu_ticks_follow_the_mixer(window: MainWindow, player: FakePlayer) -> None:
    player.mix.set_mute(VOCALS, mute=True)
    assert window.actions_["mute-vocals"].isChecked()
    assert window.actions_["preset-2"].isChecked()
    assert not window.actions_["preset-1"].isChecked()


@pytest.mark.parametrize("theme", [0, 1])
def test_stems_being_heard_can_be_seen(window: MainWindow, player: FakePlayer, theme: int) -> None:
    window.menus.themes.actions()[theme].trigger()
    player.playback.play()
    before = window.mixer.grab().toImage()
    player.engine.trigger_stems_sounding(sounding=True)
    assert window.mixer.grab().toImage() != before


def test_a_deleted_window_is_not_called_any_more(qtbot: QtBot) -> None:
    player = FakePlayer()
    player.fill()
    window = MainWindow(player)
    window.dialogs.show_models()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
    gc.collect()
    player.playback.play()
    player.mix.set_mute(VOCALS, mute=True)
    player.mix.set_stems(FOUR)
    player.stems.trigger_models()
    player.fill()
    player.messages.say(Level.ERROR, "Nobody sees this.")


def test_importing_the_window_does_not_import_what_is_heavy() -> None:
    code = (
        "import sys, player.ui.window, player.ui.application;"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    heavy = {"torch", "onnxruntime", "onnx", "soundfile", "av", "vlc", "miniaudio", "mutagen"}
    assert heavy.isdisjoint(done.stdout.split())
