import pytest

from player.library.store import Library
from tests.library.songs import song


@pytest.mark.parametrize(
    ("text", "words", "replaced"),
    [
        ("ge", ("genre:",), "ge"),
        ("blue al", ("album:", "albumartist:"), "al"),
        ("genre:", ("Jazz", "Pop", '"Hip Hop"'), ""),
        ("genre:h", ('"Hip Hop"',), "h"),
        ("-genre:ho", ('"Hip Hop"',), "ho"),
        ('genre:"hip h', ('"Hip Hop"',), '"hip h'),
        ("artist:bjo", ('"Björk"',), "bjo"),
        ("is:un", ("unrated", "unplayed"), "un"),
        ("year:19", ("1995",), "19"),
        ("playlist:", ("Evening",), ""),
        ("", (), ""),
        ("blue ", (), ""),
        ('genre:"Hip Hop"', (), ""),
        ("/a", (), ""),
        ("nothing:x", (), "x"),
    ],
)
def test_words_at_the_cursor(
    library: Library, text: str, words: tuple[str, ...], replaced: str
) -> None:
    library.scanned.write(
        [
            song("1", "A", "Björk", genres=("Jazz",), date="1995"),
            song("2", "B", "Björk", genres=("Jazz", "Pop")),
            song("3", "C", "Ann", genres=("Jazz", "Pop", "Hip Hop")),
        ]
    )
    library.playlists.create("Evening", [])
    result = library.complete(f"{text} later", len(text))
    assert (result.words, text[result.start : result.end]) == (words, replaced)
