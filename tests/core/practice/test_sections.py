"""Sections as values: what is put over others takes their place, and nothing overlaps."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.base.units import Frames, SongKey, StemName
from player.core.mix import SILENT
from player.core.practice.sections import (
    SHORTEST,
    Section,
    Sections,
    kept_sections,
    muted_throughout,
    put,
    section_at,
    with_edges,
    with_gain,
    without,
)

GUITAR, DRUMS = StemName("guitar"), StemName("drums")
SOLO = Section(GUITAR, 10_000, 20_000)
KEY = SongKey("song")


def test_what_is_put_over_a_section_takes_its_place() -> None:
    softer = Section(GUITAR, 14_000, 16_000, -6.0)
    assert put((SOLO,), softer) == (
        Section(GUITAR, 10_000, 14_000),
        softer,
        Section(GUITAR, 16_000, 20_000),
    )
    assert put((SOLO,), Section(GUITAR, 0, 50_000, 3.0)) == (Section(GUITAR, 0, 50_000, 3.0),)
    assert put((SOLO,), Section(DRUMS, 5_000, 15_000)) == (Section(DRUMS, 5_000, 15_000), SOLO)


def test_what_touches_with_the_same_gain_becomes_one() -> None:
    assert put((SOLO,), Section(GUITAR, 20_000, 30_000)) == (Section(GUITAR, 10_000, 30_000),)
    between = (SOLO, Section(GUITAR, 40_000, 50_000))
    assert put(between, Section(GUITAR, 15_000, 45_000)) == (Section(GUITAR, 10_000, 50_000),)


def test_zero_decibels_leave_the_stem_to_the_mixer() -> None:
    assert put((SOLO,), Section(GUITAR, 12_000, 90_000, 0.0)) == (Section(GUITAR, 10_000, 12_000),)
    assert with_gain((SOLO,), SOLO, 0.0) == ()
    assert without((SOLO,), SOLO) == ()


def test_an_edge_moves_up_to_the_neighbour_and_never_past_the_other_edge() -> None:
    before, after = Section(GUITAR, 0, 5_000, -3.0), Section(GUITAR, 30_000, 40_000, -3.0)
    everything = (before, SOLO, after)
    _, wide = with_edges(everything, SOLO, 1_000, 35_000)
    assert (wide.start, wide.stop) == (5_000, 30_000)
    changed, narrow = with_edges(everything, SOLO, 19_900, 12_000)
    assert changed == (before, narrow, after)
    assert narrow.start < narrow.stop
    _, free = with_edges((SOLO,), SOLO, -50, 90_000)
    assert (free.start, free.stop) == (0, 90_000)


def test_which_section_holds_where() -> None:
    assert section_at((SOLO,), GUITAR, 10_000) == SOLO
    assert section_at((SOLO,), GUITAR, 20_000) is None
    assert section_at((SOLO,), DRUMS, 15_000) is None
    assert muted_throughout((SOLO,), GUITAR, 12_000, 20_000)
    assert not muted_throughout((SOLO,), GUITAR, 12_000, 20_010)


SECTION = st.builds(
    lambda stem, start, length, gain: Section(
        stem, start * SHORTEST, (start + length) * SHORTEST, gain
    ),
    st.sampled_from([GUITAR, DRUMS]),
    st.integers(0, 60),
    st.integers(1, 30),
    st.sampled_from([SILENT, -6.0, 0.0, 6.0]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SECTION, max_size=8))
def test_every_frame_has_the_gain_that_was_put_there_last(puts: list[Section]) -> None:
    sections: Sections = ()
    last: dict[tuple[StemName, Frames], float] = {}
    for each in puts:
        sections = put(sections, each)
        places = range(each.start, each.stop, SHORTEST)
        last |= {(each.stem, place): each.gain for place in places}
    for stem in (GUITAR, DRUMS):
        of_stem = [each for each in sections if each.stem == stem]
        assert all(a.stop <= b.start for a, b in pairwise(of_stem))
    for (stem, place), gain in last.items():
        found = section_at(sections, stem, place)
        assert (found.gain if found else 0.0) == gain


def test_what_is_left_over_is_never_too_short_to_be_heard() -> None:
    sliver = put((SOLO,), Section(GUITAR, SOLO.start + 5, SOLO.stop - 5, -6.0))
    assert sliver == (Section(GUITAR, SOLO.start + 5, SOLO.stop - 5, -6.0),)
    assert put((), Section(GUITAR, 0, SHORTEST - 1)) == ()


def test_they_come_back_as_they_were(tmp_path: Path) -> None:
    kept = kept_sections(tmp_path)
    sections = (Section(DRUMS, 5, 60_000, -4.5), SOLO)
    kept.save(KEY, sections)
    assert kept.load(KEY) == (sections, "")


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"stem": 1, "start": 0, "stop": 5, "gain": None},
        {"stem": "drums", "start": 5, "stop": 5, "gain": None},
        {"stem": "drums", "start": -1, "stop": 5, "gain": None},
        {"stem": "drums", "start": 0, "stop": 5, "gain": 90},
        {"stem": "drums", "start": 0, "stop": 5, "gain": "loud"},
        {"stem": "drums", "start": True, "stop": 5, "gain": None},
    ],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, stored: dict[str, Any]) -> None:
    kept = kept_sections(tmp_path)
    kept.folder.mkdir()
    file = kept.folder / f"{KEY}.json"
    file.write_text(json.dumps({"format": 1, "sections": [stored]}))
    sections, said = kept.load(KEY)
    assert sections == ()
    assert "damaged" in said
    assert (kept.folder / f"{KEY}.json.damaged").exists()
