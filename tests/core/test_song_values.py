"""What the user gives a song is there again, is undone, and is never lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, TrackId
from player.core.queue import Queue
from player.core.song_values import Kept, SongValues
from player.stems.keys import KeyStore

Words = tuple[str, ...]


def _words(stored: list[str]) -> Words:
    return tuple(word.strip() for word in stored)


class Desk:
    """A queue whose songs can be given words, as in one run of the program."""

    def __init__(self, root: Path) -> None:
        self.loop, self.queue, self.messages = Loop(), Queue(), MessageLog()
        self.keys = KeyStore(root / "keys.sqlite")
        kept: Kept[Words] = Kept(
            root / "words", "words", (), _words, list, lambda kept, early: kept + early
        )
        self.values = SongValues(kept, self.queue, self.messages, self.loop, self.keys)

    def add(self, path: Path) -> TrackId:
        (track,) = self.queue.add([path])
        return track.id

    def read(self, track: TrackId) -> None:
        """Have this as the current track, and wait until its file was looked at."""
        told: list[TrackId] = []
        stop = self.values.changed.connect(told.append)
        self.queue.set_current(track)
        assert self.loop.run_until(lambda: told.count(track) > 1, 20)
        stop()

    def close(self) -> None:
        self.values.close()
        self.keys.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(tmp_path))
        return desks[-1]

    yield make
    for each in desks:
        each.close()


def song(path: Path, hertz: float = 440.0) -> Path:
    wave = np.sin(np.arange(SAMPLE_RATE) * 2 * np.pi * hertz / SAMPLE_RATE)
    soundfile.write(path, wave, SAMPLE_RATE)
    return path


def test_what_is_given_before_the_file_is_read_joins_what_was_there(
    desk: Callable[[], Desk], tmp_path: Path
) -> None:
    path = song(tmp_path / "song.wav")
    first = desk()
    first.read(first.add(path))
    first.values.set(("kept",))
    first.values.close()
    second = desk()
    track = second.add(path)
    second.queue.set_current(track)
    second.values.set(("early",))
    assert second.loop.run_until(lambda: second.values.of(track) == ("kept", "early"), 20)
    second.values.close()
    third = desk()
    track = third.add(path)
    third.read(track)
    assert third.values.current == ("kept", "early")


def test_what_is_taken_away_wholly_leaves_no_file(desk: Callable[[], Desk], tmp_path: Path) -> None:
    here = desk()
    here.read(here.add(song(tmp_path / "song.wav")))
    here.values.set(("a",))
    here.values.set(())
    here.values.close()
    assert not list((tmp_path / "words").iterdir())


def test_each_song_has_its_own_and_its_own_edits(desk: Callable[[], Desk], tmp_path: Path) -> None:
    here = desk()
    one, two = here.add(song(tmp_path / "1.wav")), here.add(song(tmp_path / "2.wav", 880.0))
    here.read(one)
    here.values.set(("one",))
    here.read(two)
    here.values.set(("two",))
    here.values.undo()
    assert (here.values.of(one), here.values.of(two)) == (("one",), ())
    assert not here.values.can_undo
    here.values.redo()
    assert here.values.current == ("two",)


def test_a_full_disk_is_said_and_the_value_stays(desk: Callable[[], Desk], tmp_path: Path) -> None:
    here = desk()
    (tmp_path / "words").write_text("a file where the folder should be")
    here.read(here.add(song(tmp_path / "song.wav")))
    here.values.set(("a",))
    assert here.loop.run_until(
        lambda: any("could not be kept" in m.text for m in here.messages.recent), 20
    )
    assert here.values.current == ("a",)
