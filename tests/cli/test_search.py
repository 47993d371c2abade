import json
from pathlib import Path

import pytest

from player.library.store import FILE, Library
from tests.cli.conftest import Home, new_home
from tests.library.songs import MUSIC, song


@pytest.fixture(scope="module")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = new_home(tmp_path_factory.mktemp("home"), model=False)
    library = Library(home.root / "data" / FILE)
    library.roots.add(MUSIC)
    library.scanned.write(
        [
            song("a.flac", "Army of Me", "Björk", album="Post", date="1995", duration=234.0),
            song("b.flac", "Hyperballad", "Björk", album="Post", date="1995", track=2),
            song(b"caf\xe9.mp3".decode(errors="surrogateescape"), "So\x1b[31mWhat", "Miles Davis"),
        ]
    )
    library.close()
    return home


def test_a_table_for_people(library_home: Home) -> None:
    done = library_home.run("search", "bjork", "army")
    assert done.returncode == 0
    heading, line = done.stdout.splitlines()
    assert heading.split() == ["Artist", "Title", "Album", "Year", "Length"]
    assert line.split() == ["Björk", "Army", "of", "Me", "Post", "1995", "3:54"]
    assert "1 track" in done.stderr


def test_json_for_programs(library_home: Home) -> None:
    done = library_home.run("search", "artist:bjork", "--json", "--sort=-title", "--limit", "1")
    (track,) = json.loads(done.stdout)
    assert (track["title"], track["year"]) == ("Hyperballad", 1995)
    assert track["path"] == str(MUSIC / "b.flac")


def test_names_and_titles_do_no_harm(library_home: Home) -> None:
    done = library_home.run("search", "miles", "--json")
    assert json.loads(done.stdout)[0]["path"] == str(MUSIC / "caf?.mp3").replace("?", "�")
    table = library_home.run("search", "miles")
    assert "\x1b" not in table.stdout


def test_nothing_found_is_no_success(library_home: Home) -> None:
    done = library_home.run("search", "--", "-bjork", "-miles")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing was found" in done.stderr


def test_an_error_is_shown_at_its_place(library_home: Home) -> None:
    done = library_home.run("search", "bjork year:soon")
    assert done.returncode == 1
    *_, query, signs = done.stderr.rstrip("\n").splitlines()
    assert query[signs.index("^") : len(signs)] == "soon"


def test_without_a_library_it_says_how_to_make_one(tmp_path: Path) -> None:
    done = new_home(tmp_path, model=False).run("search", "x")
    assert done.returncode == 1
    assert "minusone scan" in done.stderr
