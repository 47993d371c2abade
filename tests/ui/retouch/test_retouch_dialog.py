"""Painting by mouse and keys: what the hand does is heard in the stems, and taken back by it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.retouch.strokes import Kind
from player.stems.preferred import preferred
from player.ui.bridge import MainThread
from player.ui.retouch.retouch_dialog import RetouchDialog
from player.ui.window import MainWindow
from tests.core.retouch_rig import Easel
from tests.retouch.rig import DRUMS, OTHER, STEMS, TONE, VOCALS, sdr
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drag, key, move, press, release, wheel
from tests.ui.reach import nameless

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def easel(tmp_path: Path, qapp: QApplication) -> Iterator[Easel]:
    easel = Easel(tmp_path)
    yield easel
    easel.close()


@pytest.fixture
def dialog(easel: Easel, show: Callable[[FakePlayer], MainWindow], qtbot: QtBot) -> RetouchDialog:
    """As the drums' strip opens it, with the playhead at the beginning."""
    player, bridge = FakePlayer(), MainThread()
    easel.main_thread = bridge
    easel.queue, easel.playback, easel.messages = player.queue, player.engine, player.messages
    easel.retouching.close()
    easel.queue.clear()
    easel.set_up()
    player.retouching = easel.retouching
    player.mix.set_stems(STEMS)
    player.playback.play()
    window = show(player)
    window.mixer.strips[DRUMS].refine_asked.emit(DRUMS)
    dialog = window.findChild(RetouchDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    qtbot.waitUntil(lambda: easel.retouching.done == 1)
    return dialog


def place(dialog: RetouchDialog, time: float, hertz: float) -> QPoint:
    scales = dialog.canvas.scales
    return QPoint(round(scales.x(time)), round(scales.y(hertz)))


def paint(dialog: RetouchDialog, first: float = 1.85, last: float = 2.75) -> None:
    """Along the tone that is in the wrong stem."""
    canvas = dialog.canvas
    press(canvas, place(dialog, first, TONE))
    for part in range(1, 9):
        move(canvas, place(dialog, first + (last - first) * part / 8, TONE))
    release(canvas, place(dialog, last, TONE))


def test_a_painted_tone_goes_to_the_other_stem_and_comes_back(
    dialog: RetouchDialog, easel: Easel, qtbot: QtBot
) -> None:
    before = easel.sound()
    paint(dialog)
    (stroke,) = easel.retouching.edits.active
    assert (stroke.kind, stroke.source, stroke.target) == (Kind.BRUSH, DRUMS, VOCALS)
    qtbot.waitUntil(lambda: easel.working is not None)
    after = easel.sound()
    assert sdr(after[0], easel.table.truth[0]) - sdr(before[0], easel.table.truth[0]) > 20
    key(Key.Key_Z, CONTROL)
    assert not easel.retouching.edits.can_undo
    click(dialog.redo_button)
    assert not easel.retouching.edits.can_redo
    click(dialog.clear_button)
    qtbot.waitUntil(lambda: easel.heard_anew >= 1 and bool((easel.sound() == before).all()))


def test_the_picture_shows_what_was_painted(dialog: RetouchDialog, qtbot: QtBot) -> None:
    def brightness() -> int:
        image = dialog.canvas.grab().toImage()
        return image.pixelColor(place(dialog, 2.3, TONE) + QPoint(0, 1)).lightness()

    qtbot.waitUntil(lambda: brightness() > 90)
    loud = brightness()
    paint(dialog)
    move(dialog.canvas, QPoint(40, 10))
    qtbot.waitUntil(lambda: brightness() < loud - 20)


def test_tools_and_sizes_have_keys(dialog: RetouchDialog) -> None:
    for letter, kind in (
        (Key.Key_H, Kind.HARMONIC),
        (Key.Key_E, Kind.ERASER),
        (Key.Key_B, Kind.BRUSH),
    ):
        key(letter)
        assert dialog.brush.kind is kind
    size = dialog.brush.size
    key(Key.Key_BracketRight)
    assert dialog.brush.size == size + 1
    click(dialog.tools.smaller)
    click(dialog.tools.smaller)
    assert dialog.brush.size == size - 1
    click(dialog.tools.tools.buttons[1])
    paint(dialog)
    assert dialog._retouching.edits.active[0].harmonics > 5


def test_stems_are_chosen(dialog: RetouchDialog, easel: Easel) -> None:
    assert nameless(dialog) == []
    assert dialog.windowTitle().endswith("song")
    assert dialog.brush.source == DRUMS
    dialog.tools.stem_box.setFocus()
    key(Key.Key_Down)
    assert dialog.brush.source == OTHER
    targets = [dialog.tools.target_box.itemData(n) for n in range(2)]
    assert targets == [VOCALS, DRUMS], "a stem gives nothing to itself"
    dialog.tools.target_box.setFocus()
    key(Key.Key_Down)
    paint(dialog)
    (stroke,) = easel.retouching.edits.active
    assert (stroke.source, stroke.target) == (OTHER, DRUMS)


def test_a_dab_is_painted_by_keys_alone(dialog: RetouchDialog, easel: Easel) -> None:
    dialog.canvas.setFocus()
    key(Key.Key_Up)
    key(Key.Key_Right)
    key(Key.Key_Return)
    (stroke,) = easel.retouching.edits.active
    assert len(stroke.spots) == 1
    assert stroke.spots[0].hertz > 1_000
    dialog.canvas.setEnabled(False)
    drag(dialog.canvas, QPoint(80, 80), QPoint(200, 80))
    assert easel.retouching.edits.active == (stroke,)


def test_the_wheel_zooms_and_pages_turn_with_the_playhead(
    dialog: RetouchDialog, easel: Easel
) -> None:
    assert dialog.canvas.extent() == (0, 6)
    wheel(dialog.canvas, 1)
    first, last = dialog.canvas.extent()
    assert last - first == 4
    easel.playback.state_changed.emit(
        type(easel.playback.state)(track=easel.track, position=7 * SAMPLE_RATE)
    )
    first, last = dialog.canvas.extent()
    assert first < 7 < last


@pytest.mark.parametrize("by_key", [False, True])
def test_closing_keeps_what_is_painted(
    dialog: RetouchDialog, easel: Easel, qtbot: QtBot, by_key: bool
) -> None:
    paint(dialog)
    if by_key:
        key(Key.Key_Escape)
    else:
        click(dialog.close_button)
    qtbot.waitUntil(lambda: easel.retouching.track is None)
    assert preferred(easel.table.cache, easel.table.key) is not None
    assert "refined" in easel.messages.recent[-1].text


def test_a_strip_offers_to_refine_its_stem(window: MainWindow, player: FakePlayer) -> None:
    asked: list[str] = []
    window.mixer.refine_asked.connect(asked.append)
    strip = next(iter(window.mixer.strips.values()))
    middle = strip.rect().center()
    QApplication.sendEvent(
        strip, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, strip.mapToGlobal(middle))
    )
    (menu,) = strip.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [strip.stem]
    assert window.findChild(RetouchDialog) is None, "without a song there is nothing to paint on"
