"""What queries find, and where they say that they cannot be understood."""

import time
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.library.items import Wanted
from player.library.query.errors import QueryError
from player.library.query.fields import BY_NAME
from player.library.query.parser import parse
from player.library.store import Library
from tests.library.songs import MUSIC, song

SONGS = [
    song(
        "jazz/blue.flac",
        "Blue in Green",
        "Miles Davis",
        album="Kind of Blue",
        genres=("Jazz", "Modal"),
        date="1959",
        duration=337.0,
        bpm=56.4,
        key="Am",
        rating=1.0,
        bit_depth=16,
        has_cover=True,
    ),
    song(
        "jazz/seven.mp3",
        "Seven Steps",
        "Miles Davis Quintet",
        album="Live in Europe",
        genres=("Jazz", "Live"),
        date="1964-01",
        duration=480.0,
        rating=0.6,
        bitrate=320_000,
        key="8A",
    ),
    song("pop/army.ogg", "Army of Me", "Björk", genres=("Pop",), date="1995", duration=240.0),
    song("pop/99.ogg", "Ninety-Nine (Live)", "AC/DC", comment="from a tape", duration=59.9),
]


@pytest.fixture
def songs(library: Library) -> Library:
    library.scanned.write(SONGS)
    return library


def found(library: Library, query: str) -> list[str]:
    result = library.search(Wanted(query))
    assert not result.error
    return sorted(row.title.split()[0] for row in library.rows(result.ids))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Army", "Blue", "Ninety-Nine", "Seven"]),
        ("miles", ["Blue", "Seven"]),
        ("mil ste", ["Seven"]),
        ('artist:"miles davis"', ["Blue", "Seven"]),
        ('artist="miles davis"', ["Blue"]),
        ("ARTIST:bjork", ["Army"]),
        ("artist!=björk", ["Blue", "Ninety-Nine", "Seven"]),
        ('"in green"', ["Blue"]),
        ('"green in"', []),
        ("year:1959..1965", ["Blue", "Seven"]),
        ("year:..1960", ["Blue"]),
        ("year:1960..", ["Army", "Seven"]),
        ("year:1960s", ["Seven"]),
        ("year!=1959", ["Army", "Ninety-Nine", "Seven"]),
        ("rating>=4", ["Blue"]),
        ("rating:3", ["Seven"]),
        ("is:unrated", ["Army", "Ninety-Nine"]),
        ("-genre:live jazz", ["Blue"]),
        ("NOT genre:live AND jazz", ["Blue"]),
        ("björk OR (jazz -genre:live)", ["Army", "Blue"]),
        ("bpm:50..60", ["Blue"]),
        ("bpm:56", ["Blue"]),
        ("key:Am", ["Blue", "Seven"]),
        ("key:8a", ["Blue", "Seven"]),
        ("key=A", []),
        ("key!=Am", ["Army", "Ninety-Nine"]),
        ("key:none", ["Army", "Ninety-Nine"]),
        ("has:key", ["Blue", "Seven"]),
        ("length>5:00", ["Blue", "Seven"]),
        ("length<1m", ["Ninety-Nine"]),
        ("length:4:00", ["Army"]),
        ("has:cover", ["Blue"]),
        ("is:lossless", ["Blue"]),
        ("bitrate:320", ["Seven"]),
        ("added<1d", ["Army", "Blue", "Ninety-Nine", "Seven"]),
        ("added>1d", []),
        ("added:today..1d", ["Army", "Blue", "Ninety-Nine", "Seven"]),
        ("played:never", ["Army", "Blue", "Ninety-Nine", "Seven"]),
        ("plays:0 -artist:miles", ["Army", "Ninety-Nine"]),
        ("/ar.y/", ["Army"]),
        ("/^blue.*n$/", ["Blue"]),
        ("title:/[0-9]|\\(live\\)/", ["Ninety-Nine"]),
        ("path:pop", ["Army", "Ninety-Nine"]),
        ("path:jazz/s", ["Seven"]),
        ("path:JAZZ/S", ["Seven"]),
        ("path:zz/seven", ["Seven"]),
        ("path:jazz/ven", []),
        ("path:%", []),
        ("path:a_m", []),
        (f"path:{'x' * 20_000}", []),
        ("path:/\\d+\\.ogg$/", ["Ninety-Nine"]),
        ("ac/dc", ["Ninety-Nine"]),
        ("comment:tape", ["Ninety-Nine"]),
        ("genre:", None),
        ("stems:none army", ["Army"]),
        ("stems:ready", []),
        ("is:away", []),
        ("&", ["Army", "Blue", "Ninety-Nine", "Seven"]),
        ('genre=""', ["Ninety-Nine"]),
    ],
)
def test_what_is_found(songs: Library, query: str, titles: list[str] | None) -> None:
    if titles is None:
        assert songs.search(Wanted(query)).error
    else:
        assert found(songs, query) == titles


