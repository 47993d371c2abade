"""Tags are changed in every format: all fields, several values, pictures; nothing else is."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import mutagen.id3
import pytest

from player.decoder.content_key import content_key
from player.decoder.opening import open_source
from player.library.tag_changes import (
    Cover,
    Edit,
    Field,
    Picture,
    TagChange,
    TagError,
    Values,
    cover_picture,
    stamp_of,
)
from player.library.tag_writing import TagWriter, read_file_tags
from player.library.tags import read_tags
from tests.library.tagged_files import FORMATS

id3: Any = mutagen.id3  # half annotated: seen as Any, its classes may be called
CopyOf = Callable[..., Path]

EVERYTHING: dict[Field, Values] = {
    Field.TITLE: ("Ça ira – 歌 / AC/DC; 2",),
    Field.ARTISTS: ("The Band", "Björk", "AC/DC"),
    Field.ALBUM: ("First",),
    Field.ALBUM_ARTISTS: ("The Band", "Others"),
    Field.GENRES: ("Jazz", "Hard Bop"),
    Field.COMPOSERS: ("A. One", "B. Two"),
    Field.DATE: ("1959-08-17",),
    Field.ORIGINAL_DATE: ("1958",),
    Field.TRACK: ("3",),
    Field.TRACKS: ("12",),
    Field.DISC: ("1",),
    Field.DISCS: ("2",),
    Field.COMPILATION: ("1",),
    Field.BPM: ("97",),
    Field.KEY: ("F#m",),
    Field.COMMENT: ("Two\nlines",),
}
PNG = Picture(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "image/png")
JPEG = Picture(b"\xff\xd8\xff" + bytes(3_000), "image/jpeg")


def write(path: Path, change: TagChange, **options: Any) -> Edit | None:  # noqa: ANN401
    return TagWriter(**options).write(Edit(path, change, stamp_of(path)))


def set_fields(path: Path, **values: Values | str) -> Edit | None:
    texts = {Field(k): (v,) if isinstance(v, str) else v for k, v in values.items()}
    return write(path, TagChange(texts))


@pytest.fixture(params=FORMATS)
def song(request: pytest.FixtureRequest, copy_of: CopyOf) -> Path:
    return copy_of(request.param)


def test_every_field_is_written_and_read_back(song: Path) -> None:
    sound = content_key(song)
    undo = write(song, TagChange(EVERYTHING, Cover(PNG)))
    assert undo is not None
    found = read_file_tags(song)
    assert dict(found.values) == EVERYTHING
    assert found.cover == PNG
    assert found.seen == stamp_of(song)
    assert content_key(song) == sound
    assert [each.name for each in song.parent.iterdir()] == [song.name]


def test_taking_it_back_leaves_what_was_there(song: Path) -> None:
    before = read_file_tags(song)
    undo = write(song, TagChange(EVERYTHING, Cover(JPEG)))
    assert undo is not None
    redo = TagWriter().write(undo)
    after = read_file_tags(song)
    assert (after.values, after.pictures) == (before.values, before.pictures)
    assert redo is not None
    TagWriter().write(redo)
    assert dict(read_file_tags(song).values) == EVERYTHING


def test_one_field_leaves_the_others_alone(song: Path) -> None:
    write(song, TagChange(EVERYTHING, Cover(JPEG)))
    set_fields(song, tracks="14", artists=(), genres="Blues")
    wanted = {**EVERYTHING, Field.TRACKS: ("14",), Field.GENRES: ("Blues",)}
    del wanted[Field.ARTISTS]
    found = read_file_tags(song)
    assert dict(found.values) == wanted
    assert found.cover == JPEG


def test_all_can_be_taken_away(song: Path) -> None:
    write(song, TagChange(EVERYTHING, Cover(JPEG)))
    write(song, TagChange(dict.fromkeys(Field, ()), Cover(None)))
    found = read_file_tags(song)
    assert found.values == {}
    assert found.pictures == ()


def test_what_is_there_already_is_not_written(song: Path) -> None:
    write(song, TagChange(EVERYTHING))
    before = song.stat()
    assert write(song, TagChange(EVERYTHING)) is None
    assert song.stat().st_ino == before.st_ino


@pytest.mark.parametrize("kind", ["mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff", "wma", "wv"])
def test_the_table_shows_what_was_written(copy_of: CopyOf, kind: str) -> None:
    song = copy_of(kind)
    set_fields(song, title="Song", album="Album")
    tags = read_tags(song)
    assert (tags.title, tags.album) == ("Song", "Album")


def test_the_decoded_sound_is_the_same(copy_of: CopyOf) -> None:
    for kind in ("mp3", "m4a", "flac"):
        song = copy_of(kind)
        before = whole(song)
        write(song, TagChange(EVERYTHING, Cover(PNG)))
        assert whole(song) == before


def whole(path: Path) -> bytes:
    source = open_source(path)
    try:
        assert source.frames
        return source.read(0, source.frames).tobytes()
    finally:
        source.close()


@pytest.mark.parametrize("kind", ["mp3", "v23.mp3", "wav", "aiff"])
def test_unknown_frames_stay(copy_of: CopyOf, kind: str) -> None:
    song = copy_of(kind)
    file: Any = mutagen.File(song)
    if file.tags is None:
        file.add_tags()
    for frame in (
        id3.UFID(owner="http://musicbrainz.org", data=b"id"),
        id3.PRIV(owner="someone", data=bytes(range(256))),
        id3.TXXX(encoding=1, desc="MOOD", text=["calm"]),
        id3.COMM(encoding=1, lang="eng", desc="iTunNORM", text=["00 11"]),
        id3.COMM(encoding=1, lang="deu", desc="", text=["Kommentar"]),
    ):
        file.tags.add(frame)
    file.save(v2_version=3 if kind == "v23.mp3" else 4)
    write(song, TagChange(EVERYTHING))
    again: Any = mutagen.File(song)
    assert again.tags["UFID:http://musicbrainz.org"].data == b"id"
    assert again.tags.getall("PRIV")[0].data == bytes(range(256))
    assert again.tags["TXXX:MOOD"].text == ["calm"]
    assert again.tags["COMM:iTunNORM:eng"].text == ["00 11"]
    assert again.tags["COMM::deu"].text == ["Two\nlines"]


def test_a_v23_tag_stays_one_with_its_old_frames(copy_of: CopyOf) -> None:
    song = copy_of("v23.mp3")
    file: Any = mutagen.File(song)
    tags = id3.ID3(song, translate=False)
    tags.add(id3.RVAD(adjustments=[1, 2]))
    tags.save(song, v2_version=3)
    before = dict(id3.ID3(song, translate=False))
    set_fields(song, artists=("One", "Two/Three"), date="1959-08-17", original_date="1958-01-02")
    after = id3.ID3(song, translate=False)
    assert file.tags.version == after.version == (2, 3, 0)
    assert read_file_tags(song).kind == "ID3v2.3"
    assert {key: after[key] for key in before} == before
    assert (after["TYER"].text, after["TDAT"].text) == (["1959"], ["1708"])
    assert after["TORY"].text == ["1958"]
    assert after["TPE1"].text == ["One", "Two/Three"]


@pytest.mark.parametrize("kind", ["flac", "ogg", "opus", "wv", "m4a"])
def test_tags_of_other_programs_stay(copy_of: CopyOf, kind: str) -> None:
    song = copy_of(kind)
    name = "----:com.apple.iTunes:MOOD" if kind == "m4a" else "MOOD"
    file: Any = mutagen.File(song)
    if file.tags is None:
        file.add_tags()
    file.tags[name] = [b"calm"] if kind == "m4a" else ["calm"]
    file.save()
    write(song, TagChange(EVERYTHING, Cover(JPEG)))
    again: Any = mutagen.File(song)
    assert [bytes(v) if kind == "m4a" else str(v) for v in again.tags[name]] == (
        [b"calm"] if kind == "m4a" else ["calm"]
    )


def test_other_spellings_of_a_field_are_replaced(copy_of: CopyOf) -> None:
    song = copy_of("flac")
    file: Any = mutagen.File(song)
    file["year"] = "1960"
    file["album artist"] = "Them"
    file["tracknumber"] = "3/9"
    file.save()
    found = read_file_tags(song)
    assert found.values[Field.DATE] == ("1960",)
    assert (found.values[Field.TRACK], found.values[Field.TRACKS]) == (("3",), ("9",))
    set_fields(song, date="1961", album_artists="Others", track="4")
    again: Any = mutagen.File(song)
    assert "year" not in again
    assert "album artist" not in again
    assert again["date"] == ["1961"]
    assert (again["tracknumber"], again["tracktotal"]) == (["4"], ["9"])


def test_only_the_front_cover_is_replaced(copy_of: CopyOf) -> None:
    for kind in ("mp3", "flac", "ogg", "wma", "wv"):
        song = copy_of(kind)
        back = Picture(JPEG.data + b"back", "image/jpeg", kind=4)
        write(song, TagChange(pictures=(JPEG, back)))
        write(song, TagChange(pictures=Cover(PNG)))
        assert read_file_tags(song).pictures == (PNG, back)
        write(song, TagChange(pictures=Cover(None)))
        assert read_file_tags(song).pictures == (back,)


def test_a_cover_must_be_a_picture() -> None:
    assert cover_picture(PNG.data) == PNG
    with pytest.raises(TagError, match="neither JPEG nor PNG"):
        cover_picture(b"GIF89a")


def test_times_rights_and_attributes(copy_of: CopyOf) -> None:
    song = copy_of("flac")
    song.chmod(0o640)
    os.utime(song, ns=(10**18, 10**18 + 7))
    if hasattr(os, "setxattr"):
        os.setxattr(song, "user.note", b"mine")
    write(song, TagChange({Field.TITLE: ("A",)}), keep_times=True)
    assert song.stat().st_mtime_ns == 10**18 + 7
    assert song.stat().st_mode & 0o777 == 0o640
    if hasattr(os, "getxattr"):
        assert os.getxattr(song, "user.note") == b"mine"
    write(song, TagChange({Field.TITLE: ("B",)}))
    assert song.stat().st_mtime_ns > 10**18 + 7


def test_a_link_stays_a_link_and_its_target_is_changed(copy_of: CopyOf, tmp_path: Path) -> None:
    song = copy_of("mp3")
    link = tmp_path / "link.mp3"
    link.symlink_to(song)
    set_fields(link, title="Through the link")
    assert link.is_symlink()
    assert read_file_tags(song).values[Field.TITLE] == ("Through the link",)


def test_a_file_that_changed_meanwhile_is_left_alone(copy_of: CopyOf) -> None:
    song = copy_of("mp3")
    seen = stamp_of(song)
    set_fields(song, title="Somebody else's")
    content = song.read_bytes()
    with pytest.raises(TagError, match="changed by another program"):
        TagWriter().write(Edit(song, TagChange({Field.TITLE: ("Mine",)}), seen))
    assert song.read_bytes() == content


def test_a_file_that_changes_while_it_is_written_is_left_alone(copy_of: CopyOf) -> None:
    song = copy_of("mp3")
    edit = Edit(song, TagChange({Field.TITLE: ("Mine",)}), stamp_of(song))
    with pytest.raises(TagError, match="changed by another program"):
        TagWriter().write(edit, lambda _: os.utime(song, ns=(1, 1)))
    assert Field.TITLE not in read_file_tags(song).values
    assert len(list(song.parent.iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("text.mp3", b"no music at all", "tags"),
        ("empty.flac", b"", "cannot be read"),
        ("list.txt", b"no music", "cannot be written"),
    ],
)
def test_what_is_no_music_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for what in (lambda: read_file_tags(file), lambda: set_fields(file, title="A")):
        with pytest.raises(TagError, match=says) as caught:
            what()
        assert caught.value.hint
    assert file.read_bytes() == content


def test_what_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(TagError, match="No such file") as caught:
        TagWriter().write(Edit(tmp_path / "gone.mp3", TagChange({Field.TITLE: ("A",)})))
    assert "drive" in caught.value.hint


def test_a_protected_file_is_left_alone(copy_of: CopyOf) -> None:
    song = copy_of("mp3")
    song.chmod(0o444)
    with pytest.raises(TagError, match="write-protected"):
        set_fields(song, title="A")


def test_mp4_says_which_number_does_not_fit(copy_of: CopyOf) -> None:
    with pytest.raises(TagError, match="not “A1”"):
        set_fields(copy_of("m4a"), track="A1")
