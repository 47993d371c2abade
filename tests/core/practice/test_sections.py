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
SOLO = Section(GUITAR, 1_000, 2_000)
KEY = SongKey("song")


def test_what_is_put_over_a_section_takes_its_place() -> None:
    softer = Section(GUITAR, 1_400, 1_600, -6.0)
    assert put((SOLO,), softer) == (
        Section(GUITAR, 1_000, 1_400),
        softer,
        Section(GUITAR, 1_600, 2_000),
    )
    assert put((SOLO,), Section(GUITAR, 0, 5_000, 3.0)) == (Section(GUITAR, 0, 5_000, 3.0),)
    assert put((SOLO,), Section(DRUMS, 500, 1_500)) == (Section(DRUMS, 500, 1_500), SOLO)


def test_what_touches_with_the_same_gain_becomes_one() -> None:
    assert put((SOLO,), Section(GUITAR, 2_000, 3_000)) == (Section(GUITAR, 1_000, 3_000),)
    between = (SOLO, Section(GUITAR, 4_000, 5_000))
    assert put(between, Section(GUITAR, 1_500, 4_500)) == (Section(GUITAR, 1_000, 5_000),)


def test_zero_decibels_leave_the_stem_to_the_mixer() -> None:
    assert put((SOLO,), Section(GUITAR, 1_200, 9_000, 0.0)) == (Section(GUITAR, 1_000, 1_200),)
    assert with_gain((SOLO,), SOLO, 0.0) == ()
    assert without((SOLO,), SOLO) == ()


def test_an_edge_moves_up_to_the_neighbour_and_never_past_the_other_edge() -> None:
    before, after = Section(GUITAR, 0, 500, -3.0), Section(GUITAR, 3_000, 4_000, -3.0)
    everything = (before, SOLO, after)
    _, wide = with_edges(everything, SOLO, 100, 3_500)
    assert (wide.start, wide.stop) == (500, 3_000)
    changed, narrow = with_edges(everything, SOLO, 1_990, 1_200)
    assert changed == (before, narrow, after)
    assert narrow.start < narrow.stop
    _, free = with_edges((SOLO,), SOLO, -50, 9_000)
    assert (free.start, free.stop) == (0, 9_000)


def test_which_section_holds_where() -> None:
    assert section_at((SOLO,), GUITAR, 1_000) == SOLO
    assert section_at((SOLO,), GUITAR, 2_000) is None
    assert section_at((SOLO,), DRUMS, 1_500) is None
    assert muted_throughout((SOLO,), GUITAR, 1_200, 2_000)
    assert not muted_throughout((SOLO,), GUITAR, 1_200, 2_001)


SECTION = st.builds(
    lambda stem, start, length, gain: Section(stem, start, start + length, gain),
    st.sampled_from([GUITAR, DRUMS]),
    st.integers(0, 60),
    st.integers(2, 30),
    st.sampled_from([SILENT, -6.0, 0.0, 6.0]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SECTION, max_size=8))
def test_every_frame_has_the_gain_that_was_put_there_last(puts: list[Section]) -> None:
    sections: Sections = ()
    last: dict[tuple[StemName, Frames], float] = {}
    for each in puts:
        sections = put(sections, each)
        last |= {(each.stem, at): each.gain for at in range(each.start, each.stop)}
    for stem in (GUITAR, DRUMS):
        of_stem = [each for each in sections if each.stem == stem]
        assert all(a.stop <= b.start for a, b in pairwise(of_stem))
    lone = 0
    for (stem, at), gain in last.items():
        found = section_at(sections, stem, at)
        lone += (found.gain if found else 0.0) != gain
    assert lone <= len(puts) * 2, "only what is shorter than any section may be gone"


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
