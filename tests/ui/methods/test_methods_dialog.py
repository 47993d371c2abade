"""The window of the methods: every method in the program has its text and its picture there."""

import tomllib
from importlib.resources import files

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from player.engine.live.kinds import NAMED
from player.ui.methods.method_page import HEADINGS
from player.ui.methods.method_texts import method_of, methods
from player.ui.methods.methods_dialog import GROUPS, MethodsDialog
from player.ui.methods.pictures import PICTURES
from player.ui.models_dialog import ModelsDialog
from player.ui.places.now_playing_place import NowPlayingPlace
from player.ui.theme import ThemeName, apply_theme
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key

Key = Qt.Key


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> MethodsDialog:
    """The dialog, as Shift+F1 opens it."""
    key(Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(MethodsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def test_every_live_filter_and_every_model_has_a_text() -> None:
    models = tomllib.loads((files("resources") / "models.toml").read_text(encoding="utf-8"))
    wanted = [*NAMED, *models]
    assert [name for name in wanted if method_of(name) is None] == []
    told = [name for each in methods().values() for name in each.filters + each.models]
    assert sorted(told) == sorted(wanted), "each once, and none that there is not"


def test_every_text_is_whole_and_every_picture_is_used() -> None:
    for method in methods().values():
        parts = [getattr(method, part) for part in ("title", "does", "shown", *HEADINGS)]
        assert all(len(part) > 3 and part[0].isupper() for part in parts), method.name
    assert {each.picture for each in methods().values()} == PICTURES.keys()
    assert {each.group for each in methods().values()} == GROUPS.keys()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_each_is_shown_with_a_picture_of_its_own(
    dialog: MethodsDialog, qapp: QApplication, theme: ThemeName
) -> None:
    apply_theme(qapp, theme)
    seen = set()
    for method in methods().values():
        dialog.show_method(method.name)
        told = {label.text() for label in dialog.page.findChildren(QLabel)}
        assert {method.title, method.does, method.assumes, method.fails, method.paper} <= told
        assert dialog.page.picture.accessibleDescription() == method.shown
        picture = dialog.page.picture.grab().toImage()
        seen.add(bytes(picture.constBits()))
    assert len(seen) == len(methods())


def test_the_arrow_keys_go_from_method_to_method_past_the_headings(dialog: MethodsDialog) -> None:
    reached = [dialog.shown]
    for _ in range(len(methods()) - 1):
        key(Key.Key_Down)
        reached.append(dialog.shown)
    assert reached == list(methods())
    key(Key.Key_Home)
    assert dialog.page.title_label.text() == next(iter(methods().values())).title
    key(Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_stereo_plane_leads_to_its_method(window: MainWindow, player: FakePlayer) -> None:
    player.playback.play()
    window.actions_["stereo-plane"].trigger()
    place = window.frame.stack.made("now-playing")
    assert isinstance(place, NowPlayingPlace)
    assert place.plane is not None
    click(place.plane.method_button)
    dialog = window.findChild(MethodsDialog)
    assert dialog is not None
    assert dialog.shown == "region"
    window.actions_["stereo-plane"].trigger()


def test_a_model_leads_to_its_method(window: MainWindow, player: FakePlayer) -> None:
    window.dialogs.show_models()
    models = window.findChild(ModelsDialog)
    assert models is not None
    card = models.list.cards["spleeter-quick4"]
    assert card.method_button.accessibleName() == "How it works: Quick split"
    click(card.method_button)
    dialog = window.findChild(MethodsDialog)
    assert dialog is not None
    assert dialog.shown == "quick"
    window.dialogs.show_methods("voice-keep")
    assert dialog.shown == "voice"
