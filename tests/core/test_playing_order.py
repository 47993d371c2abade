"""Repeat, shuffle, stop after this one, play next: what follows, and what came before."""

from itertools import pairwise
from random import Random

import pytest

from player.base.units import TrackId
from player.core.playing_order import Repeat
from player.core.queue import Queue

COUNT = 8


@pytest.fixture
def queue() -> Queue:
    queue = Queue(Random(5))
    queue.add(f"/music/{number}.mp3" for number in range(COUNT))
    return queue


def ids(queue: Queue) -> list[TrackId]:
    return [track.id for track in queue.tracks]


def go_on(queue: Queue) -> TrackId | None:
    """What `next` does, and the end of a track."""
    track = queue.after(queue.current)
    if track is not None:
        queue.set_current(track.id)
    return track.id if track is not None else None


def played(queue: Queue, count: int) -> list[TrackId | None]:
    return [go_on(queue) for _ in range(count)]


def test_repeat_all_begins_again(queue: Queue) -> None:
    first, *_, last = ids(queue)
    assert queue.after(last) is None
    queue.set_repeat(Repeat.ALL)
    assert queue.after(last) is queue.tracks[0]
    assert queue.before(first) is queue.tracks[-1]
    assert queue.follows(last) is queue.tracks[0]


def test_one_track_repeats_until_asked_to_go_on(queue: Queue) -> None:
    first, second, *_ = ids(queue)
    queue.set_repeat(Repeat.ONE)
    follows, after = queue.follows(first), queue.after(first)
    assert follows is not None
    assert after is not None
    assert (follows.id, after.id) == (first, second)


def test_what_cannot_be_played_is_passed_over(queue: Queue) -> None:
    first, second, third, *_ = ids(queue)
    follows = queue.follows(first, without={second})
    assert follows is not None
    assert follows.id == third
    queue.set_repeat(Repeat.ONE)
    assert queue.follows(first, without=set(ids(queue))) is None


def test_shuffled_each_track_comes_once(queue: Queue) -> None:
    queue.set_current(ids(queue)[3])
    queue.set_shuffle(True)
    order = played(queue, COUNT - 1)
    assert order != ids(queue)[4:] + ids(queue)[:3]
    assert sorted(filter(None, order)) == [each for each in ids(queue) if each != ids(queue)[3]]
    assert go_on(queue) is None


def test_shuffle_begins_with_any_track_if_none_plays(queue: Queue) -> None:
    queue.set_shuffle(True)
    assert set(played(queue, COUNT)) == set(ids(queue))


def test_every_round_is_another_one_and_none_begins_with_the_last(queue: Queue) -> None:
    queue.set_shuffle(True)
    queue.set_repeat(Repeat.ALL)
    rounds = [played(queue, COUNT) for _ in range(30)]
    assert all(set(each) == set(ids(queue)) for each in rounds)
    assert len(set(map(tuple, rounds))) > 20
    assert all(one[-1] != two[0] for one, two in pairwise(rounds))


def test_the_same_seed_shuffles_the_same_way() -> None:
    orders = []
    for _ in range(2):
        queue = Queue(Random(7))
        queue.add(f"/music/{number}.mp3" for number in range(COUNT))
        queue.set_shuffle(True)
        orders.append(played(queue, COUNT))
    assert orders[0] == orders[1]


@pytest.mark.parametrize("repeat", [Repeat.OFF, Repeat.ALL])
def test_the_way_back_is_the_way_that_was_played(queue: Queue, repeat: Repeat) -> None:
    queue.set_shuffle(True)
    queue.set_repeat(repeat)
    count = COUNT if repeat is Repeat.OFF else 3 * COUNT
    order = played(queue, count)
    back = [queue.go_back() for _ in range(count - 1)]
    assert [track.id for track in back if track is not None] == order[-2::-1]
    assert queue.go_back() is None
    assert queue.current == order[0]
    assert played(queue, count - 1) == order[1:]


def test_asking_for_what_follows_does_not_change_it(queue: Queue) -> None:
    queue.set_repeat(Repeat.ALL)
    queue.set_shuffle(True)
    for _ in range(2 * COUNT):
        assert {queue.follows(queue.current) for _ in range(3)} == {queue.after(queue.current)}
        go_on(queue)


def test_new_tracks_fall_in_with_what_is_to_come(queue: Queue) -> None:
    queue.set_shuffle(True)
    before = played(queue, 3)
    new = [track.id for track in queue.add(f"/more/{number}.mp3" for number in range(20))]
    rest = played(queue, COUNT + 20 - 3)
    assert set(rest) == (set(ids(queue)) - set(before))
    assert [each for each in rest if each in new] != new
    assert not set(new) >= set(rest[-20:])


def test_a_round_can_be_taken_up_again(queue: Queue) -> None:
    queue.set_shuffle(True)
    played(queue, 3)
    past, coming = queue.round
    other = Queue(Random(99))
    other.add(track.location for track in queue.tracks)
    other.set_current(queue.current)
    other.set_shuffle(True)
    other.set_round(past, coming)
    assert played(other, COUNT - 3) == list(coming)
    assert go_on(other) is None
    back = [other.go_back() for _ in range(COUNT - 1)]
    assert [track.id for track in back[-2:] if track is not None] == list(reversed(past))


def test_a_track_chosen_by_hand_is_not_played_again_in_this_round(queue: Queue) -> None:
    queue.set_shuffle(True)
    first = played(queue, 1)
    chosen = next(each for each in reversed(ids(queue)) if each not in first)
    queue.set_current(chosen)
    rest = played(queue, COUNT - 2)
    assert set(rest) == set(ids(queue)) - {chosen, *first}


def test_what_is_removed_is_out_of_the_round(queue: Queue) -> None:
    queue.set_shuffle(True)
    past = played(queue, 2)[0]
    coming = queue.after(queue.current)
    assert past is not None
    assert coming is not None
    queue.remove([past, coming.id])
    assert queue.before(queue.current) is None
    assert coming.id not in played(queue, COUNT)


def test_without_shuffle_the_list_goes_on_from_the_current_track(queue: Queue) -> None:
    queue.set_shuffle(True)
    queue.set_current(ids(queue)[2])
    queue.set_shuffle(False)
    assert go_on(queue) == ids(queue)[3]


@pytest.mark.parametrize("shuffle", [False, True])
def test_play_next_and_play_last(queue: Queue, shuffle: bool) -> None:
    first, second, third, *_, last = ids(queue)
    queue.set_current(second)
    queue.set_shuffle(shuffle)
    queue.play_next([last, first, second])
    assert ids(queue)[:4] == [second, first, last, third]
    queue.play_last([third])
    assert ids(queue)[-1] == third
    order = played(queue, COUNT - 1)
    assert (order[:2], order[-1]) == ([first, last], third)


def test_stop_after_holds_for_one_track(queue: Queue) -> None:
    first, second, *_ = ids(queue)
    queue.set_current(first)
    queue.set_repeat(Repeat.ONE)
    queue.set_stop_after(True)
    assert queue.follows(first) is None
    assert queue.after(first) is queue.tracks[1]
    queue.set_current(second)
    assert not queue.stop_after
    assert queue.follows(second) is queue.tracks[1]


def test_changes_are_announced_once(queue: Queue) -> None:
    seen: list[bool] = []
    queue.order_changed.connect(lambda: seen.append(True))
    for _ in range(2):
        queue.set_repeat(Repeat.ALL)
        queue.set_shuffle(True)
        queue.set_stop_after(True)
    assert len(seen) == 3
