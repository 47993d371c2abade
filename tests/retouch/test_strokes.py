"""Edit lists: strokes are added, taken back and had back, and outlive everything on disk."""

from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.retouch.edit_file import EditFiles, version_of
from player.retouch.strokes import EditList, Kind
from tests.retouch.rig import BASE, KEY, stroke

ONE, TWO = stroke(), stroke(Kind.HARMONIC, hertz=333.3, harmonics=7)


def never(error: MinusOneError) -> None:
    pytest.fail(str(error))


def test_strokes_are_taken_back_and_had_back() -> None:
    edits = EditList(BASE).add(ONE).add(TWO)
    assert edits.undo().active == (ONE,)
    assert edits.undo().redo() == edits
    assert edits.undo().undo().undo().active == ()
    assert not edits.can_redo
    assert edits.undo().can_redo
    again = edits.undo().add(ONE)
    assert again.strokes == (ONE, ONE)
    assert not again.can_redo
    assert edits.clear().redo().redo() == edits


def test_the_version_tells_what_counts() -> None:
    edits = EditList(BASE).add(ONE).add(TWO)
    assert version_of(edits) == version_of(EditList(BASE).add(ONE).add(TWO))
    assert version_of(edits.undo()) == version_of(EditList(BASE).add(ONE))
    other = {version_of(EditList(BASE)), version_of(EditList("other").add(ONE).add(TWO))}
    assert version_of(edits) not in other


def test_a_list_comes_back_as_it_was(tmp_path: Path) -> None:
    files = EditFiles(tmp_path)
    assert files.load(KEY, BASE, never) == EditList(BASE)
    edits = EditList(BASE).add(ONE).add(TWO).add(stroke(Kind.ERASER)).undo()
    files.save(KEY, edits)
    assert files.load(KEY, BASE, never) == edits
    assert files.load(KEY, "other", never) == EditList("other")
    assert files.base_of(KEY, version_of(edits)) == BASE
    assert files.base_of(KEY, "retouch-unknown") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{", "{{"),
        ('"done": 1', '"done": 2'),
        ('"hertz": 1000.0', '"hertz": NaN'),
        ('"brush"', '"broom"'),
        ('"harmonics": 1', '"harmonics": 1000000000'),
        (f'"base": "{BASE}"', '"base": "other"'),
    ],
)
def test_a_damaged_list_is_set_aside(tmp_path: Path, before: str, after: str) -> None:
    files = EditFiles(tmp_path)
    files.save(KEY, EditList(BASE).add(ONE))
    path = files.path(KEY, BASE)
    damaged = path.read_text().replace(before, after)
    assert damaged != path.read_text()
    path.write_text(damaged)
    said: list[MinusOneError] = []
    assert files.load(KEY, BASE, said.append) == EditList(BASE)
    (error,) = said
    assert error.hint
    assert [left.read_text() for left in path.parent.iterdir()] == [damaged]
    files.save(KEY, EditList(BASE).add(TWO))
    assert files.load(KEY, BASE, never).active == (TWO,)
    assert len(list(path.parent.iterdir())) == 2


def test_a_disk_that_refuses_says_so(tmp_path: Path) -> None:
    (tmp_path / KEY).write_text("in the way")
    with pytest.raises(MinusOneError, match="could not be written"):
        EditFiles(tmp_path).save(KEY, EditList(BASE).add(ONE))
