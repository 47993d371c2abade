"""What was edited can be taken back, after a restart as well."""

from collections.abc import Callable
from pathlib import Path

import pytest

from player.library.edit_journal import EditJournal, Kind, Move
from player.library.tag_changes import Cover, Edit, Field, Picture, TagChange, TagError
from player.library.tag_writing import TagWriter, read_file_tags

OLD = Picture(b"\xff\xd8\xffold", "image/jpeg")
NEW = Picture(b"\xff\xd8\xffnew", "image/jpeg")


def edit(journal: EditJournal, change: TagChange, *songs: Path) -> None:
    batch = journal.begin(Kind.TAGS, len(songs))
    for song in songs:
        TagWriter().write(Edit(song, change), batch.add_edit)
    batch.close()


def undo(folder: Path) -> None:
    """Take the newest batch back, as after a restart."""
    journal = EditJournal(folder)
    batch = journal.batches()[0]
    for each in journal.edits(batch):
        TagWriter().write(each)
    journal.drop(batch.number)


def test_edits_are_taken_back_one_after_the_other(
    copy_of: Callable[..., Path], tmp_path: Path
) -> None:
    songs = [copy_of("flac"), copy_of("mp3", "naïve \udce9.mp3")]
    journal = EditJournal(tmp_path / "edits")
    edit(journal, TagChange({Field.TITLE: ("A",)}, Cover(OLD)), *songs)
    edit(journal, TagChange({Field.TITLE: ("B",), Field.GENRES: ("x", "y")}, Cover(NEW)), *songs)
    assert [batch.count for batch in journal.batches()] == [2, 2]
    undo(tmp_path / "edits")
    for song in songs:
        found = read_file_tags(song)
        assert found.values == {Field.TITLE: ("A",)}
        assert found.pictures == (OLD,)
    undo(tmp_path / "edits")
    assert [read_file_tags(song).values for song in songs] == [{}, {}]
    assert journal.batches() == ()
    assert list((tmp_path / "edits" / "pictures").iterdir()) == []


def test_what_changed_since_is_not_taken_back(copy_of: Callable[..., Path], tmp_path: Path) -> None:
    song = copy_of("mp3")
    edit(EditJournal(tmp_path / "edits"), TagChange({Field.TITLE: ("A",)}), song)
    TagWriter().write(Edit(song, TagChange({Field.TITLE: ("By hand",)})))
    with pytest.raises(TagError, match="changed by another program"):
        undo(tmp_path / "edits")
    assert read_file_tags(song).values == {Field.TITLE: ("By hand",)}


def test_other_fields_may_have_changed_since(copy_of: Callable[..., Path], tmp_path: Path) -> None:
    song = copy_of("mp3")
    edit(EditJournal(tmp_path / "edits"), TagChange({Field.TITLE: ("A",)}), song)
    TagWriter().write(Edit(song, TagChange({Field.ALBUM: ("By hand",)})))
    undo(tmp_path / "edits")
    assert read_file_tags(song).values == {Field.ALBUM: ("By hand",)}


def test_only_the_last_batches_are_kept(copy_of: Callable[..., Path], tmp_path: Path) -> None:
    song = copy_of("mp3")
    journal = EditJournal(tmp_path / "edits", keep=3)
    for number in range(5):
        cover = Picture(OLD.data + bytes([number]), "image/jpeg")
        edit(journal, TagChange({Field.TITLE: (str(number),)}, Cover(cover)), song)
    assert [batch.number for batch in journal.batches()] == [5, 4, 3]
    assert len(list((tmp_path / "edits" / "pictures").iterdir())) == 4


def test_a_batch_that_did_nothing_is_forgotten(tmp_path: Path) -> None:
    journal = EditJournal(tmp_path / "edits")
    journal.begin(Kind.TAGS, 3).close()
    assert journal.batches() == ()


def test_a_journal_that_was_cut_off_or_damaged(tmp_path: Path) -> None:
    journal = EditJournal(tmp_path / "edits")
    batch = journal.begin(Kind.NAMES, 2)
    batch.add_move(Move(Path("/a"), Path("/b"), Path("/c")))
    batch.add_move(Move(Path("/d"), Path("/e")))
    batch.close()
    (file,) = (tmp_path / "edits").glob("*.jsonl")
    file.write_bytes(file.read_bytes()[:-9])
    (tmp_path / "edits" / "000007.jsonl").write_text("no json\n")
    (found,) = EditJournal(tmp_path / "edits").batches()
    assert journal.moves(found) == (Move(Path("/a"), Path("/b"), Path("/c")),)
