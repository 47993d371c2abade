"""What is typed for several files becomes a change for each of them."""

from pathlib import Path

import pytest

from player.core.tag_draft import DraftRow, TagDraft
from player.library.tag_changes import Cover, Field, FileTags, Picture, Stamp, Values
from player.library.tag_texts import capitalised, name_reader

COVER = Picture(b"\xff\xd8\xff" + bytes(5_000), "image/jpeg")
SEEN = Stamp(1, 2)


def file(name: str, kind: str = "ID3v2.4", **values: str | Values) -> FileTags:
    texts = {Field(k): (v,) if isinstance(v, str) else v for k, v in values.items()}
    return FileTags(Path(f"/m/{name}.mp3"), SEEN, kind, texts)


@pytest.fixture
def draft() -> TagDraft:
    return TagDraft(
        [
            file("01 a", title="one", album="Album", artists=("A", "B")),
            file("02 b", title="two", album="Album", kind="ID3v2.3"),
        ]
    )


def test_what_files_share_is_shown(draft: TagDraft) -> None:
    assert draft.shared(Field.ALBUM) == ("Album",)
    assert draft.shared(Field.TITLE) is None
    assert draft.shared(Field.ARTISTS) is None
    assert draft.shared(Field.COMMENT) == ()
    assert not draft.ready


def test_only_what_changes_is_written(draft: TagDraft) -> None:
    draft.set(Field.ALBUM, ("Album",))
    draft.set(Field.ARTISTS, ("A", "B"))
    assert draft.rows() == [DraftRow(Path("/m/02 b.mp3"), Field.ARTISTS, "", "A; B")]
    (edit,) = draft.edits()
    assert edit.change.values == {Field.ARTISTS: ("A", "B")}
    assert edit.seen == SEEN
    draft.revert(Field.ARTISTS)
    assert draft.edits() == []


def test_the_preview_shows_what_the_format_keeps(draft: TagDraft) -> None:
    draft.set(Field.ORIGINAL_DATE, ("1959-08-17",))
    assert [row.new for row in draft.rows()] == ["1959-08-17", "1959"]


def test_tracks_are_numbered_texts_changed_names_read(draft: TagDraft) -> None:
    draft.number()
    draft.change_texts(capitalised)
    assert [draft.value(each, Field.TRACK) for each in draft.files] == [("1",), ("2",)]
    assert draft.shared(Field.TRACKS) == ("2",)
    assert [draft.value(each, Field.TITLE) for each in draft.files] == [("One",), ("Two",)]
    assert draft.read_names(name_reader("{track} {title}")) == 2
    assert [draft.value(each, Field.TITLE) for each in draft.files] == [("a",), ("b",)]
    assert draft.read_names(name_reader("{artist} – {title}")) == 0


def test_one_cover_for_all(draft: TagDraft) -> None:
    assert draft.shared_cover() == (None, False)
    draft.cover = Cover(COVER)
    assert draft.shared_cover() == (COVER, False)
    assert [(row.field, row.old, row.new) for row in draft.rows()] == [(None, "", "JPEG, 5 kB")] * 2
    draft.cover = Cover(None)
    assert draft.edits() == []


def test_what_is_wrong_is_told_and_not_written(draft: TagDraft) -> None:
    draft.set(Field.TRACK, ("A1",))
    assert draft.problem(Field.TRACK) == "This is no number."
    assert not draft.ready
    assert len(draft.rows()) == 2
    draft.set(Field.TRACK, ("1",))
    assert draft.ready
