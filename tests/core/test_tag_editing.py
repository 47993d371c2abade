"""Tags are edited and files renamed in the background, and taken back after a restart as well."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.base.loop import Loop
from player.core.tag_editing import (
    EditProgress,
    EditResult,
    FilesRead,
    TagEditing,
)
from player.library.edit_journal import Kind, Move
from player.library.name_pattern import NamePattern, Song
from player.library.rename_plan import plan_renaming
from player.library.tag_changes import Edit, Field, TagChange
from player.library.tag_writing import TagWriter, read_file_tags
from tests.library.tagged_files import write_sound

WAIT = 30.0


class Editor:
    """An editing service, and all that it has told."""

    def __init__(self, folder: Path) -> None:
        self.loop = Loop()
        self.service = TagEditing(folder, self.loop)
        self.progress: list[EditProgress] = []
        self.results: list[EditResult] = []
        self.written: list[Path] = []
        self.moves: list[Move] = []
        self.service.progress.connect(self.progress.append)
        self.service.finished.connect(self.results.append)
        self.service.tags_written.connect(self.written.extend)
        self.service.files_moved.connect(self.moves.extend)
        self.service.start()

    def result(self) -> EditResult:
        """What the batch that runs comes to."""
        self.results.clear()
        assert self.loop.run_until(lambda: bool(self.results), WAIT)
        return self.results[0]

    def write(self, *songs: Path, **values: str) -> EditResult:
        change = TagChange({Field(name): (text,) for name, text in values.items()})
        self.service.write([Edit(song, change) for song in songs])
        return self.result()

    def rename(self, root: Path, pattern: str, *songs: Path) -> EditResult:
        named = [Song(song, read_file_tags(song).values) for song in songs]
        self.service.rename(plan_renaming(named, NamePattern(pattern), root))
        return self.result()

    def undo(self) -> EditResult:
        assert self.loop.run_until(lambda: self.service.undoable is not None, WAIT)
        self.service.undo()
        return self.result()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Editor]]:
    editors: list[Editor] = []

    def begin() -> Editor:
        for each in editors:
            each.service.close()
        editors.append(Editor(tmp_path / "edits"))
        return editors[-1]

    yield begin
    for each in editors:
        each.service.close()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sound(tmp_path_factory.mktemp("sound") / "song.mp3")


@pytest.fixture
def songs(original: Path, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "music"
    folder.mkdir()
    return [Path(shutil.copy(original, folder / f"{number}.mp3")) for number in range(4)]


def titles(songs: list[Path]) -> list[str]:
    return ["".join(read_file_tags(song).values.get(Field.TITLE, ())) for song in songs]


def test_many_files_are_edited_and_taken_back_after_a_restart(
    start: Callable[[], Editor], songs: list[Path]
) -> None:
    editor = start()
    assert editor.write(*songs, title="A") == EditResult(Kind.TAGS, 4)
    assert editor.write(*songs[:2], title="B") == EditResult(Kind.TAGS, 2)
    assert titles(songs) == ["B", "B", "A", "A"]
    assert editor.written == [*songs, *songs[:2]]
    assert editor.progress[0] == EditProgress(0, 4)
    editor = start()
    assert editor.undo() == EditResult(Kind.TAGS, 2, undone=True)
    assert titles(songs) == ["A"] * 4
    assert editor.undo().done == 4
    assert titles(songs) == [""] * 4
    assert editor.service.undoable is None


def test_one_that_fails_does_not_stop_the_others(
    start: Callable[[], Editor], songs: list[Path]
) -> None:
    songs[1].unlink()
    songs[2].write_bytes(b"no music")
    editor = start()
    result = editor.write(*songs, title="A")
    assert result.done == 2
    assert [failure.path for failure in result.failures] == songs[1:3]
    assert all(failure.error.hint for failure in result.failures)


def test_what_changed_since_stays_and_the_rest_is_taken_back(
    start: Callable[[], Editor], songs: list[Path]
) -> None:
    editor = start()
    editor.write(*songs, title="A")
    TagWriter().write(Edit(songs[0], TagChange({Field.TITLE: ("By hand",)})))
    away = songs[1].with_suffix(".away")
    songs[1].rename(away)
    result = editor.undo()
    assert result.done == 2
    assert [failure.path for failure in result.failures] == [songs[1], songs[0]]
    away.rename(songs[1])
    assert editor.undo().done == 1
    assert titles(songs) == ["By hand", "", "", ""]
    assert editor.service.undoable is None


def test_a_batch_is_cancelled_between_two_files(
    start: Callable[[], Editor], songs: list[Path]
) -> None:
    editor = start()
    editor.service.write([Edit(song, TagChange({Field.TITLE: ("A",)})) for song in songs])
    editor.service.cancel()
    result = editor.result()
    assert result.cancelled
    assert result.done == titles(songs).count("A") < 4


def test_files_are_renamed_and_taken_back_after_a_restart(
    start: Callable[[], Editor], songs: list[Path], tmp_path: Path
) -> None:
    editor = start()
    editor.write(*songs, album="Album")
    music = tmp_path / "music"
    result = editor.rename(music, "{album}/{filename} x", *songs)
    assert result == EditResult(Kind.NAMES, 4)
    new = [music / "Album" / f"{number} x.mp3" for number in range(4)]
    assert sorted(music.rglob("*.mp3")) == new
    assert {(move.old, move.new) for move in editor.moves} == set(zip(songs, new, strict=True))
    editor = start()
    assert editor.undo() == EditResult(Kind.NAMES, 4, undone=True)
    assert sorted(music.rglob("*")) == songs
    assert editor.service.undoable is not None
    assert editor.service.undoable.kind is Kind.TAGS


def test_names_broken_off_by_a_kill_are_finished_at_the_next_start(
    start: Callable[[], Editor], songs: list[Path], tmp_path: Path
) -> None:
    editor = start()
    batch = editor.service._journal.begin(Kind.NAMES, 2)
    via = songs[0].with_name(".minusone-0123.name")
    batch.add_move(Move(songs[0], songs[1], via))
    batch._file.close()
    songs[0].rename(via)
    editor = start()
    assert editor.loop.run_until(lambda: editor.service.undoable is not None, WAIT)
    assert songs[0].exists()
    assert not via.exists()


def test_times_are_kept_where_that_is_set(start: Callable[[], Editor], songs: list[Path]) -> None:
    editor = start()
    editor.service.keep_times = True
    before = songs[0].stat().st_mtime_ns
    editor.write(songs[0], title="A")
    assert songs[0].stat().st_mtime_ns == before


def test_tags_are_read_in_order_and_what_has_none_is_told(
    start: Callable[[], Editor], songs: list[Path], tmp_path: Path
) -> None:
    editor = start()
    editor.write(songs[0], title="A")
    read: list[FilesRead] = []
    editor.service.read([tmp_path / "gone.mp3", *songs], read.append)
    assert editor.loop.run_until(lambda: bool(read), WAIT)
    assert [file.path for file in read[0].files] == songs
    assert read[0].files[0].values == {Field.TITLE: ("A",)}
    assert [failure.path for failure in read[0].failures] == [tmp_path / "gone.mp3"]


def test_without_a_place_for_undo_nothing_is_begun(songs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    editor = Editor(tmp_path / "file" / "edits")
    try:
        result = editor.write(*songs, title="A")
    finally:
        editor.service.close()
    assert result.done == 0
    assert "cannot be kept" in result.failures[0].error.message
    assert titles(songs) == [""] * 4


def test_patterns_start_from_the_librarys_folder(tmp_path: Path) -> None:
    editing = TagEditing(tmp_path, Loop())
    songs = [Path("/music/jazz/a/1.mp3"), Path("/music/jazz/b/2.mp3")]
    assert editing.root_of(songs) == Path("/music/jazz")
    assert editing.root_of(songs[:1]) == Path("/music/jazz/a")
    editing.roots = (Path("/music"), Path("/other"), Path("/music/jazz/b"))
    assert editing.root_of(songs) == Path("/music")
    assert editing.root_of(songs[1:]) == Path("/music/jazz/b")
    editing.close()
