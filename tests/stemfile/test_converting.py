"""A finished entry is coded anew: at every moment it is whole, by the old files or the new."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from player.base.errors import CacheError
from player.base.units import CELL
from player.stemfile.codecs import Halted
from player.stemfile.convert import convert
from player.stemfile.entry import Entry, load_entry, save_entry
from player.stemfile.reader import StemReader
from tests.stemfile.entries import FOUR, an_entry, noise, write_all


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    """Finished as FLAC in tmp_path."""
    entry = an_entry(2 * CELL + 99, FOUR)
    return write_all(tmp_path, entry, noise(entry)).finish()


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_flac_becomes_opus_and_can_become_flac_again(tmp_path: Path, entry: Entry) -> None:
    done = convert(tmp_path, entry, "opus")
    assert done == load_entry(tmp_path) == replace(entry, codec="opus", checksums=done.checksums)
    assert names(tmp_path) == {"entry.json", "vocals.opus", "drums.opus", "bass.opus"}
    with closing(StemReader(tmp_path)) as reader:
        as_opus = reader.read(0, entry.frames)
    convert(tmp_path, done, "flac")
    assert names(tmp_path) == {"entry.json", "vocals.flac", "drums.flac", "bass.flac"}
    with closing(StemReader(tmp_path)) as reader:
        kept = np.clip(as_opus, -2, 2)  # Opus overshoots
        np.testing.assert_allclose(reader.read(0, entry.frames), kept, atol=1e-4)


def test_who_reads_meanwhile_goes_on_reading(tmp_path: Path, entry: Entry) -> None:
    with closing(StemReader(tmp_path)) as reader:
        convert(tmp_path, entry, "opus")
        np.testing.assert_array_equal(reader.read(5, 1_000), noise(entry)[:, 5:1_005])


def test_who_read_the_description_just_before_finds_the_new_files(
    tmp_path: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = convert(tmp_path, entry, "opus")
    first = StemReader._load
    looks = iter([entry])
    monkeypatch.setattr(StemReader, "_load", lambda self: next(looks, None) or first(self))
    with closing(StemReader(tmp_path)) as reader:
        assert reader.entry == done


def test_a_conversion_that_is_broken_off_changes_nothing(tmp_path: Path, entry: Entry) -> None:
    before = names(tmp_path)
    asked = iter([True, True, True, False])
    with pytest.raises(Halted):
        convert(tmp_path, entry, "opus", lambda: next(asked))
    assert names(tmp_path) == before
    assert load_entry(tmp_path) == entry


def test_a_stem_that_cannot_be_read_is_told_and_nothing_changes(
    tmp_path: Path, entry: Entry
) -> None:
    (tmp_path / "bass.flac").write_bytes(b"no music")
    with pytest.raises(CacheError):
        convert(tmp_path, entry, "opus")
    assert names(tmp_path) == {"entry.json", "vocals.flac", "drums.flac", "bass.flac"}
    assert load_entry(tmp_path) == entry


def test_a_conversion_that_was_killed_at_the_end_is_whole(tmp_path: Path, entry: Entry) -> None:
    """The description names the new files, and the old ones are still there."""
    old = (tmp_path / "vocals.flac").read_bytes()
    done = convert(tmp_path, entry, "opus")
    (tmp_path / "vocals.flac").write_bytes(old)
    save_entry(tmp_path, done)
    with closing(StemReader(tmp_path)) as reader:
        assert reader.read(0, entry.frames).any()
