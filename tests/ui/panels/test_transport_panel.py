"""The transport shows where playback stands, and drives it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.base.units import CELL, SAMPLE_RATE
from player.core.playback import Levels, Transport
from player.core.playing_order import Repeat
from player.core.separation import StemState, StemStatus
from player.ui.panels.transport_panel import TransportPanel
from player.ui.theme import ThemeName, apply_theme
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drag, wheel


@pytest.fixture
def panel(player: FakePlayer, qtbot: QtBot) -> TransportPanel:
    panel = TransportPanel(player)
    qtbot.addWidget(panel)
    panel.resize(800, 140)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_play_and_pause_by_mouse(panel: TransportPanel, player: FakePlayer) -> None:
    assert panel.play_button.toolTip() == "Play (Space)"
    for transport, tip in ((Transport.PLAYING, "Pause"), (Transport.PAUSED, "Play")):
        click(panel.play_button)
        assert player.playback.state.transport is transport
        assert panel.play_button.toolTip() == f"{tip} (Space)"
    assert panel.play_button.accessibleName() == "Play"


def test_next_and_previous_by_mouse(panel: TransportPanel, player: FakePlayer) -> None:
    player.playback.play()
    click(panel.next_button)
    assert (panel.title_label.text(), panel.artist_label.text()) == ("Song 2", "Artist 2 · Album")
    click(panel.previous_button)
    assert panel.title_label.text() == "Song 1"


def test_the_time_follows_playback(panel: TransportPanel, player: FakePlayer) -> None:
    assert panel.time_label.text() == ""
    player.playback.play()
    player.engine.trigger_position(67 * SAMPLE_RATE)
    assert panel.time_label.text() == "1:07 / 3:20"
    assert panel.seek_bar.value() == 67 * SAMPLE_RATE


def test_a_count_in_is_shown_at_the_playhead(panel: TransportPanel, player: FakePlayer) -> None:
    player.playback.play()
    player.engine.trigger_position(100 * SAMPLE_RATE)
    pictures = []
    for beat in (0, 1, 2, 0):
        player.engine.trigger_counted(beat)
        pictures.append(panel.seek_bar.grab().toImage())
    still, one, two, after = pictures
    assert one not in (still, two)
    assert after == still
    changed = [
        x
        for x in range(one.width())
        if any(one.pixel(x, y) != still.pixel(x, y) for y in range(one.height()))
    ]
    head = one.width() / 2
    assert head < changed[0] < changed[-1] < head + 60 * one.devicePixelRatio()


def test_a_drag_on_the_waveform_seeks(panel: TransportPanel, player: FakePlayer) -> None:
    player.playback.play()
    width = panel.seek_bar.width()
    drag(panel.seek_bar, QPoint(5, 20), QPoint(width // 2, 20))
    (sought,) = player.engine.seeks
    assert sought / SAMPLE_RATE == pytest.approx(100.0, abs=200 / width)
    assert panel.time_label.text() in {"1:39 / 3:20", "1:40 / 3:20"}


def test_outline_and_cells_are_those_of_the_current_track(
    panel: TransportPanel, player: FakePlayer
) -> None:
    first, second, _ = (track.id for track in player.queue.tracks)
    player.playback.play(first)
    bare = panel.seek_bar.grab().toImage()
    player.outlines.trigger_ready(second)
    player.stems.trigger_status(second, StemStatus(StemState.READY, 1.0, b"\1" * 135))
    assert panel.seek_bar.grab().toImage() == bare
    player.outlines.trigger_ready(first)
    outline = panel.seek_bar.grab().toImage()
    assert outline != bare
    half = bytes([1] * 67 + [0] * 68)
    assert len(half) * CELL >= 200 * SAMPLE_RATE
    player.stems.trigger_status(first, StemStatus(StemState.WORKING, 0.5, half))
    assert panel.seek_bar.grab().toImage() != outline


def test_a_track_without_tags_shows_its_name_alone(
    panel: TransportPanel, player: FakePlayer
) -> None:
    (track,) = player.queue.add(["/music/untagged.wav"])
    player.playback.play(track.id)
    assert panel.title_label.text() == "untagged"
    assert panel.artist_label.isHidden()


def test_the_volume_by_mouse(panel: TransportPanel, player: FakePlayer) -> None:
    wheel(panel.volume.slider, -4)
    assert player.mix.volume == pytest.approx(0.8)
    click(panel.volume.button)
    assert player.mix.volume == 0.0
    click(panel.volume.button)
    assert player.mix.volume == pytest.approx(0.8)
    slider = panel.volume.slider
    click(slider, QPoint(slider.width() // 2, 10))
    assert player.mix.volume == pytest.approx(0.5, abs=0.02)


def test_the_meter_shows_what_is_heard(panel: TransportPanel, player: FakePlayer) -> None:
    player.engine.trigger_levels(Levels({}, (1.0, 0.1)))
    assert list(panel.volume.meter.levels) == pytest.approx([0.0, -20.0])


def test_repeat_and_shuffle_by_mouse(panel: TransportPanel, player: FakePlayer) -> None:
    button = panel.repeat_button
    for repeat in (Repeat.ALL, Repeat.ONE, Repeat.OFF):
        click(button)
        assert player.queue.repeat is repeat
        assert button.accessibleName() == f"Repeat: {repeat.value}"
        assert button.toolTip() == f"Repeat: {repeat.value} (R)"
        assert button.isChecked() == (repeat is not Repeat.OFF)
    click(panel.shuffle_button)
    assert player.queue.shuffle
    assert panel.shuffle_button.toolTip() == "Shuffle: on (H)"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_each_order_looks_different(
    panel: TransportPanel, player: FakePlayer, qapp: QApplication, theme: ThemeName
) -> None:
    apply_theme(qapp, theme)
    looks = []
    for repeat in Repeat:
        player.queue.set_repeat(repeat)
        looks.append(panel.repeat_button.grab().toImage())
    assert looks[0] != looks[1] != looks[2] != looks[0]
    before = panel.shuffle_button.grab().toImage()
    player.queue.set_shuffle(True)
    assert panel.shuffle_button.grab().toImage() != before


def test_all_buttons_have_room_in_a_small_window(panel: TransportPanel, player: FakePlayer) -> None:
    player.playback.play()
    panel.resize(776, panel.minimumSizeHint().height())
    QApplication.processEvents()
    assert panel.width() == 776
    row = [
        panel.shuffle_button,
        panel.previous_button,
        panel.play_button,
        panel.next_button,
        panel.repeat_button,
        panel.time_label,
        panel.volume,
    ]
    places = [each.geometry() for each in row]
    assert all(each.size() == each.sizeHint() for each in row[:5])
    assert all(one.right() < two.left() for one, two in pairwise(places))
    assert panel.time_label.width() >= panel.time_label.sizeHint().width()
    assert panel.title_label.geometry().right() < places[0].left()
