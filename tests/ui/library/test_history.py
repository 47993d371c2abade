"""The window of what was heard, over the real library."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from player.core.playback import Transport
from player.library.store import Library
from player.ui.library.history_dialog import HistoryDialog
from player.ui.window import MainWindow
from tests.library.songs import MUSIC
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, key
from tests.ui.library.hands import queue_titles

CTRL = Qt.KeyboardModifier.ControlModifier
CONTAINS = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
FIRST_DAY = datetime(2026, 3, 1, 21, 30).astimezone()
NEXT_DAY = datetime(2026, 3, 2, 8, 15).astimezone()


def hear(stored: Library, path: str, when: datetime) -> None:
    file = Path(MUSIC / path)
    stored.marks.played(stored.ids_of([file])[file], when.timestamp())


def opened(window: MainWindow, qtbot: QtBot) -> HistoryDialog:
    key(Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def lines(tree: QTreeWidget) -> list[list[str]]:
    """The day, then the songs."""
    every = tree.findItems("", CONTAINS)
    days = [item for item in every if item.parent() is None]
    return [
        [day.text(0), *(item.text(0) for item in every if item.parent() is day)] for day in days
    ]


def written(when: datetime) -> str:
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)


def test_what_was_heard_is_listed_by_day_and_played_again(
    window: MainWindow, stored: Library, player: FakePlayer, qtbot: QtBot
) -> None:
    hear(stored, "Björk/Homogenic/01 Hunter.flac", FIRST_DAY)
    hear(stored, "Miles Davis/Kind of Blue/01 So What.flac", NEXT_DAY)
    hear(stored, "Björk/Homogenic/01 Hunter.flac", NEXT_DAY)
    dialog = opened(window, qtbot)
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 2)
    assert lines(dialog.tree) == [
        [written(NEXT_DAY), "Björk – Hunter", "Miles Davis – So What"],
        [written(FIRST_DAY), "Björk – Hunter"],
    ]
    (song,) = dialog.tree.findItems("So What", CONTAINS)
    assert song.text(2) == QLocale().toString(QTime(8, 15), QLocale.FormatType.ShortFormat)
    double_click(dialog.tree.viewport(), dialog.tree.visualItemRect(song).center())
    qtbot.waitUntil(lambda: player.playback.state.transport is Transport.PLAYING)
    assert queue_titles(player.queue.tracks) == ["So What"]
    key(Qt.Key.Key_Up)
    click(dialog.next_button)
    qtbot.waitUntil(lambda: len(player.queue.tracks) == 2)
    assert queue_titles(player.queue.tracks) == ["So What", "Hunter"]


def test_without_anything_heard_it_says_so(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    assert "Nothing of the library has been heard" in dialog.state_label.text()
    assert not dialog.play_button.isEnabled()
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is None)
