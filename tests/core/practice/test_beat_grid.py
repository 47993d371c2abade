"""Beats that were found can be put right, and that is kept with the song."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, SongKey, TrackId
from player.core.practice import grid_edits
from player.core.practice.grid_edits import kept_grids
from player.core.queue import Queue
from player.core.song_values import SongValues
from player.engine.protocol import Beats
from tests.ui.fakes import FakePlayer

STEP = SAMPLE_RATE // 2
FOUND = Beats(tuple(range(STEP, 41 * STEP, STEP)), tuple(number % 4 == 1 for number in range(40)))


@pytest.fixture
def player() -> Iterator[FakePlayer]:
    player = FakePlayer()
    player.fill(2)
    player.playback.play()
    track = player.queue.current
    assert track is not None
    player.practice.beats.set(track, FOUND)
    yield player
    player.close()


def bars(beats: Beats) -> list[int]:
    return [place for place, first in zip(beats.places, beats.downbeats, strict=True) if first]


def test_half_and_double_the_tempo_keep_bars_of_four() -> None:
    half = grid_edits.halved(FOUND)
    assert half.places == FOUND.places[1::2], "the downbeats are among those that stay"
    assert bars(half) == bars(FOUND)[::2]
    double = grid_edits.doubled(FOUND)
    assert double.places[::2] == FOUND.places
    assert double.places[1] == FOUND.places[0] + STEP // 2
    assert set(bars(FOUND)) <= set(bars(double))
    assert len(bars(double)) in {2 * len(bars(FOUND)), 2 * len(bars(FOUND)) - 1}
    assert grid_edits.halved(double).places == FOUND.places
    later = grid_edits.half_later(FOUND)
    assert [later.places[0], later.places[-1]] == [FOUND.places[n] + STEP // 2 for n in (0, -1)]
    assert later.downbeats == FOUND.downbeats
    tight = Beats((0, 4_000, 8_000), (True, False, False))
    assert grid_edits.doubled(tight) == tight


def test_bars_and_tempo_change_where_the_playhead_is() -> None:
    place = FOUND.places[10] + 900
    assert bars(grid_edits.with_downbeat(FOUND, place))[:3] == [FOUND.places[n] for n in (2, 6, 10)]
    later = grid_edits.with_bars_from(FOUND, place, meter=3)
    assert bars(later)[:5] == [FOUND.places[n] for n in (1, 5, 9, 10, 13)]
    assert bars(grid_edits.with_meter(FOUND, 5))[:2] == [FOUND.places[n] for n in (1, 6)]

    faster = grid_edits.with_tempo_from(FOUND, place, 180, 30 * SAMPLE_RATE)
    assert faster.places[:11] == FOUND.places[:11]
    assert faster.places[13] - faster.places[10] == SAMPLE_RATE, "three beats in a second"
    assert faster.places[-1] > 29 * SAMPLE_RATE
    assert bars(faster)[:4] == [faster.places[n] for n in (1, 5, 9, 13)]
    from_nothing = grid_edits.with_tempo_from(Beats(), 1_000, 120, 10 * SAMPLE_RATE)
    assert from_nothing.places[:2] == (1_000, 1_000 + STEP)
    with pytest.raises(ValueError, match="no tempo"):
        grid_edits.with_tempo_from(FOUND, 0, 0, SAMPLE_RATE)


def test_edits_reach_the_click_and_are_undone(player: FakePlayer) -> None:
    track, grid = player.queue.current, player.practice.grid
    assert track is not None
    grid.shift(-10)
    assert player.engine.beats[track].places[0] == STEP - 441
    grid.halve()
    assert len(player.practice.beats.of(track).places) == 20
    grid.undo()
    grid.undo()
    assert player.engine.beats[track] == FOUND
    grid.redo()
    assert player.practice.beats.of(track).places[0] == STEP - 441


def test_a_row_of_taps_is_one_edit(player: FakePlayer) -> None:
    grid = player.practice.grid
    for number in range(6):
        player.engine.trigger_position(100_000 + number * 20_000)
        grid.tap(number * 20_000 / SAMPLE_RATE)
    tapped = grid.current
    assert tapped != FOUND
    assert min(abs(place - 140_000) for place in tapped.places) <= 1
    grid.undo()
    assert grid.current == FOUND


def test_without_beats_it_is_said_how_to_get_them(player: FakePlayer) -> None:
    player.queue.set_current(player.queue.tracks[1].id)
    player.practice.grid.double()
    assert "not known" in player.messages.recent[-1].text
    assert player.practice.grid.current == Beats()


class _Keys:
    def key(self, path: Path) -> SongKey:
        return SongKey(path.stem)


def test_they_are_kept_with_the_song_and_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    def opened() -> tuple[SongValues[Beats | None], TrackId, Loop]:
        loop, queue = Loop(), Queue()
        (track,) = queue.add([tmp_path / "song.flac"])
        values = SongValues(kept_grids(tmp_path), queue, MessageLog(), loop, _Keys())
        queue.set_current(track.id)
        return values, track.id, loop

    values, _, _ = opened()
    values.close()
    kept = kept_grids(tmp_path)
    kept.save(SongKey("song"), FOUND)
    values, track, loop = opened()
    assert loop.run_until(lambda: values.of(track) == FOUND, 10)
    values.close()
    file = tmp_path / "grids" / "song.json"
    file.write_text(file.read_text().replace(str(STEP), "-5"))
    assert kept.load(SongKey("song"))[0] is None
    assert (tmp_path / "grids" / "song.json.damaged").exists()
