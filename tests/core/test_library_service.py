import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from player.base.messages import Level
from player.library.items import Found, Wanted
from player.library.query.completion import Completion
from player.library.store import Library
from tests.core.library_rig import WAIT, LibraryRig
from tests.library.songs import MUSIC, song


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[LibraryRig]:
    rig = LibraryRig(tmp_path / "library.sqlite")
    yield rig
    rig.service.close()


def test_nothing_is_opened_before_something_is_asked(rig: LibraryRig, tmp_path: Path) -> None:
    assert rig.service.rows_now(np.zeros(0, np.int64)) == []
    assert rig.service.row_of(MUSIC / "a") is None
    rig.service.count(MUSIC / "a", skipped=False)
    assert list(tmp_path.iterdir()) == []
    assert rig.titles() == []


def test_what_is_asked_is_answered_on_the_main_thread(rig: LibraryRig) -> None:
    rig.scan(song("1", "One", "Ann", genres=("Jazz",)), song("2", "Two", "Ben", album="Second"))
    assert rig.titles("two") == ["Two"]
    facets = rig.answer(lambda done: rig.service.facets(Wanted(), "genre", done))
    assert facets == (("", 1), ("Jazz", 1))
    (album,) = rig.answer(lambda done: rig.service.albums(Wanted(), done))
    assert (album.title, album.artist, album.tracks) == ("Second", "Ben", 1)
    tracks: Found = rig.answer(lambda done: rig.service.album_tracks(Wanted(), album, done))
    assert [row.title for row in rig.service.rows_now(tracks.ids)] == ["Two"]
    words: Completion = rig.answer(lambda done: rig.service.complete("artist:b", 8, done))
    assert words.words == ("Ben",)
    assert rig.service.id_of(str(MUSIC / "2")) == tracks.ids[0]


def test_only_the_newest_search_is_answered(rig: LibraryRig) -> None:
    rig.scan(*(song(str(n), f"Song {n}") for n in range(300)))
    answers: list[tuple[str, Found]] = []
    for text in ("s", "so", "son", "song", "song 7"):
        rig.service.search(
            Wanted(text),
            lambda found, text=text: answers.append((text, found)),  # type: ignore[misc]
        )
    assert rig.loop.run_until(lambda: bool(answers), WAIT)
    assert rig.titles("song 299") == ["Song 299"]
    assert [text for text, _ in answers] == ["song 7"]


def test_an_interrupted_search_that_is_still_wanted_is_done_again(rig: LibraryRig) -> None:
    rig.scan(*(song(str(n), f"Song {n}") for n in range(2000)))
    library = rig.service.library()
    assert library is not None
    answers: list[Found] = []
    rig.service.search(Wanted("/so.g/"), answers.append)
    for _ in range(30):
        library.interrupt()
        rig.loop.run_until(lambda: bool(answers), 0.001)
    assert rig.loop.run_until(lambda: bool(answers), WAIT)
    assert len(answers[0].ids) == 2000


def test_ratings_and_plays_are_kept(rig: LibraryRig) -> None:
    rig.scan(song("1", "One"))
    changes: list[str] = []
    rig.service.changed.connect(lambda: changes.append("changed"))
    rig.service.set_rating(rig.ids(), 0.8)
    rig.service.count(MUSIC / "1", skipped=False)
    rig.service.count(MUSIC / "1", skipped=True)
    rig.service.add_stems(MUSIC / "1", "spleeter-2stems")
    rig.service.count(MUSIC / "unknown", skipped=False)
    assert rig.loop.run_until(lambda: len(changes) == 5, WAIT)
    (row,) = rig.rows(rig.ids("rating>=4 plays:1 skips:1 stems:ready"))
    assert (row.rating, row.plays, row.skips, row.stems) == (0.8, 1, 1, "spleeter-2stems")
    assert row.last_played is not None
    assert rig.answer(rig.service.history) == [(row.id, row.last_played)]
    rig.service.set_rating(rig.ids(), None)
    assert rig.loop.run_until(lambda: len(changes) == 6, WAIT)
    assert rig.titles("is:unrated") == ["One"]


def test_what_was_asked_to_be_written_is_written_at_the_end(tmp_path: Path) -> None:
    rig = LibraryRig(tmp_path / "library.sqlite")
    rig.scan(song("1", "One"))
    (track,) = rig.ids()
    for stars in range(6):
        rig.service.set_rating([track], stars / 5)
    rig.service.close()
    library = Library(tmp_path / "library.sqlite")
    assert library.rows([track])[0].rating == 1.0
    library.close()


def test_forgotten_tracks_are_gone(rig: LibraryRig) -> None:
    rig.scan(song("1", "One"), song("2", "Two"))
    changes: list[str] = []
    rig.service.changed.connect(lambda: changes.append("changed"))
    rig.service.forget(rig.ids("one"))
    assert rig.loop.run_until(lambda: bool(changes), WAIT)
    assert rig.titles() == ["Two"]


def test_without_a_library_there_is_one_message_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    before = path.read_bytes()
    rig = LibraryRig(path)
    rig.service.search(Wanted(), lambda _: None)
    rig.service.set_rating([1], 1.0)
    rig.service.lists.create("List")
    assert rig.loop.run_until(lambda: bool(rig.messages.recent), WAIT)
    rig.service.close()
    assert [(each.level, "newer" in each.text) for each in rig.messages.recent] == [
        (Level.ERROR, True)
    ]
    assert path.read_bytes() == before
