"""Sections on the lanes under real hands: seen, dragged, made and changed by their menu."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from player.base.units import SAMPLE_RATE
from player.core.mix import SILENT
from player.core.practice.sections import Section
from player.engine.protocol import Beats
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.lanes.lanes_panel import LanesPanel
from player.ui.lanes.section_painting import line_height
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, drag, key, move, press, release
from tests.ui.lanes.conftest import LENGTH, REST, VOICE, at

S = SAMPLE_RATE
SOLO = Section(VOICE, 12 * S, 18 * S)


def menu_at(canvas: LanesCanvas, place: QPoint, *, by_key: bool = False) -> QMenu:
    """Ask for the menu, with the right button or with the key for it."""
    reasons = QContextMenuEvent.Reason
    reason = reasons.Keyboard if by_key else reasons.Mouse
    event = QContextMenuEvent(reason, place, canvas.mapToGlobal(place))
    QApplication.sendEvent(canvas, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, *words: str) -> None:
    """Choose an entry, through its submenus."""
    first, *rest = words
    (action,) = [each for each in menu.actions() if each.text() == first]
    assert action.isEnabled()
    below = action.menu()
    if rest:
        assert isinstance(below, QMenu)
        choose(below, *rest)
    else:
        action.trigger()
    menu.close()


def put(player: FakePlayer, section: Section) -> None:
    player.practice.sections.put(section.stem, (section.start, section.stop), section.gain)


def on_line(canvas: LanesCanvas, time: float, lane: int, gain: float) -> QPoint:
    """A place on the line of a section."""
    place = canvas.places
    return QPointF(place.x(time * S), line_height(place.lane(lane), gain)).toPoint()


def test_a_muted_part_is_covered_on_its_lane_alone(panel: LanesPanel, player: FakePlayer) -> None:
    canvas = panel.canvas

    def brightness(time: float, lane: int) -> int:
        image = canvas.grab().toImage()
        point = at(canvas, time, lane) + QPoint(0, -3)
        return QColor(image.pixel(point * image.devicePixelRatio())).lightness()

    places = ((13.0, 0), (19.0, 0), (13.0, 1))
    before = [brightness(*place) for place in places]
    put(player, SOLO)
    covered, *others = (brightness(*place) for place in places)
    assert covered < before[0]
    assert others == before[1:]
    player.practice.sections.set_on(False)
    assert covered < brightness(*places[0]), "what is not heard is only hinted at"


def test_edges_are_dragged_to_beats_and_anywhere_without_snapping(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, sections = panel.canvas, player.practice.sections
    put(player, SOLO)
    assert player.queue.current is not None
    beats = Beats(tuple(range(0, LENGTH, S)), (False,) * (LENGTH // S))
    player.practice.beats.set(player.queue.current, beats)
    drag(canvas, at(canvas, 12.0), at(canvas, 10.2))
    assert sections.current == (Section(VOICE, 10 * S, 18 * S),)
    drag(canvas, at(canvas, 18.0), at(canvas, 19.1))
    assert sections.current == (Section(VOICE, 10 * S, 19 * S),)
    player.practice.loops.snap = False
    drag(canvas, at(canvas, 19.0), at(canvas, 16.5))
    (section,) = sections.current
    assert section.stop == pytest.approx(16.5 * S, abs=canvas.view.per_pixel)
    for _ in range(3):
        sections.values.undo()
    assert sections.current == (SOLO,), "each drag is one edit"
    assert player.practice.loops.current.passage is None
    assert player.engine.seeks == []


def test_an_edge_is_heard_while_it_is_dragged_and_escape_leaves_it(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, sections = panel.canvas, player.practice.sections
    put(player, SOLO)
    (track,) = player.queue.tracks
    press(canvas, at(canvas, 12.0))
    move(canvas, at(canvas, 11.0))
    move(canvas, at(canvas, 8.0))
    (heard,) = player.engine.sections[track.id]
    assert heard.start == pytest.approx(8 * S, abs=canvas.view.per_pixel)
    key(Qt.Key.Key_Escape)
    release(canvas, at(canvas, 8.0))
    assert sections.current == (SOLO,)


def test_the_line_is_dragged_to_another_level_and_at_0_db_the_section_is_gone(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, sections = panel.canvas, player.practice.sections
    put(player, SOLO)
    drag(canvas, on_line(canvas, 15.0, 0, SILENT), on_line(canvas, 15.0, 0, -12.0))
    (section,) = sections.current
    assert (section.start, section.stop) == (SOLO.start, SOLO.stop)
    assert section.gain == pytest.approx(-12.0, abs=1.0)
    sections.values.set((Section(VOICE, SOLO.start, SOLO.stop, 3.0),))
    click(canvas, on_line(canvas, 15.0, 0, 3.0))
    assert player.engine.seeks[-1] == pytest.approx(15 * S, abs=canvas.view.per_pixel)
    assert sections.current[0].gain == 3.0


def test_the_menu_makes_changes_and_removes_sections(panel: LanesPanel, player: FakePlayer) -> None:
    canvas, sections = panel.canvas, player.practice.sections
    player.practice.loops.set(5 * S, 9 * S)
    loop = (5 * S, 9 * S)
    levels = "Level of accompaniment in the loop"
    for time, lane, words, expected in (
        (2.0, 0, ("Silence vocals in the loop",), (Section(VOICE, *loop),)),
        (7.0, 0, ("Level of this section", "−6.0 dB"), (Section(VOICE, *loop, -6.0),)),
        (7.0, 0, ("Remove this section",), ()),
        (2.0, 1, (levels, "+3.0 dB"), (Section(REST, *loop, 3.0),)),
        (2.0, 1, ("Undo the last change of sections",), ()),
    ):
        choose(menu_at(canvas, at(canvas, time, lane)), *words)
        assert sections.current == expected


def test_silence_from_a_place_on_ends_at_the_next_section_or_with_the_song(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas, sections = panel.canvas, player.practice.sections
    put(player, SOLO)
    player.practice.sections.values.set((Section(VOICE, SOLO.start, SOLO.stop, -3.0),))
    choose(menu_at(canvas, at(canvas, 4.0, 0)), "Silence vocals from here on")
    first, _ = sections.current
    assert first.stop == SOLO.start
    assert first.start == pytest.approx(4 * S, abs=canvas.view.per_pixel)
    choose(menu_at(canvas, at(canvas, 4.0, 1)), "Silence accompaniment from here on")
    assert any(each.stem == REST and each.stop == LENGTH for each in sections.current)


def test_the_menu_by_key_offers_every_stem_where_playback_is(
    panel: LanesPanel, player: FakePlayer
) -> None:
    canvas = panel.canvas
    player.engine.trigger_position(6 * S)
    menu = menu_at(canvas, QPoint(1, 1), by_key=True)
    choose(menu, "Accompaniment", "Silence accompaniment from here on")
    assert player.practice.sections.current == (Section(REST, 6 * S, LENGTH),)
