"""`verify` finds what is damaged, and repairs so that it is made again; the rest is left alone."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from player.base.units import CELL, SongKey
from player.stemfile.cell_map import CellState
from player.stemfile.left_over import Fault
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache
from player.stems.cache_check import verify
from tests.stemfile.entries import an_entry, noise, write_all
from tests.stems.cached import DAMAGES, add

LONG = an_entry(3 * CELL)


@pytest.fixture
def cache(tmp_path: Path) -> StemCache:
    return StemCache(tmp_path / "stems", 10**9)


@pytest.fixture
def unfinished(cache: StemCache) -> Path:
    """An entry of three final cells."""
    folder = cache.folder(SongKey("unfinished"), "model")
    write_all(folder, LONG, noise(LONG)).close()
    return folder


def faults(cache: StemCache) -> list[Fault]:
    return [finding.fault for finding in verify(cache).findings]


def test_a_sound_cache_has_no_faults(cache: StemCache, unfinished: Path) -> None:
    add(cache, "song")
    cache.pin(SongKey("song"), True)
    cache.make_room(1, keep=())
    verdict = verify(cache)
    assert (verdict.entries, verdict.skipped, verdict.findings) == (2, 0, ())


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_found_and_only_deleted_on_demand(
    cache: StemCache, damage: Callable[[Path], None]
) -> None:
    good, bad = add(cache, "good"), add(cache, "bad")
    damage(bad)
    (finding,) = verify(cache).findings
    assert (finding.path, finding.fault) == (bad, Fault.DAMAGED)
    assert bad.exists()
    verify(cache, repair=True)
    assert (good.exists(), bad.parent.exists()) == (True, False)
    assert verify(cache).findings == ()


def test_a_file_whose_checksum_is_right_must_still_decode(cache: StemCache) -> None:
    """As if the encoder had failed: nothing is wrong with the disk."""
    folder = add(cache, "song")
    entry = (folder / "entry.json").read_text()
    (folder / "entry.json").write_text(entry.replace("20000", "20001"))
    assert faults(cache) == [Fault.DAMAGED]
    assert verify(cache, decode=False).findings == ()


def test_only_the_damaged_cell_of_an_unfinished_entry_is_made_again(
    cache: StemCache, unfinished: Path
) -> None:
    raw = bytearray((unfinished / "vocals.s16").read_bytes())
    raw[(CELL + 5_000) * 4] ^= 1
    (unfinished / "vocals.s16").write_bytes(raw)
    assert faults(cache) == [Fault.CELLS]
    verify(cache, repair=True)
    assert faults(cache) == []
    with closing(StemWriter(unfinished, LONG)) as writer:
        assert writer.states.tolist() == [CellState.FINAL, CellState.MISSING, CellState.FINAL]


@pytest.mark.parametrize("name", ["cells.map", "vocals.s16"])
def test_an_unfinished_entry_that_cannot_be_gone_on_with(
    cache: StemCache, unfinished: Path, name: str
) -> None:
    os.truncate(unfinished / name, 10)
    assert faults(cache) == [Fault.DAMAGED]
    verify(cache, repair=True)
    assert not unfinished.exists()


def test_what_belongs_to_nothing_goes_and_what_is_not_ours_stays(cache: StemCache) -> None:
    folder = add(cache, "song")
    ours = [
        folder / "vocals.flac.part",
        folder / "drums.opus",
        folder / ".entry.json.abc",
        folder.parent / ".model-2.part" / "vocals.flac",
        cache.root / "orphan" / "model" / "vocals.s16",
    ]
    others = [
        folder / "notes.txt",
        cache.root / "cover.jpg",
        cache.root / "Album" / "song.mp3",
        cache.root / "Artist" / "Album" / "song.mp3",
    ]
    for path in ours + others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    verdict = verify(cache, repair=True)
    assert len(verdict.wrong) == len(ours)
    assert len(verdict.findings) == len(ours) + len(others)
    assert [path.exists() for path in ours] == [False] * len(ours)
    assert [path.exists() for path in others] == [True] * len(others)
    assert verify(cache).wrong == ()


def test_an_entry_that_is_being_made_is_left_alone(cache: StemCache, unfinished: Path) -> None:
    with closing(StemWriter(unfinished, LONG)) as writer:
        writer.write(0, noise(LONG, seed=1))  # and not yet marked
        verdict = verify(cache, repair=True)
        assert (verdict.skipped, verdict.findings) == (1, ())
        writer.mark(0, LONG.frames, CellState.FINAL)
    assert verify(cache).findings == ()
