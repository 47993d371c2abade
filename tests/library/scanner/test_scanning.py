"""Scans of real files: what is new, changed, moved, away, broken; and what is kept."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.library.scanner.protocol import Summary
from player.library.scanner.reading import ReadingProcesses
from tests.library.scanner.music import albums, moved, retag, touched, write
from tests.library.scanner.rig import Scans, scans


@pytest.fixture
def music(tmp_path: Path) -> Path:
    folder = tmp_path / "Music"
    folder.mkdir()
    return folder


@pytest.fixture
def rig(tmp_path: Path, music: Path, reading: ReadingProcesses) -> Iterator[Scans]:
    with scans(tmp_path / "library.sqlite", [music], reading) as rig:
        yield rig


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    return summary.new, summary.changed, summary.moved, summary.missing, summary.unchanged


def test_music_is_found_and_then_left_alone(rig: Scans, music: Path) -> None:
    files = albums(music, 3)
    assert counts(rig.scan()) == (12, 0, 0, 0, 0)
    assert [row.path for row in rig.rows()] == sorted(map(str, files))
    assert {row.album for row in rig.rows()} == {"Album 0", "Album 1", "Album 2"}
    assert rig.rows()[0].artist == "Artist 0"
    assert counts(rig.scan()) == (0, 0, 0, 0, 12)
    assert rig.told == [] or rig.told[-1].found <= 12


def test_what_has_changed_is_read_again_and_keeps_its_id(rig: Scans, music: Path) -> None:
    song, other = albums(music, 1, songs=2)
    rig.scan()
    before = rig.row(song)
    touched(song, lambda: retag(song, title="Another"))
    assert counts(rig.scan()) == (0, 1, 0, 0, 1)
    assert (rig.row(song).title, rig.row(song).id) == ("Another", before.id)
    assert rig.row(other).title == "Song 1"


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3", "m4a", "wav"])
def test_a_file_that_moved_keeps_its_id(rig: Scans, music: Path, ending: str) -> None:
    """Even if its tags were changed on the way, as tagging programs do."""
    write(music / f"a.{ending}", 1)
    write(music / f"b.{ending}", 2)
    rig.scan()
    before = {row.id for row in rig.rows()}
    first = rig.row(music / f"a.{ending}").id
    target = moved(music / f"a.{ending}", music / "Sorted" / f"A Song.{ending}")
    if ending != "wav":
        retag(target, title="a", artist="Somebody with a longer name")
    assert counts(rig.scan()) == (0, 0, 1, 0, 1)
    assert {row.id for row in rig.rows()} == before
    assert rig.row(target).id == first


def test_a_deleted_file_is_missing_and_kept(rig: Scans, music: Path) -> None:
    song, other = albums(music, 1, songs=2)
    rig.scan()
    content, before = song.read_bytes(), rig.row(song).id
    song.unlink()
    assert counts(rig.scan()) == (0, 0, 0, 1, 1)
    assert (rig.row(song).missing, rig.row(other).missing) == (True, False)
    assert counts(rig.scan()) == (0, 0, 0, 0, 1)
    song.write_bytes(content)
    rig.scan()
    assert (rig.row(song).missing, rig.row(song).id) == (False, before)


def test_a_deleted_folder_is_missing_and_kept(rig: Scans, music: Path) -> None:
    albums(music, 4, songs=1)
    rig.scan()
    shutil.rmtree(music / "Artist 1")
    assert counts(rig.scan()) == (0, 0, 0, 2, 2)
    assert [row.missing for row in rig.rows()] == [False, False, True, True]


def test_one_of_two_new_copies_takes_what_the_other_had(rig: Scans, music: Path) -> None:
    """They were seen first in the same scan: whether a file was moved or copied is not known."""
    write(music / "a.flac", 1)
    write(music / "b.flac", 1)
    rig.scan()
    first = rig.row(music / "a.flac").id
    (music / "a.flac").unlink()
    assert counts(rig.scan()) == (0, 0, 1, 0, 1)
    assert [(row.path, row.id) for row in rig.rows()] == [(str(music / "b.flac"), first)]


def test_a_copy_known_for_longer_stays_what_it_is(rig: Scans, music: Path) -> None:
    write(music / "a.flac", 1)
    write(music / "b.flac", 1)
    rig.scan()
    before = rig.row(music / "b.flac").id
    rig.scan()
    (music / "a.flac").unlink()
    assert counts(rig.scan()) == (0, 0, 0, 1, 1)
    assert rig.row(music / "b.flac").id == before


def test_a_drive_that_is_not_there_loses_nothing(rig: Scans, music: Path) -> None:
    albums(music, 2)
    rig.scan()
    away = music.rename(music.with_name("unplugged"))
    assert rig.scan().away == (music,)
    assert all(row.away and not row.missing for row in rig.rows())
    music.mkdir()  # the empty place where it is mounted
    assert rig.scan().away == (music,)
    assert [row.missing for row in rig.rows()] == [False] * 8
    music.rmdir()
    away.rename(music)
    assert counts(rig.scan()) == (0, 0, 0, 0, 8)
    assert not any(row.away or row.missing for row in rig.rows())


def test_a_drive_within_a_watched_folder_loses_nothing(
    tmp_path: Path, music: Path, reading: ReadingProcesses
) -> None:
    drive = music / "drive"
    write(music / "a.flac", 1)
    write(drive / "b.flac", 2)
    with scans(tmp_path / "two.sqlite", [music, drive], reading) as rig:
        assert counts(rig.scan()) == (2, 0, 0, 0, 0)
        (drive / "b.flac").rename(tmp_path / "b.flac")
        assert counts(rig.scan()) == (0, 0, 0, 0, 1)
        assert rig.row(drive / "b.flac").away
        assert not rig.row(drive / "b.flac").missing


def test_broken_files_are_listed_and_not_in_the_way(rig: Scans, music: Path) -> None:
    albums(music, 1)
    broken = music / "Artist 0" / "broken.mp3"
    broken.write_bytes(b"no music at all")
    summary = rig.scan()
    assert counts(summary) == (4, 0, 0, 0, 0)
    assert [file.path for file in summary.failed] == [broken]
    assert summary.failed[0].reason.startswith("“broken.mp3” ")
    assert counts(rig.scan()) == (0, 0, 0, 0, 5)
    assert [file.path for file in rig.library.scanned.failures()] == [broken]
    touched(
        broken, lambda: broken.write_bytes((music / "Artist 0/Album 0/00 Song.flac").read_bytes())
    )
    assert rig.scan().new == 1
    assert rig.library.scanned.failures() == []


def test_a_folder_that_cannot_be_opened_loses_nothing(
    rig: Scans, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    albums(music, 2)
    rig.scan()
    listing = os.scandir

    def refused(folder: str) -> object:
        if str(folder).endswith("Album 1"):
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(os, "scandir", refused)
    summary = rig.scan()
    assert counts(summary) == (0, 0, 0, 0, 4)
    assert [file.path.name for file in summary.unreadable] == ["Album 1"]
    assert "Permission denied" in summary.unreadable[0].reason
    assert not any(row.missing for row in rig.rows())


def test_odd_names_are_kept(rig: Scans, music: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xff.flac")
    write(music / name, title="Odd")
    assert counts(rig.scan()) == (1, 0, 0, 0, 0)
    assert os.fsencode(rig.rows()[0].path) == os.fsencode(music / name)
    assert counts(rig.scan()) == (0, 0, 0, 0, 1)


def test_a_cancelled_scan_goes_on_where_it_was(rig: Scans, music: Path) -> None:
    albums(music, 12)
    answers = iter([False] * 10)
    rig.stopped = lambda: next(answers, True)
    first = rig.scan()
    assert first.cancelled
    rig.stopped = lambda: False
    second = rig.scan()
    assert (second.found, second.new) == (48, 48 - first.new)
    assert len(rig.rows()) == 48


def test_only_what_is_chosen_is_looked_through(
    tmp_path: Path, music: Path, reading: ReadingProcesses
) -> None:
    other = tmp_path / "Other"
    write(music / "a.flac", 1)
    write(other / "b.flac", 2)
    with scans(tmp_path / "two.sqlite", [music, other], reading) as rig:
        assert rig.scan(other).new == 1
        assert [row.path for row in rig.rows()] == [str(other / "b.flac")]
