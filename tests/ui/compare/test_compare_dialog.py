"""The window of comparing: ticks, keys, the blind test, and an end that changes nothing."""

from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.core.comparing import ORIGINAL, Alternative
from player.core.mix import VOCALS
from player.engine.live.kinds import NAMED
from player.ui.compare.compare_dialog import CompareDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, key

Key = Qt.Key
CENTRE_CUT = Alternative((NAMED["centre-cut"],))
PHASE = Alternative((NAMED["phase-inversion"],))


@pytest.fixture
def player() -> Iterator[FakePlayer]:
    """It plays a real song."""
    player = FakePlayer()
    with as_file(files("resources") / "example" / "slow-motion-dream.mp3") as path:
        player.open([path], play=True)
        yield player
    player.close()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> CompareDialog:
    """The dialog, as X opens it."""
    key(Key.Key_X)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def tick(dialog: CompareDialog, alternative: Alternative) -> None:
    """Go to its row and press space."""
    dialog.list.setFocus()
    for row in range(dialog.list.count()):
        if dialog.list.item(row).data(Qt.ItemDataRole.UserRole) == alternative:
            dialog.list.setCurrentRow(row)
    key(Key.Key_Space)


def ticked(dialog: CompareDialog, player: FakePlayer, *alternatives: Alternative) -> None:
    """Tick them and wait until they are measured."""
    for each in alternatives:
        tick(dialog, each)
    assert player.loop.run_until(lambda: bool(player.comparing.trims), 30)


def test_x_goes_through_what_is_ticked_in_the_dialog_and_in_the_window(
    dialog: CompareDialog, window: MainWindow, player: FakePlayer, qtbot: QtBot
) -> None:
    tick(dialog, ORIGINAL)
    assert not player.comparing.going_on, "one alone is nothing to compare"
    ticked(dialog, player, CENTRE_CUT)
    assert player.comparing.alternatives == (ORIGINAL, CENTRE_CUT)
    assert dialog.level_label.text().startswith("Equally loud: Original −")
    assert dialog.choices is not None
    key(Key.Key_X)
    assert player.comparing.at == 1
    assert dialog.choices.buttons[1].isChecked()
    click(dialog.choices.buttons[0])
    assert player.live.instead == ()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    key(Key.Key_X)
    assert player.live.instead == CENTRE_CUT.filters
    assert window.mixer.live_line.text() == "Comparing: the mix waits"


@pytest.mark.parametrize("way", ["button", "escape"])
def test_closing_brings_the_mix_back(
    dialog: CompareDialog, window: MainWindow, player: FakePlayer, way: str
) -> None:
    player.mix.set_mute(VOCALS, True)
    before = player.mix.heard, player.live.wanted()
    tick(dialog, ORIGINAL)
    tick(dialog, PHASE)
    assert (player.mix.heard, player.live.wanted()) != before
    if way == "button":
        click(dialog.close_button)
    else:
        key(Key.Key_Escape)
    assert (player.mix.heard, player.live.wanted()) == before
    assert not dialog.isVisible()
    assert not window.mixer.live_line.isVisible()


def test_no_more_than_four_can_be_ticked(dialog: CompareDialog, player: FakePlayer) -> None:
    offered = player.comparing.offered
    for each in offered[:5]:
        tick(dialog, each)
    assert player.comparing.alternatives == offered[:4]
    tick(dialog, offered[0])
    tick(dialog, offered[4])
    assert player.comparing.alternatives == offered[1:5]


def test_the_blind_test_hides_names_counts_and_reveals(
    dialog: CompareDialog, window: MainWindow, player: FakePlayer
) -> None:
    assert not dialog.blind_box.isEnabled()
    ticked(dialog, player, ORIGINAL, PHASE)
    dialog.blind_box.setFocus()
    key(Key.Key_Space)
    blind = dialog.blind
    assert blind.isVisible()
    assert dialog.choices is not None
    assert not dialog.choices.isVisible()
    assert not dialog.level_label.isVisible(), "it would tell which is which"
    words = window.mixer.state_label.text()
    assert words == "Ways to hear it are compared."
    for letter, pressed in (("B", Key.Key_B), ("A", Key.Key_A), ("X", Key.Key_X)):
        key(pressed)
        assert player.comparing.at == blind.test.alternative(letter)
    right = 0
    for _ in range(6):
        right += blind.test.alternative("X") == blind.test.alternative("A")
        click(blind.a_button)
    assert (blind.test.right, blind.test.tries) == (right, 6)
    assert f"{right} of 6 right" in blind.tally_label.text()
    click(blind.reveal_button)
    a = "Original" if blind.test.alternative("A") == 0 else "Phase inversion"
    assert blind.tally_label.text().startswith(f"A was: {a}.")
    assert not blind.a_button.isEnabled()
    key(Key.Key_Space)


def test_without_a_song_it_says_what_to_do(window: MainWindow, player: FakePlayer) -> None:
    player.queue.clear()
    player.playback.state = type(player.playback.state)()
    window.dialogs.show_compare()
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    assert dialog.list.count() == 0
    assert dialog.hint_label.text() == "Play a song first: a file, not a stream."
