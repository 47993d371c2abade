"""Patterns make names of tags, and whatever the tags say, every system takes the name."""

import os
import unicodedata
from pathlib import Path, PurePath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.library.name_pattern import TOKENS, NamePattern, Song
from player.library.safe_names import LONGEST, folded, safe_name
from player.library.tag_changes import Field, TagError

SONG = Song(
    Path("/music/in/old.flac"),
    {
        Field.TITLE: ("So What",),
        Field.ARTISTS: ("Miles Davis", "John Coltrane"),
        Field.ALBUM_ARTISTS: ("Miles Davis",),
        Field.ALBUM: ("Kind of Blue",),
        Field.DATE: ("1959-08-17",),
        Field.TRACK: ("1",),
        Field.DISC: ("1",),
    },
)
UNTAGGED = Song(Path("/music/in/old.flac"), {})
texts = st.text(st.characters(exclude_categories=()), max_size=300) | st.sampled_from(
    ["..", ".", "CON", "nul.txt", "a/b", "a\\b", "…", "é" * 300, "\ud800", "x" * 400, " . ", "COM¹"]
)
tags = st.dictionaries(st.sampled_from(list(Field)), st.lists(texts, max_size=3).map(tuple))
pieces = st.sampled_from(
    [*(f"{{{token.name}}}" for token in TOKENS), " - ", "{track:03}", "/", "x"]
)
patterns = st.lists(pieces, max_size=8).map(lambda some: "".join([*some, "{title}"]))


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (
            "{albumartist}/{album} ({year})/{disc}-{track:02} {title}",
            "Miles Davis/Kind of Blue (1959)/1-01 So What.flac",
        ),
        ("{artist} – {title}", "Miles Davis, John Coltrane – So What.flac"),
        ("{title}[ ({originalyear})][ {{{year}}}]", "So What {1959}.flac"),
        ("[[{track:3}]] {folder}", "[001] in.flac"),
        ("{filename}", "old.flac"),
    ],
)
def test_a_name_is_made_of_tags(pattern: str, name: str) -> None:
    assert NamePattern(pattern).name(SONG) == PurePath(name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{title}", "old.flac"),
        ("{albumartist}/[{track:02} ]{title}", "_/old.flac"),
        ("{artist}", "_.flac"),
    ],
)
def test_a_song_without_tags_keeps_a_name(pattern: str, name: str) -> None:
    assert NamePattern(pattern).name(UNTAGGED) == PurePath(name)


def test_a_compilation_has_one_folder() -> None:
    song = Song(SONG.path, {Field.ARTISTS: ("A",), Field.COMPILATION: ("1",)})
    assert NamePattern("{albumartist}/{title}").name(song) == PurePath("Various Artists/old.flac")


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{titel}", "no token {titel}"),
        ("{title", "not understood"),
        ("{title}]", "not understood"),
        ("[{title}", "not closed"),
        ("[[[{title}[", "not understood"),
        ("/{title}", "no name"),
        ("{album}//{title}", "no name"),
        ("{album}/song", "needs a token"),
        ("", "no name"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, says: str) -> None:
    with pytest.raises(TagError, match=says) as caught:
        NamePattern(pattern)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AC/DC: Live?", "AC-DC- Live"),
        ("...Baby One More Time", "Baby One More Time"),
        ("Untitled.", "Untitled"),
        ("con", "_con"),
        ("Aux.Input", "_Aux.Input"),
        ("Console", "Console"),
        ('"Heroes"', "'Heroes'"),
        ("..", "_"),
        ("e\u0301", "é"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_names_are_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(text=texts, ending=st.sampled_from(["", ".mp3", ".stem.mp4"]))
@example("e" + "\u0301" * 300, ".mp3")
@example("\u0131", "")
def test_every_text_gives_a_name_that_every_system_takes(text: str, ending: str) -> None:
    name = safe_name(text, ending)
    assert 0 < len(os.fsencode(name)) <= LONGEST
    assert name.endswith(ending)
    assert not set(name) & set('/\\:*?"<>|\0')
    assert all(unicodedata.category(sign) not in {"Cc", "Zl", "Zp"} for sign in name)
    assert name[0] not in " ."
    assert name[-1] not in " ."
    assert name.upper().split(".")[0] not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹"}
    assert PureWindowsPath(name).parts == (name,)
    assert folded(name.upper()) == folded(name.lower())


@given(pattern=patterns, values=tags)
def test_no_tag_leads_out_of_the_folder(pattern: str, values: dict[Field, tuple[str, ...]]) -> None:
    try:
        made = NamePattern(pattern)
    except TagError:
        return
    name = made.name(Song(Path("/in/song.mp3"), values))
    assert not name.is_absolute()
    assert ".." not in name.parts
    assert len(name.parts) == pattern.count("/") + 1
    assert name.suffix == ".mp3"
