"""The stereo plane under real hands: draw, move, resize, choose, undo, and what is heard of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from player.base.units import SAMPLE_RATE
from player.core.plane.regions import Box, drawn
from player.engine.live.kinds import LONGEST, LiveFilter, Mode, Region
from player.ui.places.now_playing_place import NowPlayingPlace
from player.ui.plane.plane_panel import PlanePanel
from player.ui.plane.region_canvas import RegionCanvas
from player.ui.theme import apply_theme
from player.ui.window import MainWindow
from tests.engine.live.rig import PITCHES, filtered, mixed, sdr, three
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drag, key, move, press, release

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLACES = (-0.6, 0.0, 0.6)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[FakePlayer]:
    """Plays a song of three sources, at its first second."""
    path = tmp_path / "three.wav"
    soundfile.write(path, mixed(three(0.6)), SAMPLE_RATE, subtype="FLOAT")
    player = FakePlayer()
    (song,) = player.queue.add([path])
    player.queue.update(song.id, lambda track: replace(track, duration=2.0))
    player.fill(1)
    player.playback.play(song.id)
    player.playback.seek(SAMPLE_RATE)
    yield player
    player.close()


@pytest.fixture
def panel(show: Callable[..., MainWindow], player: FakePlayer) -> PlanePanel:
    """The panel, seen by the way that a key leads."""
    window = show(player, 1200, 760)
    key(Key.Key_P)
    place = window.frame.stack.currentWidget()
    assert isinstance(place, NowPlayingPlace)
    assert place.plane is not None
    assert place.plane.isVisible()
    return place.plane


def heard(player: FakePlayer) -> tuple[LiveFilter, ...]:
    """What the engine was told of the song that plays."""
    assert player.queue.current is not None
    return player.live.of(player.queue.current)


def region(player: FakePlayer) -> Region:
    """The only one that is heard."""
    (only,) = heard(player)
    assert isinstance(only, Region)
    return only


def at(canvas: RegionCanvas, value: float, hertz: float) -> QPoint:
    """A place on a canvas."""
    return QPointF(canvas.scales.x(value), canvas.scales.y(hertz)).toPoint()


def see(panel: PlanePanel, player: FakePlayer, qtbot: QtBot) -> None:
    """Wait until the pictures of the song are drawn."""
    seen: list[bool] = []
    stop = player.plane.pictures.changed.connect(lambda: seen.append(True))
    player.plane.pictures.look(SAMPLE_RATE)
    assert player.loop.run_until(lambda: bool(seen), 20)
    stop()
    with qtbot.waitSignal(panel.shown, timeout=5_000):
        panel.refresh()


def runs(panel: PlanePanel, player: FakePlayer) -> bool:
    """Whether anything is drawn or read; both or nothing."""
    reads = player.plane.pictures.path is not None
    assert reads == panel.drawing
    return reads


def brightness(panel: PlanePanel, pan: float, hertz: float) -> float:
    """How far a place stands out from the ground."""
    canvas = panel.plane
    image = canvas.grab().toImage()
    place = at(canvas, pan, hertz) * image.devicePixelRatio()
    ground = canvas.palette().base().color()
    return abs(QColor(image.pixel(place)).lightnessF() - ground.lightnessF())


def test_a_rectangle_is_drawn_and_heard_while_the_hand_moves(
    panel: PlanePanel, player: FakePlayer
) -> None:
    canvas = panel.plane
    press(canvas, at(canvas, -0.9, 4_000))
    move(canvas, at(canvas, -0.6, 1_000))
    assert region(player).right == pytest.approx(-0.6, abs=0.02)
    assert not player.plane.can_undo
    move(canvas, at(canvas, -0.4, 500))
    release(canvas, at(canvas, -0.4, 500))
    only = region(player)
    assert only.mode is Mode.SOLO
    assert (only.left, only.right) == pytest.approx((-0.9, -0.4), abs=0.02)
    assert (only.low, only.high) == pytest.approx((500, 4_000), rel=0.05)
    assert only.stop == LONGEST
    assert "Region 1: L " in panel.hint.text()
    assert "4.0k Hz" in panel.hint.text()
    assert panel.editing.selected == 0


def test_a_free_hand_shape(panel: PlanePanel, player: FakePlayer) -> None:
    click(panel.tools.buttons[1])
    canvas = panel.plane
    corners = [(-0.5, 300.0), (0.0, 3_000.0), (0.5, 300.0)]
    press(canvas, at(canvas, *corners[0]))
    for corner in corners[1:]:
        move(canvas, at(canvas, *corner))
    release(canvas, at(canvas, *corners[-1]))
    only = region(player)
    assert len(only.outline) == 3
    assert (only.left, only.right) == pytest.approx((-0.5, 0.5), abs=0.02)
    assert only.high == pytest.approx(3_000, rel=0.05)


def test_move_resize_and_take_all_of_it_back(panel: PlanePanel, player: FakePlayer) -> None:
    canvas = panel.plane
    panel.editing.add(drawn("It", 0, Mode.CUT, Box(-0.5, 0.0, 300, 3_000)))
    before = region(player)
    drag(canvas, at(canvas, -0.25, 800), at(canvas, 0.25, 800))
    assert region(player).left == pytest.approx(0.0, abs=0.02)
    assert region(player).high == pytest.approx(3_000, rel=0.01)
    box = canvas.box_on_screen(panel.editing.regions[0])
    drag(canvas, box.topRight().toPoint(), at(canvas, 0.9, 6_000))
    assert region(player).right == pytest.approx(0.9, abs=0.02)
    assert region(player).high == pytest.approx(6_000, rel=0.05)
    assert region(player).left == pytest.approx(0.0, abs=0.02)
    key(Key.Key_Z, CTRL)
    key(Key.Key_Z, CTRL)
    assert region(player) == before
    key(Key.Key_Z, CTRL | SHIFT)
    assert region(player).left == pytest.approx(0.0, abs=0.02)


def test_a_thin_region_can_be_moved(panel: PlanePanel, player: FakePlayer) -> None:
    canvas = panel.plane
    panel.editing.add(drawn("It", 0, Mode.CUT, Box(-0.03, 0.03, 300, 3_000)))
    middle = canvas.box_on_screen(panel.editing.regions[0]).center().toPoint()
    drag(canvas, middle, middle + QPoint(40, 0))
    assert region(player).right - region(player).left == pytest.approx(0.06)
    assert region(player).left > 0.1


def test_escape_breaks_a_drag_off(panel: PlanePanel, player: FakePlayer) -> None:
    canvas = panel.plane
    press(canvas, at(canvas, -0.5, 3_000))
    move(canvas, at(canvas, 0.0, 1_000))
    move(canvas, at(canvas, 0.5, 300))
    assert heard(player)
    key(Key.Key_Escape)
    release(canvas, at(canvas, 0.5, 300))
    assert heard(player) == ()
    assert not player.plane.can_undo


def test_everything_by_keys(panel: PlanePanel, player: FakePlayer) -> None:
    assert QApplication.focusWidget() is panel.plane
    key(Key.Key_Insert)
    first = region(player)
    key(Key.Key_Right)
    key(Key.Key_Up)
    assert region(player).left == pytest.approx(first.left + 0.05)
    assert region(player).low > first.low
    key(Key.Key_Right, SHIFT)
    assert region(player).right == pytest.approx(first.right + 0.1)
    assert region(player).left == pytest.approx(first.left + 0.05)
    key(Key.Key_Plus)
    key(Key.Key_Plus)
    assert region(player).mode is Mode.GAIN
    assert region(player).gain == 2
    key(Key.Key_D, CTRL)
    assert len(heard(player)) == 2
    assert panel.editing.selected == 1
    key(Key.Key_Backtab)
    assert panel.editing.selected == 0
    key(Key.Key_Delete)
    key(Key.Key_Tab)
    key(Key.Key_Delete)
    assert heard(player) == ()


def test_the_windows_keys_work_while_no_region_is_meant(
    panel: PlanePanel, player: FakePlayer
) -> None:
    assert QApplication.focusWidget() is panel.plane
    key(Key.Key_Right)
    assert player.engine.seeks[-1] > SAMPLE_RATE
    key(Key.Key_M)
    assert player.mix.strips[0].mute


def test_copied_to_another_song(panel: PlanePanel, player: FakePlayer) -> None:
    panel.editing.add(drawn("It", 0, Mode.CUT, Box(-0.5, 0.0, 300, 3_000)))
    own = region(player)
    key(Key.Key_C, CTRL)
    player.playback.play(player.queue.tracks[1].id)
    assert heard(player) == ()
    key(Key.Key_V, CTRL)
    assert region(player) == own


def test_a_time_range_is_drawn_on_the_spectrogram(panel: PlanePanel, player: FakePlayer) -> None:
    canvas = panel.spectrogram
    drag(canvas, at(canvas, 0.5, 2_000), at(canvas, 2.5, 200))
    only = region(player)
    assert (only.start, only.stop) == pytest.approx((0.5, 2.5), abs=0.05)
    assert (only.left, only.right) == (-1, 1)
    assert (only.low, only.high) == pytest.approx((200, 2_000), rel=0.06)
    click(panel.region.time_button)
    assert (region(player).start, region(player).stop) == (0, LONGEST)


def test_sources_shine_where_they_are(
    panel: PlanePanel, player: FakePlayer, qtbot: QtBot, qapp: QApplication
) -> None:
    see(panel, player, qtbot)
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        for pan, pitch in zip(PLACES, PITCHES, strict=True):
            others = [brightness(panel, other, pitch) for other in PLACES if other != pan]
            assert brightness(panel, pan, pitch) > 0.15
            assert brightness(panel, pan, pitch) > 3 * max(others)


@pytest.mark.parametrize("number", range(3))
def test_a_click_on_a_blob_fits_a_region_that_gives_its_source(
    panel: PlanePanel, player: FakePlayer, qtbot: QtBot, number: int
) -> None:
    see(panel, player, qtbot)
    click(panel.plane, at(panel.plane, PLACES[number], PITCHES[number]))
    sources = three(0.6)
    assert sdr(sources[number], filtered(mixed(sources), heard(player))) > 20


def test_what_the_panel_sets(panel: PlanePanel, player: FakePlayer) -> None:
    panel.editing.add(drawn("It", 0, Mode.SOLO, Box(-0.5, 0.0, 300, 3_000)))
    settings = panel.region
    click(settings.modes.buttons[2])
    assert region(player).mode is Mode.GAIN
    settings.modes.buttons[2].setFocus()
    key(Key.Key_Z, CTRL)
    assert region(player).mode is Mode.SOLO
    key(Key.Key_Z, CTRL | SHIFT)
    settings.gain.setValue(-9)
    settings.soft.setValue(0.4)
    assert (region(player).gain, region(player).soft) == (-9, 0.4)
    field = settings.names.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Second guitar")
    key(Key.Key_Return)
    assert player.plane.regions[0].name == "Second guitar"
    QTest.mouseClick(settings.on, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert heard(player) == ()
    click(settings.delete_button)
    assert player.plane.regions == ()


def test_a_region_is_a_strip_in_the_mixer(
    panel: PlanePanel, player: FakePlayer, show: Callable[..., MainWindow]
) -> None:
    panel.editing.add(drawn("Guitar", 0, Mode.GAIN, Box(-0.5, 0.0, 300, 3_000)))
    QTest.mouseClick(panel.region.in_mixer, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    window = panel.window()
    assert isinstance(window, MainWindow)
    (strip,) = window.mixer.region_strips.all
    assert strip.isVisible()
    assert strip.name_label.text() == "Guitar"
    assert "filtered" not in window.mixer.state_label.text()
    click(strip.mute_button)
    assert region(player).mode is Mode.CUT
    assert "filtered" in window.mixer.state_label.text()
    click(strip.mute_button)
    click(strip.solo_button)
    assert region(player).mode is Mode.SOLO
    click(strip.solo_button)
    assert (region(player).mode, region(player).gain) == (Mode.GAIN, 0)
    fader = strip.fader
    bottom, top = fader.travel()
    drag(
        fader,
        QPoint(fader.width() - 14, int(top + (bottom - top) * 0.24)),
        QPoint(fader.width() - 14, int(bottom - 20)),
    )
    assert region(player).gain < -12
    player.plane.undo()
    assert region(player).gain == 0
    click(panel.region.delete_button)
    assert window.mixer.region_strips.all == []


def test_export_asks_for_a_file(panel: PlanePanel, player: FakePlayer, tmp_path: Path) -> None:
    panel.editing.add(drawn("Guitar", 0, Mode.SOLO, Box(-1.0, -0.5, 40, 20_000)))
    menu = panel.menu.menu()
    assert menu.actions()[0].text() == "Export this region…"
    menu.actions()[0].trigger()
    menu.close()
    dialog = panel.window().findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("three - Guitar.flac")
    target = tmp_path / "out.flac"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert player.loop.run_until(lambda: bool(player.messages.recent), 20)
    sound, rate = soundfile.read(target)
    assert (len(sound), rate) == (len(mixed(three())), SAMPLE_RATE)


def test_nothing_runs_while_it_is_hidden(panel: PlanePanel, player: FakePlayer) -> None:
    assert runs(panel, player)
    key(Key.Key_P)
    assert not panel.isVisible()
    assert not runs(panel, player)
    key(Key.Key_P)
    assert runs(panel, player)
    window = panel.window()
    assert isinstance(window, MainWindow)
    window.go_to("queue")
    assert not runs(panel, player)


def test_names_for_those_who_cannot_see(panel: PlanePanel) -> None:
    settings = panel.region
    named = [
        panel.plane,
        panel.spectrogram,
        settings.names,
        settings.colour,
        settings.on,
        settings.gain,
        settings.soft,
        settings.time_button,
        settings.delete_button,
    ]
    assert all(widget.accessibleName() for widget in named)
    assert "Insert" in panel.plane.accessibleDescription()
