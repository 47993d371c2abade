"""Stems on disk: what is written is read back, before and after the entry is finished."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import CacheError, SeparationError
from player.base.units import CELL, StemName
from player.stemfile.cell_map import SEAM, CellState
from player.stemfile.entry import Entry, load_entry
from player.stemfile.reader import StemReader
from player.stemfile.writer import StemWriter
from tests.stemfile.entries import FOUR, an_entry, noise, write_all


@pytest.fixture
def entry() -> Entry:
    return an_entry(3 * CELL + 1_000)


@pytest.fixture
def writer(tmp_path: Path, entry: Entry) -> Iterator[StemWriter]:
    with closing(StemWriter(tmp_path / "entry", entry)) as writer:
        yield writer


@pytest.fixture
def reader(writer: StemWriter) -> Iterator[StemReader]:
    with closing(StemReader(writer.folder)) as reader:
        yield reader


def test_a_chunk_is_heard_as_soon_as_it_is_marked(
    entry: Entry, writer: StemWriter, reader: StemReader
) -> None:
    sound = noise(entry)
    assert reader.state(0, entry.frames) == CellState.MISSING
    writer.write(CELL, sound[:, CELL : 3 * CELL])
    writer.mark(CELL, 2 * CELL, CellState.DRAFT)
    writer.mark(2 * CELL, 3 * CELL, CellState.FINAL)
    assert reader.states() == bytes([0, 1, 2, 0])
    assert reader.waiting
    assert reader.state(CELL, 2 * CELL) == CellState.DRAFT
    assert reader.state(CELL - 1, 2) == CellState.MISSING
    assert reader.state(2 * CELL + SEAM, CELL - 2 * SEAM) == CellState.FINAL
    assert reader.state(2 * CELL, CELL) == CellState.DRAFT  # its seams are still to be faded
    np.testing.assert_array_equal(reader.read(CELL, 2 * CELL), sound[:, CELL : 3 * CELL])


@pytest.mark.parametrize("frames", [1, CELL, 3 * CELL + 1_000])
def test_the_finished_entry_sounds_the_same_bit_for_bit(tmp_path: Path, frames: int) -> None:
    entry = an_entry(frames, FOUR)
    writer = write_all(tmp_path, entry, noise(entry))
    with closing(StemReader(tmp_path)) as reader:
        before = reader.read(0, frames)
        done = writer.finish()
        np.testing.assert_array_equal(reader.read(0, frames), before)
        assert not reader.waiting or reader.states() == bytes([CellState.FINAL]) * entry.cells
    np.testing.assert_array_equal(before, noise(entry))
    assert done.complete
    assert load_entry(tmp_path) == done
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"entry.json", "vocals.flac", "drums.flac", "bass.flac"}
    with closing(StemReader(tmp_path)) as reader:
        assert not reader.waiting
        assert reader.state(0, frames) == CellState.FINAL
        np.testing.assert_array_equal(reader.read(0, frames), before)


def test_a_finished_entry_is_read_at_any_place(tmp_path: Path) -> None:
    entry = an_entry(2 * CELL)
    sound = noise(entry)
    write_all(tmp_path, entry, sound).finish()
    with closing(StemReader(tmp_path)) as reader:
        for start in (CELL, 5, 2 * CELL - 700, 0):
            np.testing.assert_array_equal(reader.read(start, 700), sound[:, start : start + 700])


def test_a_finished_stem_is_an_ordinary_flac_file(tmp_path: Path) -> None:
    entry = an_entry(5_000)
    write_all(tmp_path, entry, noise(entry)).finish()
    info = soundfile.info(tmp_path / "vocals.flac")
    assert (info.frames, info.samplerate, info.channels) == (5_000, 44_100, 2)


def test_there_is_silence_outside_the_song(tmp_path: Path) -> None:
    entry = an_entry(1_000)
    sound = noise(entry)
    with closing(write_all(tmp_path, entry, sound)), closing(StemReader(tmp_path)) as reader:
        out = reader.read(-300, 2_000)
        assert reader.state(5 * CELL, 100) == CellState.FINAL
    assert not out[:, :300].any()
    assert not out[:, 1_300:].any()
    np.testing.assert_array_equal(out[:, 300:1_300], sound)


def test_pieces_are_cut_at_the_edges_of_the_song(
    entry: Entry, writer: StemWriter, reader: StemReader
) -> None:
    ones = np.ones((1, 1_000, 2), np.float32)
    writer.write(-400, ones)
    writer.write(entry.frames - 300, ones)
    writer.write(-5_000, ones)
    writer.write(entry.frames + 10, ones)
    assert reader.read(0, 700)[0, :, 0].sum() == 600
    assert reader.read(entry.frames - 600, 600)[0, :, 1].sum() == 300
    size = (writer.folder / "vocals.s16").stat().st_size
    assert size == entry.frames * 4


def test_stems_louder_than_full_scale_are_kept(writer: StemWriter, reader: StemReader) -> None:
    loud = np.array([1.0, -1.0, 1.75, -2.0, 3.0, -3.0], np.float32)
    writer.write(0, np.stack([loud, loud], axis=1)[np.newaxis])
    np.testing.assert_allclose(
        reader.read(0, 6)[0, :, 0], [1.0, -1.0, 1.75, -2.0, 2.0, -2.0], atol=1e-4
    )


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_sample_that_is_no_number_is_refused(
    writer: StemWriter, reader: StemReader, wrong: float
) -> None:
    samples = np.full((1, 10, 2), 0.5, np.float32)
    samples[0, 5, 1] = wrong
    with pytest.raises(SeparationError, match="not a number"):
        writer.write(0, samples)
    assert not reader.read(0, 10).any()


def test_a_finished_entry_is_not_read_if_its_sound_has_another_length(tmp_path: Path) -> None:
    entry = an_entry(5_000)
    write_all(tmp_path, entry, noise(entry)).finish()
    soundfile.write(tmp_path / "vocals.flac", np.zeros((4_000, 2)), 44_100)
    with pytest.raises(CacheError, match="cannot be read"):
        StemReader(tmp_path)


def test_a_folder_without_stems_is_told(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="no stems"):
        StemReader(tmp_path / "nothing")


@pytest.mark.parametrize("lost", ["drums.s16", "drums.flac"])
def test_a_missing_stem_is_told(tmp_path: Path, lost: str) -> None:
    entry = an_entry(5_000, FOUR)
    with closing(write_all(tmp_path, entry, noise(entry))) as writer:
        if lost.endswith(".flac"):
            writer.finish()
        (tmp_path / lost).unlink()
        with pytest.raises(CacheError, match="cannot be read"):
            StemReader(tmp_path)


def test_a_stem_keeps_its_name(tmp_path: Path) -> None:
    stems = (StemName("Gesang"), StemName("rest"))
    write_all(tmp_path, an_entry(10, stems), noise(an_entry(10, stems))).finish()
    with closing(StemReader(tmp_path)) as reader:
        assert reader.entry.stems == stems
        assert reader.entry.stored == ("Gesang",)
