"""Beats on the lanes: moved by hand, changed by their menu and by keys, undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.engine.protocol import Beats
from player.ui.lanes.lanes_panel import LanesPanel
from tests.ui.fakes import FakePlayer
from tests.ui.hands import drag, key, move, press, release
from tests.ui.lanes.conftest import LENGTH

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
SECOND = SAMPLE_RATE
FOUND = Beats(tuple(range(0, LENGTH, SECOND)), (True, False, False, False) * 5)


@pytest.fixture
def beats(panel: LanesPanel, player: FakePlayer) -> Callable[[], Beats]:
    """The beats of the song that is seen: one a second, in bars of four."""
    assert player.queue.current is not None
    assert panel.isVisible()
    player.practice.beats.set(player.queue.current, FOUND)
    return lambda: player.practice.grid.current


def ask(panel: LanesPanel, time: float, *path: str) -> None:
    """Choose an entry of the menu at a place."""
    canvas = panel.canvas
    at = QPoint(round(canvas.places.x(time * SECOND)), 60)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, at, canvas.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown, below = menu, menu
    for words in path:
        action = next(each for each in below.actions() if each.text() == words)
        found = action.menu()
        if isinstance(found, QMenu):
            below = found
        else:
            action.trigger()
    shown.close()


def row(panel: LanesPanel, time: float) -> QPoint:
    """A place among the numbers of the bars."""
    places = panel.canvas.places
    return QPoint(round(places.x(time * SECOND)), round(places.area.top()) - 12)


def test_a_drag_moves_all_beats_and_is_one_edit(
    panel: LanesPanel, player: FakePlayer, beats: Callable[[], Beats]
) -> None:
    pixel = panel.canvas.view.per_pixel
    drag(panel.canvas, row(panel, 8.0), row(panel, 8.4))
    assert beats().places[5] == pytest.approx(5.4 * SECOND, abs=2 * pixel)
    assert beats().downbeats == FOUND.downbeats
    assert player.practice.loops.current.passage is None
    player.practice.grid.undo()
    assert beats() == FOUND


def test_escape_leaves_the_beats_as_they_were(
    panel: LanesPanel, beats: Callable[[], Beats]
) -> None:
    press(panel.canvas, row(panel, 8.0))
    move(panel.canvas, row(panel, 8.2))
    move(panel.canvas, row(panel, 8.4))
    assert beats() != FOUND
    key(Key.Key_Escape)
    release(panel.canvas, row(panel, 8.4))
    assert beats() == FOUND


def test_the_menu_says_where_bars_begin(panel: LanesPanel, beats: Callable[[], Beats]) -> None:
    ask(panel, 6.1, "Beats", "A bar begins here")
    assert [at for at, first in enumerate(beats().downbeats) if first] == [2, 6, 10, 14, 18]
    ask(panel, 8.9, "Beats", "Bars begin anew here", "With 3 beats")
    assert [at for at, first in enumerate(beats().downbeats) if first] == [2, 6, 9, 12, 15, 18]
    ask(panel, 1.0, "Beats", "Undo the last change of beats")
    ask(panel, 1.0, "Beats", "Twice as many beats")
    assert len(beats().places) == 2 * len(FOUND.places) - 1


def test_another_tempo_from_here_on(
    panel: LanesPanel, beats: Callable[[], Beats], qtbot: QtBot
) -> None:
    ask(panel, 10.0, "Beats", "Another tempo from here on…")
    (dialog,) = panel.canvas.findChildren(QInputDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.doubleValue() == 60
    dialog.setDoubleValue(120)
    dialog.accept()
    assert beats().places[9:13] == tuple(SECOND * each // 2 for each in (18, 20, 21, 22))


def test_keys_do_it_where_the_playhead_is(
    panel: LanesPanel, player: FakePlayer, beats: Callable[[], Beats]
) -> None:
    assert panel.isVisible()
    player.playback.seek(5 * SECOND)
    key(Key.Key_Q, SHIFT)
    assert [at for at, first in enumerate(beats().downbeats) if first] == [1, 5, 9, 13, 17]


def test_beats_are_tapped_anew(player: FakePlayer, beats: Callable[[], Beats]) -> None:
    for number in range(5):
        player.engine.trigger_position(20_000 + number * SECOND // 2)
        key(Key.Key_G, SHIFT)
    assert beats().places[1] - beats().places[0] == pytest.approx(SECOND // 2, abs=1)
    player.practice.grid.undo()
    assert beats() == FOUND
