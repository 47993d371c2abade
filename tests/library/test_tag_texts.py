"""Texts are put in order, and names of files are read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.library.tag_changes import Field, TagError
from player.library.tag_texts import (
    capitalised,
    from_typed,
    name_reader,
    problem_with,
    replacing_text,
    sentence,
    tidy_blanks,
    typed,
)

values = st.lists(
    st.text(st.characters(exclude_characters="\\\0", exclude_categories=["Cs"])).map(str.strip)
).map(lambda texts: tuple(text for text in texts if text))


@given(values)
def test_several_values_are_typed_in_one_line(texts: tuple[str, ...]) -> None:
    assert from_typed(typed(texts)) == texts


def test_a_semicolon_can_be_typed() -> None:
    assert from_typed(r"A\;B ; C;; ") == ("A;B", "C")


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("so what", "So What"),
        ("SO WHAT", "So What"),
        ("it's AC/DC by mcCoy", "It's AC/DC By McCoy"),
        ("ça ira – 2nd", "Ça Ira – 2nd"),
    ],
)
def test_capitals(text: str, capitals: str) -> None:
    assert capitalised(text) == capitals


def test_blanks_and_sentences() -> None:
    assert tidy_blanks("  So_What \t (live) \n x ") == "So What (live)\nx"
    assert sentence("SO What") == "So what"


def test_find_and_replace() -> None:
    assert replacing_text("so.", r"\1", pattern=False, exact_case=False)("SO. so") == r"\1 so"
    turn = replacing_text(r"(\w+), (\w+)", r"\2 \1", pattern=True, exact_case=True)
    assert turn("Davis, Miles") == "Miles Davis"
    for find, replacement in [("(", ""), ("a", r"\3")]:
        with pytest.raises(TagError, match="not understood"):
            replacing_text(find, replacement, pattern=True, exact_case=True)


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        (
            "{artist}/{album} ({year})/{track:02} {title}",
            "/m/The Band/First (1959)/03 So What.flac",
            {
                "artists": "The Band",
                "album": "First",
                "date": "1959",
                "track": "3",
                "title": "So What",
            },
        ),
        ("{track} - {ignore} - {title}", "/x/00 - y - A - B.mp3", {"track": "0", "title": "A - B"}),
        ("{artist} - {title}", "/x/no_dash.mp3", {}),
        ("{title}", "/x/a_b.mp3", {"title": "a b"}),
    ],
)
def test_names_are_read(pattern: str, path: str, found: dict[str, str]) -> None:
    assert name_reader(pattern).read(Path(path)) == found


@pytest.mark.parametrize(
    ("pattern", "says"),
    [("{name}", "no token"), ("{title} {title}", "twice"), ("song", "needs a token")],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, says: str) -> None:
    with pytest.raises(TagError, match=says):
        name_reader(pattern)


@pytest.mark.parametrize(
    ("field", "text", "good"),
    [
        (Field.TRACK, "3", True),
        (Field.TRACK, "A1", False),
        (Field.TRACKS, "70000", False),
        (Field.DATE, "1959", True),
        (Field.DATE, "1959-08-17", True),
        (Field.DATE, "1959-13", False),
        (Field.ORIGINAL_DATE, "59", False),
        (Field.BPM, "97.5", True),
        (Field.BPM, "fast", False),
        (Field.KEY, "F#m", True),
        (Field.KEY, "loud", False),
        (Field.TITLE, "anything", True),
    ],
)
def test_what_does_not_fit_is_told(field: Field, text: str, good: bool) -> None:
    assert (problem_with(field, (text,)) == "") is good
