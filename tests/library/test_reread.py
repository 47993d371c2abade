"""What was edited is known at once; what was renamed keeps all that is known of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from player.library.items import FoundFile, TrackRow, Wanted
from player.library.reread import read_again
from player.library.store import Library
from player.library.tag_changes import Edit, Field, TagChange
from player.library.tag_writing import TagWriter
from player.library.tags import Tags
from tests.library.songs import MUSIC, song


def rows(library: Library) -> dict[str, TrackRow]:
    found = library.rows(library.search(Wanted()).ids)
    return {Path(row.path).name: row for row in found}


def test_an_edited_file_is_read_again_though_its_times_are_kept(
    library: Library, copy_of: Callable[..., Path]
) -> None:
    file, other = copy_of("flac", "a.flac"), copy_of("flac", "b.flac")
    status = file.stat()
    library.scanned.write([FoundFile(file, status.st_size, status.st_mtime_ns, Tags("Old"))])
    (before,) = library.ids_of([file]).values()
    change = TagChange({Field.TITLE: ("New",), Field.GENRES: ("Jazz", "Modal")})
    TagWriter(keep_times=True).write(Edit(file, change))
    read_again(library, [file, other])
    assert set(rows(library)) == {"a.flac"}
    row = rows(library)["a.flac"]
    assert (row.id, row.title, row.genre) == (before, "New", "Jazz; Modal")
    assert library.scanned.known(file.parent)[b"a.flac"].size == file.stat().st_size
    file.unlink()
    read_again(library, [file])
    assert set(rows(library)) == {"a.flac"}


def test_renamed_files_keep_their_ids_and_marks(library: Library) -> None:
    library.scanned.write([song("a.flac", "A"), song("b.flac", "B"), song("c.flac", "C")])
    before = rows(library)
    library.marks.rate([before["a.flac"].id], 0.8)
    library.scanned.renamed(
        [
            (MUSIC / "a.flac", MUSIC / "b.flac"),
            (MUSIC / "b.flac", MUSIC / "a.flac"),
            (MUSIC / "c.flac", MUSIC / "new" / "C.flac"),
            (MUSIC / "unknown.flac", MUSIC / "d.flac"),
        ]
    )
    after = rows(library)
    assert {name: row.title for name, row in after.items()} == {
        "a.flac": "B",
        "b.flac": "A",
        "C.flac": "C",
    }
    assert after["b.flac"].id == before["a.flac"].id
    assert after["b.flac"].rating == pytest.approx(0.8)
    assert after["C.flac"].path == str(MUSIC / "new" / "C.flac")
    assert after["C.flac"].id == before["c.flac"].id


def test_a_name_that_another_file_had_once(library: Library) -> None:
    library.scanned.write([song("a.flac", "A"), song("b.flac", "B")])
    library.scanned.gone([MUSIC / "b.flac"], since=0)
    before = rows(library)["a.flac"].id
    library.scanned.renamed([(MUSIC / "a.flac", MUSIC / "b.flac")])
    (row,) = rows(library).values()
    assert (row.id, row.title, row.missing) == (before, "A", False)
