"""Edits of the queue: what is put in, moved and taken out, and all of it undone."""

import pytest

from player.base.units import TrackId
from player.core.playing_order import Repeat
from player.core.queue import Queue, Where
from player.core.track import Track


@pytest.fixture
def queue() -> Queue:
    queue = Queue()
    queue.add([f"/music/{name}.flac" for name in "ABCDE"])
    queue.set_current(queue.tracks[1].id)
    return queue


def titles(queue: Queue) -> str:
    return "".join(track.title for track in queue.tracks)


def current(queue: Queue) -> str:
    track = queue.get(queue.current) if queue.current is not None else None
    return "" if track is None else track.title


def known(names: str) -> list[Track]:
    return [Track(TrackId(0), f"/library/{name}.flac", name, "Someone") for name in names]


def ids(queue: Queue, names: str) -> set[TrackId]:
    return {track.id for track in queue.tracks if track.title in names}


@pytest.mark.parametrize(
    ("where", "after", "plays"),
    [(Where.INSTEAD, "XY", ""), (Where.NEXT, "ABXYCDE", "B"), (Where.LAST, "ABCDEXY", "B")],
)
def test_tracks_are_put_in_and_taken_back(
    queue: Queue, where: Where, after: str, plays: str
) -> None:
    new = queue.put(known("XY"), where)
    assert (titles(queue), current(queue)) == (after, plays)
    assert {track.artist for track in new} == {"Someone"}
    assert len({track.id for track in queue.tracks}) == len(after)
    queue.undo()
    assert (titles(queue), current(queue)) == ("ABCDE", "B")
    queue.redo()
    assert titles(queue) == after


def test_what_is_put_next_is_next_in_a_shuffled_round_too(queue: Queue) -> None:
    queue.set_shuffle(True)
    new = queue.put(known("XY"), Where.NEXT)
    assert queue.round[1][:2] == tuple(track.id for track in new)


@pytest.mark.parametrize(
    ("moved", "place", "after"),
    [("A", 3, "BCADE"), ("E", 0, "EABCD"), ("BD", 5, "ACEBD"), ("AE", 2, "BAECD")],
)
def test_tracks_are_moved_together(queue: Queue, moved: str, place: int, after: str) -> None:
    queue.move(ids(queue, moved), place)
    assert (titles(queue), current(queue)) == (after, "B")
    queue.undo()
    assert titles(queue) == "ABCDE"


def test_a_move_to_where_they_are_is_no_edit(queue: Queue) -> None:
    queue.forget_edits()
    queue.move(ids(queue, "BC"), 2)
    assert not queue.can_undo


def test_what_was_removed_comes_back_and_plays_on(queue: Queue) -> None:
    queue.remove(list(ids(queue, "BD")))
    assert (titles(queue), current(queue)) == ("ACE", "")
    queue.undo()
    assert (titles(queue), current(queue)) == ("ABCDE", "B")


def test_undo_keeps_what_plays_and_what_is_known(queue: Queue) -> None:
    queue.put(known("X"), Where.LAST)
    queue.set_current(queue.tracks[0].id)
    queue.set_duration(queue.tracks[0].id, 12.5)
    queue.undo()
    assert (titles(queue), current(queue)) == ("ABCDE", "A")
    assert queue.tracks[0].duration == 12.5


def test_a_new_edit_ends_redo(queue: Queue) -> None:
    queue.put(known("X"), Where.LAST)
    queue.undo()
    queue.remove(list(ids(queue, "A")))
    assert not queue.can_redo
    queue.redo()
    assert titles(queue) == "BCDE"


def test_batches_of_one_folder_are_one_edit(queue: Queue) -> None:
    queue.forget_edits()
    queue.add(["/music/X.flac"])
    queue.add(["/music/Y.flac"], more=True)
    queue.undo()
    assert titles(queue) == "ABCDE"
    assert not queue.can_undo


def test_repeat_and_shuffle_are_no_edits(queue: Queue) -> None:
    queue.forget_edits()
    queue.set_repeat(Repeat.ALL)
    queue.set_shuffle(True)
    assert not queue.can_undo