@pytest.mark.parametrize(
    ("query", "part", "words"),
    [
        ("blue artits:miles", "artits", "artist"),
        ("year:long", "long", "1959"),
        ("year:1959..x", "1959..x", "1959"),
        ("genre>jazz", "jazz", "text"),
        ("(a OR b", "(", "not closed"),
        ("a b)", ")", "closes nothing"),
        ("a OR", "", "missing"),
        ("/a(/", "/a(/", "expression"),
        ("/abc", "/abc", "does not end"),
        ("has:horns", "horns", "cover"),
        ("rating:", "rating:", "rating"),
        ("key:loud", "loud", "8A"),
        ("key>A", "A", "compared"),
    ],
)
def test_an_error_says_where_it_is(songs: Library, query: str, part: str, words: str) -> None:
    result = songs.search(Wanted(query))
    start, end = result.error_at
    assert query[start:end] == part
    assert words in result.error
    assert result.error.endswith((".", ")"))


def test_times_are_days_of_this_place(songs: Library) -> None:
    track = songs.ids_of([MUSIC / "pop/army.ogg"])[MUSIC / "pop/army.ogg"]
    songs.marks.played(track, datetime(2024, 3, 5, 12).astimezone().timestamp())
    for query in ("played:2024", "played:2024-03-05", "played>2024-02", "played<2024-03-06"):
        assert found(songs, query) == ["Army"], query
    assert found(songs, "played>2024") == []
    assert found(songs, "played>30d") == ["Army"]
    songs.marks.played(track, time.time())
    assert found(songs, "played<1h plays>=2") == ["Army"]


def test_what_the_listener_changes_is_found_at_once(songs: Library) -> None:
    assert found(songs, "rating>4") == ["Blue"]
    ids = songs.search(Wanted("army")).ids
    songs.marks.rate(ids, 0.9)
    songs.marks.add_stems(ids[0], "spleeter-2stems")
    assert found(songs, "rating>4") == ["Army", "Blue"]
    assert found(songs, "stems:ready") == found(songs, "model:spleeter") == ["Army"]


def test_an_expression_that_takes_for_ever_is_refused(songs: Library) -> None:
    songs.scanned.write([song("a", "a" * 2000 + "!")])
    result = songs.search(Wanted("/(a+)+[bd]$/"))
    assert "too long" in result.error


TERM = st.one_of(
    st.text(max_size=12),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(sorted(BY_NAME)),
        st.sampled_from([":", "=", "!=", "<", ">", "<=", ">="]),
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(["1..2", "30d", "5:00", "2024-13", '"x y"', "/a/", "9" * 30, "none"]),
        ),
    ),
    st.sampled_from(["AND", "OR", "NOT", "(", ")", "-", "!", '"', "/x", "*", "\0", "\ud800"]),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TERM, max_size=6).map(" ".join))
def test_any_text_is_a_query_or_an_error_with_its_place(songs: Library, text: str) -> None:
    result = songs.search(Wanted(text))
    start, end = result.error_at
    assert 0 <= start <= end <= len(text)
    assert bool(result.error) is _is_refused(text)


def _is_refused(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return True
    return False


def test_what_was_read_ahead_finds_the_same_and_follows_changes(songs: Library) -> None:
    queries = ("/ar.y/", "path:pop", "path:jazz/s")
    before = [found(songs, query) for query in queries]
    songs.warm(texts=True)
    assert [found(songs, query) for query in queries] == before
    songs.scanned.write([song("pop/jazz/silk.ogg", "Starry", genres=("Pop",))])
    assert [found(songs, query) for query in queries] == [
        sorted([*before[0], "Starry"]),
        sorted([*before[1], "Starry"]),
        sorted([*before[2], "Starry"]),
    ]
