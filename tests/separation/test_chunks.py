"""Chunks cover the song in the right order, and joined again they are the song."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.chunks import CellState, Chunk, ChunkPlan, Seams, resume_states
from tests.separation.conftest import Sound, reader

GRID = 4096
MARGIN = 512


def plan_for(frames: int, states: NDArray[np.uint8] | None = None) -> ChunkPlan:
    return ChunkPlan(frames, grid=GRID, cells_per_chunk=4, min_first=1000, states=states)


def everything(plan: ChunkPlan, playhead: int | None = None) -> list[Chunk]:
    chunks = []
    while chunk := plan.next(playhead):
        plan.mark(chunk)
        chunks.append(chunk)
    return chunks


def canonical(frames: int) -> list[Chunk]:
    return everything(plan_for(frames))


def noise(frames: int, seed: int = 1) -> Sound:
    return np.random.default_rng(seed).standard_normal((frames, 2)).astype(np.float32)


def network(song: Sound, chunk: Chunk) -> Sound:
    """Something that, like a real network, depends on how its input is framed."""
    part = reader(song)(chunk.start - MARGIN, chunk.stop - chunk.start + 2 * MARGIN)
    return np.stack((part, part * np.float32(1 + chunk.start / 1e6)))


def separate(song: Sound, chunks: list[Chunk], seams: Seams, into: Sound) -> None:
    for chunk in chunks:
        for start, piece in seams.add(chunk, network(song, chunk)):
            into[:, start : start + piece.shape[1]] = piece


def separated(song: Sound, chunks: list[Chunk]) -> Sound:
    stems = np.full((2, *song.shape), np.nan, np.float32)
    separate(song, chunks, Seams(MARGIN), stems)
    return stems


LENGTHS = [1, 511, GRID, GRID + 1, 4 * GRID, 4 * GRID + 1, 9 * GRID, 41_000]


@pytest.mark.parametrize("frames", LENGTHS)
@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_same_stems_and_the_first_is_the_song(frames: int, seed: int) -> None:
    song = noise(frames)
    chunks = canonical(frames)
    expected = separated(song, chunks)
    random.Random(seed).shuffle(chunks)
    stems = separated(song, chunks)
    np.testing.assert_array_equal(stems, expected)
    np.testing.assert_array_equal(stems[0], song)


@pytest.mark.parametrize("frames", LENGTHS)
@pytest.mark.parametrize("seed", range(4))
def test_a_jumping_playhead_changes_nothing_in_the_end(frames: int, seed: int) -> None:
    song = noise(frames)
    plan, seams, jumps = plan_for(frames), Seams(MARGIN), random.Random(seed)
    stems = np.full((2, frames, 2), np.nan, np.float32)
    while chunk := plan.next(jumps.choice([None, jumps.randrange(frames)])):
        separate(song, [chunk], seams, stems)
        plan.mark(chunk)
    np.testing.assert_array_equal(stems, separated(song, canonical(frames)))


@pytest.mark.parametrize("frames", LENGTHS)
@pytest.mark.parametrize("seed", range(6))
def test_an_interrupted_song_ends_the_same(frames: int, seed: int) -> None:
    song, chance = noise(frames), random.Random(seed)
    stems = np.full((2, frames, 2), np.nan, np.float32)
    states = np.zeros(-(-frames // GRID), np.uint8)
    for _ in range(4):  # runs that end early, what they hold in memory lost
        plan = plan_for(frames, states)
        seams = Seams(MARGIN, plan.joined)
        for _ in range(chance.randrange(4)):
            if chunk := plan.next(chance.randrange(frames)):
                separate(song, [chunk], seams, stems)
                plan.mark(chunk)
        states = plan.states
    plan = plan_for(frames, states)
    separate(song, everything(plan), Seams(MARGIN, plan.joined), stems)
    np.testing.assert_array_equal(stems, separated(song, canonical(frames)))


def test_the_seam_fades_from_one_chunk_to_the_next() -> None:
    song = np.ones((8 * GRID, 2), np.float32)
    stem = separated(song, canonical(len(song)))[1, :, 0]
    seam = 4 * GRID
    assert np.abs(np.diff(stem)).max() < 1e-3 * (stem[-1] - stem[0]) * 4
    assert stem[seam - MARGIN - 1] == stem[0]
    assert stem[seam + MARGIN] == stem[-1]


def test_without_a_playhead_the_song_is_done_in_order_without_drafts() -> None:
    assert canonical(9 * GRID + 5) == [
        Chunk(0, 4 * GRID),
        Chunk(4 * GRID, 8 * GRID),
        Chunk(8 * GRID, 9 * GRID + 5),
    ]


def test_the_playhead_gets_a_draft_then_its_chunk_then_what_lies_ahead_then_behind() -> None:
    chunks = everything(plan_for(16 * GRID), playhead=9 * GRID)
    assert chunks == [
        Chunk(9 * GRID, 10 * GRID, draft=True),
        Chunk(8 * GRID, 12 * GRID),
        Chunk(12 * GRID, 16 * GRID),
        Chunk(4 * GRID, 8 * GRID),
        Chunk(0, 4 * GRID),
    ]


def test_a_playhead_near_the_end_of_its_cell_gets_two_cells() -> None:
    assert plan_for(16 * GRID).next(2 * GRID - 900) == Chunk(GRID, 3 * GRID, draft=True)


def test_a_draft_stops_where_sound_is_ready() -> None:
    plan = plan_for(16 * GRID)
    plan.mark(Chunk(4 * GRID, 8 * GRID))
    assert plan.next(4 * GRID - 10) == Chunk(3 * GRID, 4 * GRID, draft=True)
    assert plan.next(5 * GRID) == Chunk(8 * GRID, 12 * GRID)


def test_a_short_last_chunk_needs_no_draft() -> None:
    assert plan_for(8 * GRID + 100).next(8 * GRID + 50) == Chunk(8 * GRID, 8 * GRID + 100)
    assert plan_for(100).next(0) == Chunk(0, 100)


def test_a_playhead_outside_the_song_is_taken_to_its_nearest_end() -> None:
    assert plan_for(16 * GRID).next(99 * GRID) == Chunk(15 * GRID, 16 * GRID, draft=True)
    assert plan_for(16 * GRID).next(-5) == Chunk(0, GRID, draft=True)


def test_an_empty_song_is_done() -> None:
    assert plan_for(0).next(0) is None


def test_progress_counts_only_what_is_final() -> None:
    plan = plan_for(5 * GRID + 7)
    plan.mark(Chunk(0, GRID, draft=True))
    assert plan.final_frames == 0
    plan.mark(Chunk(4 * GRID, 5 * GRID + 7))
    assert plan.final_frames == GRID + 7
    plan.mark(Chunk(0, 4 * GRID))
    assert plan.final_frames == 5 * GRID + 7


def test_a_draft_does_not_take_back_what_is_final() -> None:
    plan = plan_for(4 * GRID)
    plan.mark(Chunk(0, 4 * GRID))
    plan.mark(Chunk(0, GRID, draft=True))
    assert plan.next(0) is None


def test_after_a_restart_chunks_beside_unfinished_ones_are_drafts() -> None:
    final, draft, none = CellState.FINAL, CellState.DRAFT, CellState.NONE
    stored = np.array([final] * 12 + [none] * 4, np.uint8)
    assert resume_states(stored).tolist() == [final] * 8 + [draft] * 4 + [none] * 4


def test_states_of_another_song_are_refused() -> None:
    with pytest.raises(ValueError, match="cell states"):
        plan_for(GRID, np.zeros(3, np.uint8))


def test_samples_without_margins_are_refused() -> None:
    with pytest.raises(ValueError, match="margins"):
        Seams(MARGIN).add(Chunk(0, GRID), np.zeros((1, GRID, 2), np.float32))
