"""Shuffled by albums, and by rating; single tracks are in test_playing_order.py."""

from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from player.base.units import TrackId
from player.core.playing_order import Repeat
from player.core.queue import Queue, Where
from player.core.shuffling import Shuffle
from player.core.track import Track


def songs(album: str, count: int, rating: float | None = None) -> list[Track]:
    return [
        Track(TrackId(0), f"/music/{album}/{n}", f"{album} {n}", "Ann", album, rating=rating)
        for n in range(count)
    ]


@pytest.fixture
def queue() -> Queue:
    queue = Queue(Random(5))
    for album in ("One", "Two", "Three", "Four"):
        queue.put(songs(album, 4), Where.LAST)
    return queue


def heard(queue: Queue, count: int) -> list[str]:
    """What plays from now on."""
    titles = []
    for _ in range(count):
        track = queue.after(queue.current)
        if track is None:
            break
        queue.set_current(track.id)
        titles.append(track.title)
    return titles


def albums(titles: list[str]) -> list[tuple[str, list[int]]]:
    numbered = [title.rsplit(" ", 1) for title in titles]
    return [
        (album, [int(n) for _, n in run]) for album, run in groupby(numbered, lambda each: each[0])
    ]


def test_albums_are_played_whole_and_in_their_order(queue: Queue) -> None:
    queue.set_shuffle_way(Shuffle.ALBUMS)
    played = albums(heard(queue, 16))
    assert sorted(album for album, _ in played) == ["Four", "One", "Three", "Two"]
    assert [album for album, _ in played] != ["One", "Two", "Three", "Four"]
    assert all(numbers == [0, 1, 2, 3] for _, numbers in played)


def test_the_album_that_plays_is_played_to_its_end(queue: Queue) -> None:
    queue.set_current(queue.tracks[5].id)
    queue.set_shuffle_way(Shuffle.ALBUMS)
    assert heard(queue, 2) == ["Two 2", "Two 3"]
    assert all(len(numbers) == 4 for album, numbers in albums(heard(queue, 12)))
    assert heard(queue, 9) == ["Two 0"]


def test_a_new_album_comes_between_others(queue: Queue) -> None:
    queue.set_shuffle_way(Shuffle.ALBUMS)
    heard(queue, 4)
    queue.put(songs("Five", 3), Where.LAST)
    played = albums(heard(queue, 15))
    assert len(played) == 4
    assert ("Five", [0, 1, 2]) in played


def test_round_and_round_no_album_comes_twice_in_a_row(queue: Queue) -> None:
    queue.set_repeat(Repeat.ALL)
    queue.set_shuffle_way(Shuffle.ALBUMS)
    played = albums(heard(queue, 160))
    assert all(numbers == [0, 1, 2, 3] for _, numbers in played)


def test_what_is_rated_well_comes_sooner() -> None:
    places = {"Good": 0, "Bad": 0}
    for seed in range(30):
        queue = Queue(Random(seed))
        queue.put([*songs("Bad", 10, 0.0), *songs("Good", 10, 1.0)], Where.LAST)
        queue.set_shuffle_way(Shuffle.RATING)
        titles = heard(queue, 20)
        assert len(set(titles)) == 20
        for place, title in enumerate(titles):
            places[title.split()[0]] += place
    assert places["Good"] < 0.7 * places["Bad"]


def test_the_way_stays_when_shuffle_is_switched_off_and_on(queue: Queue) -> None:
    changes: list[bool] = []
    queue.order_changed.connect(lambda: changes.append(queue.shuffle))
    queue.set_shuffle_way(Shuffle.ALBUMS)
    queue.set_shuffle(False)
    queue.set_shuffle(True)
    queue.set_shuffle_way(Shuffle.OFF)
    assert changes == [True, False, True, False]
    assert queue.shuffle_way is Shuffle.ALBUMS


def test_songs_without_an_album_are_albums_of_their_own() -> None:
    queue = Queue(Random(1))
    queue.add(Path(f"/{n}.mp3") for n in range(5))
    queue.set_shuffle_way(Shuffle.ALBUMS)
    assert sorted(heard(queue, 9)) == ["0", "1", "2", "3", "4"]
