from collections.abc import Iterator
from pathlib import Path

import pytest

from player.base.units import SAMPLE_RATE, TrackId
from player.core.listening import Listening
from player.core.playback import Playback, PlaybackState, Transport
from player.core.queue import Queue
from tests.core.library_rig import WAIT, LibraryRig
from tests.library.songs import MUSIC, song

LENGTH = 100 * SAMPLE_RATE


class Listener:
    """Plays two songs without a sound."""

    def __init__(self, path: Path) -> None:
        self.rig = LibraryRig(path)
        self.rig.scan(song("a", "A"), song("b", "B"))
        self.queue = Queue()
        self.playback = Playback()
        self.listening = Listening(self.playback, self.queue, self.rig.service)
        self.a, self.b = (each.id for each in self.queue.add([MUSIC / "a", MUSIC / "b"]))

    def play(self, track: TrackId, start: int, end: int, length: int = LENGTH) -> None:
        """From second to second."""
        for second in range(start, end + 1):
            state = PlaybackState(Transport.PLAYING, track, second * SAMPLE_RATE, length)
            self.playback.state_changed.emit(state)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Plays and skips."""
        done: list[None] = []
        self.rig.service.changed.connect(lambda: done.append(None))
        self.rig.service.set_rating([], None)  # written after what was counted
        assert self.rig.loop.run_until(lambda: bool(done), WAIT)
        return {row.title: (row.plays, row.skips) for row in self.rig.rows(self.rig.ids())}


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(tmp_path / "library.sqlite")
    yield listener
    listener.rig.service.close()


def test_half_of_a_song_is_a_play(listener: Listener) -> None:
    listener.play(listener.a, 0, 49)
    assert listener.counts()["A"] == (0, 0)
    listener.play(listener.a, 50, 99)
    listener.play(listener.b, 0, 0)
    assert listener.counts() == {"A": (1, 0), "B": (0, 0)}


def test_four_minutes_of_a_long_one_are_a_play(listener: Listener) -> None:
    listener.play(listener.a, 0, 240, length=3600 * SAMPLE_RATE)
    assert listener.counts()["A"] == (1, 0)


def test_what_is_left_early_is_skipped_unless_it_had_not_begun(listener: Listener) -> None:
    listener.play(listener.a, 0, 20)
    listener.play(listener.b, 0, 0)
    listener.play(listener.a, 0, 0)
    assert listener.counts() == {"A": (0, 1), "B": (0, 0)}


def test_what_was_jumped_over_was_not_heard(listener: Listener) -> None:
    listener.play(listener.a, 0, 20)
    listener.play(listener.a, 70, 95)
    assert listener.counts()["A"] == (0, 0)


def test_each_round_of_a_repeated_song_counts(listener: Listener) -> None:
    listener.play(listener.a, 0, 99)
    listener.play(listener.a, 0, 99)
    assert listener.counts()["A"] == (2, 0)


def test_to_stop_is_no_skip(listener: Listener) -> None:
    listener.play(listener.a, 0, 20)
    listener.playback.state_changed.emit(PlaybackState())
    assert listener.counts()["A"] == (0, 0)
