"""The queue: what is open, in order, and what comes next."""

from dataclasses import replace
from pathlib import Path

import pytest

from player.base.units import TrackId
from player.core.queue import Queue
from player.core.track import Track

RADIO = "https://radio.example/live"


@pytest.fixture
def queue() -> Queue:
    queue = Queue()
    queue.add(["/music/One.mp3", Path("/music/Two.flac"), RADIO])
    return queue


def titles(queue: Queue) -> list[str]:
    return [track.title for track in queue.tracks]


def test_tracks_are_appended_in_order(queue: Queue) -> None:
    (again,) = queue.add(["/music/One.mp3"])
    assert titles(queue) == ["One", "Two", RADIO, "One"]
    assert again.id != queue.tracks[0].id
    assert queue.get(again.id) is again


def test_files_and_streams_are_told_apart(queue: Queue) -> None:
    one, two, radio = queue.tracks
    assert [track.is_stream for track in (one, two, radio)] == [False, False, True]
    assert two.path == Path("/music/Two.flac")
    assert radio.location == RADIO


def test_next_and_previous(queue: Queue) -> None:
    one, two, radio = queue.tracks
    assert queue.after(None) is one
    assert queue.after(one.id) is two
    assert queue.after(radio.id) is None
    assert queue.before(two.id) is one
    assert queue.before(one.id) is None
    assert queue.before(None) is None
    assert queue.after(TrackId(99)) is None
    assert Queue().after(None) is None


def test_the_current_track_is_announced_once(queue: Queue) -> None:
    seen: list[TrackId | None] = []
    queue.current_changed.connect(lambda: seen.append(queue.current))
    one, two, _ = queue.tracks
    for track in (one, one, two):
        queue.set_current(track.id)
    assert seen == [one.id, two.id]


def test_removing_the_current_track_leaves_none(queue: Queue) -> None:
    one, two, radio = queue.tracks
    queue.set_current(two.id)
    changes: list[tuple[Track, ...]] = []
    queue.changed.connect(lambda: changes.append(queue.tracks))
    queue.remove([two.id, TrackId(99)])
    assert queue.current is None
    assert changes == [(one, radio)]
    assert queue.get(two.id) is None


def test_removing_another_track_leaves_the_current_one(queue: Queue) -> None:
    one, two, _ = queue.tracks
    queue.set_current(two.id)
    queue.remove([one.id])
    assert queue.current == two.id
    assert queue.before(two.id) is None


def test_clear(queue: Queue) -> None:
    queue.set_current(queue.tracks[0].id)
    old = {track.id for track in queue.tracks}
    queue.clear()
    assert (queue.tracks, queue.current) == ((), None)
    (new,) = queue.add(["/music/Three.ogg"])
    assert new.id not in old


def test_what_is_learnt_of_a_track_is_announced(queue: Queue) -> None:
    one, two, _ = queue.tracks
    seen: list[TrackId] = []
    queue.track_changed.connect(seen.append)
    queue.update(two.id, lambda track: replace(track, artist="Somebody"))
    queue.set_duration(two.id, 12.5)
    assert seen == [two.id, two.id]
    assert queue.tracks[1] == replace(two, artist="Somebody", duration=12.5)
    assert queue.tracks[0] is one


def test_nothing_added_is_no_news(queue: Queue) -> None:
    queue.changed.connect(lambda: pytest.fail("nothing has changed"))
    assert queue.add([]) == ()
