"""What is left to do, counted as it changes; and the list of wishes that outlives the program."""

from pathlib import Path

import pytest

from player.core.asked_songs import AskedSongs
from player.core.backlog import BacklogBook
from player.core.separation import Backlog
from player.stems.jobs import Tier

FAST, STUDIO = Tier.FAST, Tier.STUDIO
ONE, TWO, THREE = (Path(f"/music/{name}.flac") for name in ("one", "two", "three"))
SPEEDS = {FAST: 20.0, STUDIO: 0.5}


def test_the_time_left_is_each_models_music_at_its_speed() -> None:
    book = BacklogBook()
    book.put(ONE, {FAST: 200.0, STUDIO: 200.0})
    book.put(TWO, {FAST: 100.0})
    assert book.summary(SPEEDS, "") == Backlog(2, 2, 300 / 20 + 200 / 0.5)
    book.put(ONE, {FAST: 0.0, STUDIO: 100.0})
    assert book.summary(SPEEDS, "") == Backlog(2, 2, 100 / 20 + 100 / 0.5)
    book.drop(ONE)
    assert book.summary(SPEEDS, "on battery") == Backlog(1, 2, 5.0, "on battery")


def test_the_time_left_is_unknown_until_the_model_was_measured() -> None:
    book = BacklogBook()
    book.put(ONE, {FAST: 10.0, STUDIO: 10.0})
    assert book.summary({FAST: 20.0}, "").time_left is None
    book.put(ONE, {FAST: 10.0, STUDIO: 0.0})
    assert book.summary({FAST: 20.0}, "").time_left == 0.5


def test_an_empty_backlog_begins_to_count_anew() -> None:
    book = BacklogBook()
    for path in (ONE, TWO):
        book.put(path, {FAST: 1.0})
    for path in (ONE, TWO, THREE):
        book.drop(path)
    assert book.summary(SPEEDS, "paused") == Backlog()
    book.put(THREE, {FAST: 1.0})
    assert book.summary(SPEEDS, "").wanted == 1


def test_wishes_are_there_again_in_their_order(tmp_path: Path) -> None:
    odd = Path("/music/\udcff not unicode.mp3")
    asked = AskedSongs(tmp_path / "data" / "asked.sqlite")
    asked.add([THREE, ONE, THREE, odd])
    asked.add([ONE, TWO])
    asked.remove(ONE)
    asked.remove(ONE)
    asked.close()
    again = AskedSongs(tmp_path / "data" / "asked.sqlite")
    assert list(again) == [THREE, odd, TWO]
    assert len(again) == 3
    assert ONE not in again
    again.clear()
    again.close()
    last = AskedSongs(tmp_path / "data" / "asked.sqlite")
    assert not list(last)
    last.close()


@pytest.mark.parametrize("kind", ["garbage", "folder", "no folder"])
def test_wishes_that_cannot_be_kept_are_known_until_the_end(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "asked.sqlite"
    if kind == "garbage":
        file.write_bytes(b"no database" * 100)
    elif kind == "folder":
        file.mkdir()
    else:
        (tmp_path / "file").touch()
        file = tmp_path / "file" / "asked.sqlite"
    asked = AskedSongs(file)
    asked.add([ONE])
    assert list(asked) == [ONE]
    asked.close()
