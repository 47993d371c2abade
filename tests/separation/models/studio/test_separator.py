"""Chunks of a studio network join to a song; it can be interrupted, and makes do with less."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from torch import nn

from separation.api import GRID, Separator, open_separator
from separation.chunks import MARGIN, Chunk, ChunkPlan, Seams
from separation.errors import Interrupted, OutOfMemoryError, WeightsError
from separation.models.studio.running import Check, TorchStudio
from separation.models.studio.separator import StudioSeparator
from tests.separation.conftest import Sound, reader
from tests.separation.models.studio.conftest import Install
from tests.separation.models.studio.networks import install, reference, run, small

CELLS = 4
SEGMENT = (CELLS + 1) * GRID
CONTEXT = GRID // 2


class Halves:
    """A network all of whose stems are half of the mix, on a device with room for some frames."""

    def __init__(self, device: str, room: int, check: Check) -> None:
        self.device = device
        self._room = room
        self._check = check

    def run(self, mix: Sound) -> Sound:
        """See StudioNetwork."""
        if mix.shape[1] > self._room:
            raise MemoryError
        self._check()
        return np.stack([mix / 2] * 3)

    def close(self) -> None:
        """It holds nothing."""


def halving(**rooms: int) -> StudioSeparator:
    """A separator on the first of these devices, with room for so many cells there."""

    def opened(device: str, check: Check) -> Halves:
        if not rooms[device]:
            raise MemoryError
        return Halves(device, rooms[device] * GRID, check)

    return StudioSeparator(replace(small("htdemucs"), segment=SEGMENT), next(iter(rooms)), opened)


def module_of(separator: StudioSeparator) -> nn.Module:
    network = separator._network
    assert isinstance(network, TorchStudio)
    module: nn.Module = network._loaded.modules[0]
    return module


def through(separator: Separator, song: Sound, playhead: int) -> Sound:
    """The whole song, chunk by chunk as the player does it."""
    plan = ChunkPlan(len(song), separator.grid, separator.cells_per_chunk, drafts=separator.drafts)
    seams = Seams()
    whole = np.full((len(separator.info.stored_stems), len(song), 2), np.nan, np.float32)
    while (chunk := plan.next(playhead)) is not None:
        made = separator.separate(reader(song), chunk.start, chunk.stop, MARGIN)
        for start, piece in seams.add(chunk, made):
            whole[:, start : start + piece.shape[1]] = piece
        plan.mark(Chunk(chunk.start, chunk.stop))
    return whole


def test_a_song_is_the_same_wherever_it_began(installed: Install, song: Sound) -> None:
    info, _, folder = installed("bs_roformer")
    separator = open_separator(info, folder, device="cpu", threads=1)
    part = song[: 2 * GRID + 20_000]
    whole = through(separator, part, 0)
    assert np.isfinite(whole).all()
    assert whole.std() > 1e-4
    np.testing.assert_array_equal(through(separator, part, len(part) - 1), whole)
    separator.close()


def test_of_a_bag_each_stem_has_its_own_network(tmp_path: Path, song: Sound) -> None:
    info = small("scnet")
    networks = [reference(info, seed) for seed in range(4)]
    install(info, networks, tmp_path / "bag")
    separator = open_separator(info, tmp_path / "bag", device="cpu", threads=1)
    stems = separator.separate(reader(song), 0, GRID, 0)
    separator.close()
    context = (info.segment - GRID) // 2
    segment = reader(song)(-context, info.segment).T.copy()
    for stem, output in zip(stems, (3, 0, 1), strict=True):  # that of the last is not needed
        alone = run(networks[output], segment)[output, :, context : context + GRID]
        np.testing.assert_allclose(stem, alone.T, atol=1e-6)


def test_an_interrupt_ends_it_before_the_next_layer(installed: Install, song: Sound) -> None:
    info, _, folder = installed("mel_band_roformer")
    separator = open_separator(info, folder, device="cpu", threads=1)
    assert isinstance(separator, StudioSeparator)
    runs: list[object] = []

    def after_a_layer(*given: object) -> None:
        runs.append(given)
        separator.interrupt()

    for part in module_of(separator).modules():
        if not list(part.children()):
            part.register_forward_hook(after_a_layer)
    with pytest.raises(Interrupted):
        separator.separate(reader(song), 0, GRID, MARGIN)
    assert len(runs) == 1
    separator.close()


def test_after_an_interrupt_it_goes_on(installed: Install, song: Sound) -> None:
    info, _, folder = installed("mdx23c")
    separator = open_separator(info, folder, device="cpu", threads=1)

    def read(start: int, count: int) -> Sound:
        separator.interrupt()
        return reader(song)(start, count)

    separator.interrupt()  # nothing runs yet
    expected = separator.separate(reader(song), 0, GRID, MARGIN)
    with pytest.raises(Interrupted):
        separator.separate(read, 0, GRID, MARGIN)
    np.testing.assert_array_equal(separator.separate(reader(song), 0, GRID, MARGIN), expected)
    separator.close()


def test_silence_is_not_even_asked_for() -> None:
    separator = halving(cpu=1)  # it has no room for any segment
    silence = np.zeros((GRID, 2), np.float32)
    nothing = separator.separate(reader(silence), 0, GRID, MARGIN)
    assert nothing.shape == (3, GRID + 2 * MARGIN, 2)
    assert not nothing.any()


@pytest.mark.parametrize(
    ("rooms", "device", "notice"),
    [
        ({"cuda": CELLS + 1}, "cuda", ""),
        ({"cuda": 2}, "cuda", "works in shorter pieces"),
        ({"cuda": 1, "cpu": CELLS + 1}, "cpu", "runs on the CPU now"),
        ({"cuda": 0, "cpu": CELLS + 1}, "cpu", "runs on the CPU now"),
        ({"cuda": 0, "cpu": 3}, "cpu", "works in shorter pieces"),
    ],
)
def test_with_too_little_memory_it_makes_do(
    rooms: dict[str, int], device: str, notice: str, song: Sound
) -> None:
    separator = halving(**rooms)
    stems = separator.separate(reader(song), 0, CELLS * GRID, MARGIN)
    expected = reader(song)(-MARGIN, CELLS * GRID + 2 * MARGIN) / 2
    for stem in stems:
        np.testing.assert_array_equal(stem, expected)
    assert separator.device == device
    assert separator.cells_per_chunk == CELLS  # which parts of the song belong together stays
    assert notice in separator.notice
    assert bool(separator.notice) == bool(notice)


def test_with_no_memory_at_all_it_says_so(song: Sound) -> None:
    with pytest.raises(OutOfMemoryError):
        halving(cpu=1).separate(reader(song), 0, GRID, MARGIN)
    with pytest.raises(OutOfMemoryError):
        halving(cuda=0, cpu=0)


def test_the_song_s_last_chunk_may_be_short(song: Sound) -> None:
    stems = halving(cpu=CELLS + 1).separate(reader(song), 4 * GRID, 4 * GRID + 99, MARGIN)
    np.testing.assert_array_equal(stems[0], reader(song)(4 * GRID - MARGIN, 99 + 2 * MARGIN) / 2)


@pytest.mark.parametrize(
    ("start", "stop", "margin"), [(1, GRID, 0), (0, 0, 0), (0, 9, CONTEXT + 1)]
)
def test_what_is_no_chunk_is_refused(start: int, stop: int, margin: int, song: Sound) -> None:
    with pytest.raises(ValueError, match="no chunk"):
        halving(cpu=CELLS + 1).separate(reader(song), start, stop, margin)


def test_a_segment_too_short_for_a_chunk_is_refused() -> None:
    info = replace(small("htdemucs"), segment=GRID)
    with pytest.raises(WeightsError, match="too short"):
        StudioSeparator(info, "cpu", lambda device, check: Halves(device, GRID, check))
