"""Painting moves sound from stem to stem, and nothing but what was painted."""

import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import CELL, SAMPLE_RATE, StemName
from player.engine.mixer import Mixer
from player.retouch.refining import Refiner, Stems
from player.retouch.strokes import Kind, Stroke
from player.stemfile.entry import Entry, raw_path, save_entry
from tests.retouch.rig import BASE, DRUMS, OTHER, STEMS, VOCALS, Table, sdr, stored, stroke, table


def refined(table: Table, strokes: Sequence[Stroke]) -> Stems:
    """All stored stems."""
    with closing(Refiner(table.song, table.base)) as refiner:
        cells = range(refiner.entry.cells)
        return np.concatenate([refiner.cell(cell, strokes) for cell in cells], axis=1)


def all_three(table: Table, two: Stems) -> Stems:
    """With the last, which is what the others leave."""
    song, _ = soundfile.read(table.song, dtype="float32")
    return np.concatenate([two, (song - two.sum(axis=0))[np.newaxis]])


def test_a_tone_goes_back_to_its_stem(table: Table) -> None:
    before, after = stored(table.base), refined(table, [stroke()])
    for stem in range(2):
        gain = sdr(after[stem], table.truth[stem]) - sdr(before[stem], table.truth[stem])
        assert gain > 20


@pytest.mark.parametrize(("source", "target"), [(DRUMS, OTHER), (OTHER, DRUMS)])
def test_the_stem_that_is_not_stored_takes_and_gives(
    table: Table, source: StemName, target: StemName
) -> None:
    hertz = 210 if source == DRUMS else 6_500
    moved = all_three(table, refined(table, [stroke(Kind.BRUSH, source, target, hertz=hertz)]))
    before = all_three(table, stored(table.base))
    middle = slice(2 * SAMPLE_RATE, 2 * SAMPLE_RATE + SAMPLE_RATE // 4)
    places = STEMS.index(source), STEMS.index(target)
    quiet, loud = ((moved[place, middle] - before[place, middle]) for place in places)
    given = before[places[0], middle] if source == OTHER else table.truth[1, middle]
    assert sdr(-quiet, given) > 30
    assert sdr(loud, given) > 30


def test_where_nothing_was_painted_not_a_bit_changes(table: Table) -> None:
    before, after = stored(table.base), refined(table, [stroke()])
    changed = np.flatnonzero((before != after).any(axis=(0, 2)))
    assert changed.min() > 1.4 * SAMPLE_RATE
    assert changed.max() < 3.0 * SAMPLE_RATE


def test_at_unity_the_song_is_what_it_was(table: Table) -> None:
    song, _ = soundfile.read(table.song, dtype="float32")
    mixer = Mixer()
    mixer.aim(np.array([1, 0, 0], np.float32))
    mixer.jump()
    np.testing.assert_array_equal(mixer.mix(song, refined(table, [stroke()])), song)


def test_what_leaves_one_stem_arrives_in_the_other(table: Table) -> None:
    change = refined(table, [stroke()]) - stored(table.base)
    np.testing.assert_allclose(change[0], -change[1], atol=1e-6)
    assert np.abs(change).max() > 0.05


def test_the_way_back_gives_what_was_there(table: Table) -> None:
    there_and_back = [stroke(), stroke(source=VOCALS, target=DRUMS)]
    middle = slice(2 * SAMPLE_RATE, 2 * SAMPLE_RATE + SAMPLE_RATE // 4)
    np.testing.assert_allclose(
        refined(table, there_and_back)[:, middle], stored(table.base)[:, middle], atol=1e-4
    )


def test_an_eraser_takes_paint_away(table: Table) -> None:
    wide = replace(stroke(Kind.ERASER, times=(1.0, 3.4)), octaves=1.0)
    erased = refined(table, [stroke(), wide])
    np.testing.assert_allclose(erased, stored(table.base), atol=1e-6)
    half = refined(table, [stroke(), stroke(Kind.ERASER, times=(1.0, 1.9))])
    late = slice(int(2.3 * SAMPLE_RATE), int(2.5 * SAMPLE_RATE))
    np.testing.assert_allclose(half[:, late], refined(table, [stroke()])[:, late], atol=1e-6)


def test_a_harmonic_stroke_paints_the_overtones(tmp_path: Path) -> None:
    table_ = table(tmp_path, harmonics=5)
    before = stored(table_.base)
    one = refined(table_, [stroke()])
    five = refined(table_, [stroke(Kind.HARMONIC, harmonics=5)])
    assert sdr(one[0], table_.truth[0]) - sdr(before[0], table_.truth[0]) < 3
    assert sdr(five[0], table_.truth[0]) - sdr(before[0], table_.truth[0]) > 20


def test_half_a_stroke_moves_half(table: Table) -> None:
    soft = replace(stroke(), strength=0.5)
    whole, half = (refined(table, [each]) - stored(table.base) for each in (stroke(), soft))
    np.testing.assert_allclose(2 * half, whole, atol=1e-6)


def test_cells_join_without_a_seam(table: Table) -> None:
    """A tone across cells is moved by one stroke: the steps at their borders are the tone's own."""
    after = refined(table, [stroke(hertz=210, times=(0.5, 6.5))])
    moved = after[0] - stored(table.base)[0]
    steps = np.abs(np.diff(moved[SAMPLE_RATE : 6 * SAMPLE_RATE], axis=0)).max()
    borders = [np.abs(moved[n * CELL] - moved[n * CELL - 1]).max() for n in range(1, 4)]
    assert max(borders) <= steps
    assert steps < 0.1 * 2 * np.pi * 210 / SAMPLE_RATE * 1.1


def test_the_same_strokes_give_the_same_bits_in_any_order(table: Table) -> None:
    with closing(Refiner(table.song, table.base)) as refiner:
        one = [refiner.cell(cell, [stroke()]) for cell in (0, 1, 2)]
        other = [refiner.cell(cell, [stroke()]) for cell in (2, 1, 0)]
    for first, second in zip(one, reversed(other), strict=True):
        np.testing.assert_array_equal(first, second)


def test_a_line_of_strokes_of_stems_that_are_not_there_does_nothing(table: Table) -> None:
    np.testing.assert_array_equal(
        refined(table, [stroke(source=StemName("piano"))]), stored(table.base)
    )


def test_two_hours_need_no_more_memory_than_a_cell(tmp_path: Path) -> None:
    entry = Entry(7_200 * SAMPLE_RATE, STEMS, BASE)
    save_entry(tmp_path, entry)
    for stem in entry.stored:
        with raw_path(tmp_path, stem).open("wb") as file:
            file.truncate(entry.frames * 4)
    song = tmp_path / "song.wav"
    soundfile.write(song, np.zeros((10, 2)), SAMPLE_RATE)
    late = stroke(times=(7_000.0, 7_000.5))
    tracemalloc.start()
    with closing(Refiner(song, tmp_path)) as refiner:
        refiner.cell(int(7_000.2 * SAMPLE_RATE) // CELL, [late])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * 10**6
    assert all(a.time < b.time for a, b in pairwise(late.spots))
