"""Loops and markers are set while a song plays, moved by small steps, kept with the song."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from player.base.loop import Loop
from player.base.units import SAMPLE_RATE, Frames
from player.core.practice.loops import TEN_MILLISECONDS, Edge, Loops, Step
from player.core.practice.practice import Practice
from player.core.practice.song_loops import SHORTEST, Passage, SongLoops
from player.engine.protocol import Beats
from player.stems.keys import KeyStore
from tests.core.test_song_values import song
from tests.ui.fakes import FakePlayer

BEATS = Beats(tuple(range(10_000, 4_000_000, 20_000)), tuple(n % 4 == 0 for n in range(200)))


@pytest.fixture
def player() -> Iterator[FakePlayer]:
    """The first of three songs plays."""
    player = FakePlayer()
    player.fill(3)
    player.playback.play()
    yield player
    player.close()


@pytest.fixture
def loops(player: FakePlayer) -> Loops:
    return player.practice.loops


def at(player: FakePlayer, place: Frames) -> None:
    player.engine.trigger_position(place)


def heard(player: FakePlayer) -> Passage | None:
    """The loop that the engine goes round in."""
    return player.engine.loop


def with_beats(player: FakePlayer) -> None:
    assert player.queue.current is not None
    player.practice.beats.set(player.queue.current, BEATS)


def test_two_keys_while_it_plays_make_a_loop(player: FakePlayer, loops: Loops) -> None:
    at(player, 100_000)
    loops.set_edge(Edge.A)
    assert heard(player) is None
    at(player, 300_000)
    loops.set_edge(Edge.B)
    assert loops.on
    assert heard(player) == (100_000, 300_000)
    loops.toggle()
    assert heard(player) is None
    assert loops.current.passage == (100_000, 300_000), "it is there to be switched on again"
    loops.toggle()
    assert heard(player) == (100_000, 300_000)


def test_a_stop_alone_loops_from_the_beginning_and_one_before_the_start_turns_it_round(
    player: FakePlayer, loops: Loops
) -> None:
    at(player, 200_000)
    loops.set_edge(Edge.B)
    assert heard(player) == (0, 200_000)
    at(player, 400_000)
    loops.set_edge(Edge.A)
    assert heard(player) is None, "another loop begins behind the old one"
    at(player, 350_000)
    loops.set_edge(Edge.B)
    assert heard(player) == (350_000, 400_000)


def test_edges_snap_to_beats_where_they_are_known(player: FakePlayer, loops: Loops) -> None:
    with_beats(player)
    at(player, 52_000)
    loops.set_edge(Edge.A)
    at(player, 127_000)
    loops.set_edge(Edge.B)
    assert heard(player) == (50_000, 130_000)
    loops.snap = False
    loops.set_edge(Edge.B)
    assert heard(player) == (50_000, 127_000)


def test_edges_are_nudged_by_beat_by_ten_milliseconds_and_by_sample(
    player: FakePlayer, loops: Loops
) -> None:
    with_beats(player)
    loops.set(50_000, 130_000)
    for edge, step, way, expected in (
        (Edge.A, Step.SAMPLE, -1, (49_999, 130_000)),
        (Edge.B, Step.SAMPLE, 1, (49_999, 130_001)),
        (Edge.A, Step.TEN_MILLISECONDS, 1, (49_999 + TEN_MILLISECONDS, 130_001)),
        (Edge.B, Step.BEAT, -1, (49_999 + TEN_MILLISECONDS, 130_000)),
        (Edge.B, Step.BEAT, -1, (49_999 + TEN_MILLISECONDS, 110_000)),
        (Edge.A, Step.BEAT, -1, (50_000, 110_000)),
    ):
        loops.nudge(edge, step, way)
        assert heard(player) == expected
    for _ in range(10):
        loops.nudge(Edge.A, Step.BEAT, 1)
    assert heard(player) == (110_000 - SHORTEST, 110_000), "the edges do not cross"


def test_no_loop_reaches_beyond_the_song(player: FakePlayer, loops: Loops) -> None:
    end = 200 * SAMPLE_RATE
    loops.set(end - 50_000, end + 99_000)
    assert heard(player) == (end - 50_000, end)
    loops.set(-5, 1)
    assert heard(player) == (0, SHORTEST)


def test_each_song_has_its_own_loop(player: FakePlayer, loops: Loops) -> None:
    loops.set(50_000, 130_000)
    player.playback.next()
    assert not loops.on
    assert heard(player) is None
    player.playback.previous()
    assert heard(player) == (50_000, 130_000)


def test_named_loops_are_gone_through_and_undone(player: FakePlayer, loops: Loops) -> None:
    for name, start in (("Verse", 50_000), ("Chorus", 250_000), ("Solo", 400_000)):
        loops.set(start, start + 100_000)
        loops.keep(name)
    loops.step_loop(1)
    assert loops.current.chosen is not None
    assert loops.current.chosen.name == "Verse", "after the last one comes the first"
    assert player.engine.seeks[-1] == 50_000
    loops.step_loop(-1)
    loops.step_loop(-1)
    assert heard(player) == (250_000, 350_000)
    loops.rename(loops.current.loops[1], "Refrain")
    loops.remove(loops.current.loops[0])
    assert [each.name for each in loops.current.loops] == ["Refrain", "Solo"]
    loops.values.undo()
    loops.values.undo()
    assert [each.name for each in loops.current.loops] == ["Verse", "Chorus", "Solo"]


def test_markers_are_gone_to_from_one_to_the_next(player: FakePlayer, loops: Loops) -> None:
    for place in (300_000, 100_000, 500_000):
        at(player, place)
        loops.mark("Marker")
    assert [(m.name, m.place) for m in loops.current.markers] == [
        ("Marker 2", 100_000),
        ("Marker 1", 300_000),
        ("Marker 3", 500_000),
    ]
    at(player, 310_000)
    loops.step_marker(-1)
    loops.step_marker(1)
    loops.step_marker(1)
    assert player.engine.seeks == [100_000, 300_000, 500_000]


def test_the_loop_goes_on_by_its_own_length(player: FakePlayer, loops: Loops) -> None:
    loops.set(100_000, 150_000)
    loops.shift(1)
    loops.shift(1)
    assert heard(player) == (200_000, 250_000)
    for _ in range(9):
        loops.shift(-1)
    assert heard(player) == (0, 50_000)


def test_the_part_of_the_song_that_plays_is_looped(player: FakePlayer, loops: Loops) -> None:
    at(player, 120_000)
    loops.parts = lambda _track: None
    loops.loop_part()
    assert heard(player) is None
    assert "looked for" in player.messages.recent[-1].text
    loops.parts = lambda _track: ((0, 100_000), (100_000, 300_000))
    loops.loop_part()
    assert heard(player) == (100_000, 300_000)


def test_a_stream_has_no_loops(player: FakePlayer, loops: Loops) -> None:
    (stream,) = player.queue.add(["http://radio.example/live"])
    player.playback.play(stream.id)
    loops.set_edge(Edge.A)
    loops.set(10_000, 50_000)
    assert heard(player) is None
    assert loops.current == SongLoops()
    assert "stream" in player.messages.recent[-1].text


def test_loops_are_there_again_and_damage_costs_nothing(tmp_path: Path) -> None:
    path = song(tmp_path / "song.wav")
    first = _Run(tmp_path, path)
    loops = first.practice.loops
    loops.set(1_000, 20_000)
    loops.keep("Riff")
    loops.mark("Marker")
    kept = loops.current
    first.close()
    second = _Run(tmp_path, path)
    assert second.practice.loops.current == kept
    assert not second.practice.loops.on, "a song begins as it is"
    second.close()
    (file,) = (tmp_path / "loops").iterdir()
    file.write_text(file.read_text().replace("20000", '"x"', 1))
    third = _Run(tmp_path, path)
    assert third.practice.loops.current == SongLoops()
    assert any("damaged" in message.text for message in third.player.messages.recent)
    third.close()
    assert len(list((tmp_path / "loops").iterdir())) == 1, "set aside"


class _Run:
    """One run of the program, with this song playing."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.player = FakePlayer()
        self.keys = KeyStore(folder / "keys.sqlite")
        tools = replace(self.player.practice.tools, data=folder, cache=folder, keys=self.keys)
        self.practice = Practice(tools)
        (track,) = self.player.queue.add([path])
        read: list[object] = []
        self.practice.loops.values.changed.connect(read.append)
        self.player.playback.play(track.id)
        loop = self.player.loop
        assert isinstance(loop, Loop)
        assert loop.run_until(lambda: len(read) > 1, 20)

    def close(self) -> None:
        self.practice.close()
        self.player.close()
        self.keys.close()
