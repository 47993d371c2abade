"""The menus for playing along: every command is there, and they fit on a small screen."""

from PySide6.QtWidgets import QMenu

from player.core.mix import Strip
from player.ui.commands import COMMANDS
from player.ui.practice.mix_commands import section_commands
from player.ui.window import MainWindow
from tests.ui.fakes import SIX, FakePlayer

SMALL = 600


def menu(window: MainWindow, name: str) -> QMenu:
    (found,) = [each for each in window.menuBar().actions() if each.text().replace("&", "") == name]
    menu = found.menu()
    assert isinstance(menu, QMenu)
    return menu


def all_in(menu: QMenu) -> list[str]:
    """The commands in a menu, and in the visible menus within it."""
    found = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu) and action.isVisible():
            found += all_in(below)
        else:
            found.append(action.objectName())
    return found


def test_every_command_for_practice_is_in_the_menu(window: MainWindow) -> None:
    practice = menu(window, "Practice")
    assert sorted(all_in(practice)) == sorted(e.name for e in COMMANDS if e.menu == "Practice")
    assert practice.sizeHint().height() < SMALL


def test_mixes_and_parts_come_and_go_in_the_mix_menu(
    window: MainWindow, player: FakePlayer
) -> None:
    mix = menu(window, "Mix")
    player.mix.set_stems(SIX)
    parts = [each.name for each in section_commands(SIX)]
    assert [name for name in all_in(mix) if name in parts] == parts
    assert "named-mix-1" not in all_in(mix)
    player.mix.put([Strip(SIX[0], mute=True)])
    player.practice.mixes.keep("One", for_song=False)
    assert all_in(mix).count("named-mix-1") == 1
    player.practice.mixes.delete(0)
    assert "named-mix-1" not in all_in(mix)
    hidden = [each for each in mix.actions() if each.menu() is not None and not each.isVisible()]
    assert [each.text() for each in hidden] == ["Hear a named mix"]
    assert mix.sizeHint().height() < SMALL
