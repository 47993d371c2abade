"""The lanes of real files: drawn while stems are made, kept, and read closely where wanted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.units import CELL, MIX, SAMPLE_RATE, StemName
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.near_samples import PIECE
from player.core.practice.peak_store import PeakStore
from player.core.queue import Queue
from player.core.separation import StemSet
from player.stemfile.cell_map import CellState
from player.stemfile.entry import SCALE, Entry
from player.stemfile.writer import StemWriter
from player.stems.keys import KeyStore
from tests.ui.fakes import FakeSeparation

VOICE, REST = StemName("vocals"), StemName("accompaniment")
LENGTH = 3 * CELL + 1_000
LOUD, SOFT = 0.5, 0.125


class Desk:
    """A song that is 0.625 throughout: a voice of 0.5, and a rest of 0.125."""

    def __init__(self, folder: Path) -> None:
        self.loop, self.queue = Loop(), Queue()
        self.separation = FakeSeparation()
        self.keys = KeyStore(folder / "keys.sqlite")
        self.cache, self.stems = folder / "peaks", folder / "stems"
        song = folder / "song.wav"
        soundfile.write(song, np.full((LENGTH, 2), LOUD + SOFT), SAMPLE_RATE, subtype="FLOAT")
        (self.track,) = self.queue.add([song])
        self.queue.set_current(self.track.id)
        self.lanes = self.new()

    def new(self) -> LanePeaks:
        kept = (PeakStore(self.cache), self.keys)
        return LanePeaks(self.queue, self.separation, self.loop, kept)

    def writer(self) -> StemWriter:
        """Stems of which nothing is made yet, heard from now on."""
        writer = StemWriter(self.stems, Entry(LENGTH, (VOICE, REST), "model"))
        heard = StemSet("model", self.stems, (VOICE, REST))
        self.separation.sounding[self.track.id] = heard
        return writer

    def write(self, writer: StemWriter, start: int, stop: int, state: CellState) -> None:
        writer.write(start, np.full((1, stop - start, 2), LOUD, np.float32))
        writer.mark(start, stop, state)
        self.separation.status_changed.emit(self.track.id)

    def until(self, done: Callable[[], bool]) -> None:
        assert self.loop.run_until(done, 20)

    def heights(self) -> dict[StemName, list[float]]:
        """The highest peak of each lane in each cell."""
        found = {}
        for lane in self.lanes.lanes:
            high = lane.peaks.columns(0, 4, CELL)[1]
            found[lane.stem] = [round(float(each) / SCALE, 3) for each in high]
        return found

    def close(self) -> None:
        self.lanes.close()
        self.lanes.wait()
        self.keys.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.close()


WHOLE = [LOUD + SOFT] * 4


def song_of(desk: Desk) -> list[float]:
    """The highest peak of the song in each cell, which stands in for stems that are missing."""
    return [float(each) for each in desk.lanes.now.song.columns(0, 4, CELL)[1]]


def test_a_song_without_stems_is_one_lane(desk: Desk) -> None:
    desk.lanes.open()
    desk.until(lambda: desk.heights() == {MIX: WHOLE})
    assert desk.lanes.length == LENGTH


def test_lanes_grow_with_the_stems(desk: Desk) -> None:
    desk.lanes.open()
    desk.until(lambda: desk.heights() == {MIX: WHOLE})
    writer = desk.writer()
    desk.write(writer, CELL, 2 * CELL, CellState.DRAFT)
    desk.until(lambda: desk.heights() == {VOICE: [0, LOUD, 0, 0], REST: [0, SOFT, 0, 0]})
    missing = desk.lanes.now.missing(0, 4, CELL)
    assert missing is not None
    assert missing.tolist() == [True, False, True, True]
    desk.until(lambda: [round(e / SCALE, 3) for e in song_of(desk)] == WHOLE)
    desk.write(writer, 0, LENGTH, CellState.FINAL)
    desk.until(lambda: desk.heights() == {VOICE: [LOUD] * 4, REST: [SOFT] * 4})
    assert desk.lanes.now.missing(0, 4, CELL) is None
    writer.close()


def test_until_there_are_stems_the_song_is_seen(desk: Desk) -> None:
    writer = desk.writer()
    desk.lanes.open()
    desk.until(lambda: desk.heights() == {MIX: WHOLE})
    writer.close()


def finished(desk: Desk) -> None:
    """The stems are there, and so are their lanes."""
    writer = desk.writer()
    desk.write(writer, 0, LENGTH, CellState.FINAL)
    writer.finish()
    writer.close()
    desk.lanes.open()
    desk.until(lambda: VOICE in desk.heights() and desk.heights()[REST] == [SOFT] * 4)


def test_peaks_of_finished_stems_are_there_at_once_the_next_time(desk: Desk) -> None:
    finished(desk)
    desk.until(lambda: len(list(desk.cache.glob("*/stems*"))) == 1)
    desk.lanes.close()
    desk.lanes.wait()
    desk.lanes = desk.new()
    seen: list[dict[StemName, list[float]]] = []
    desk.lanes.changed.connect(lambda: seen.append(desk.heights()))
    desk.lanes.open()
    desk.until(lambda: seen[-1:] == [{VOICE: [LOUD] * 4, REST: [SOFT] * 4}])
    assert len(seen) == 2  # nothing, then all of it


def test_close_up_the_samples_themselves_are_read(desk: Desk) -> None:
    finished(desk)
    desk.lanes.look(PIECE - 100, PIECE + 100)
    desk.until(lambda: not desk.lanes.samples.missing(PIECE - 100, PIECE + 100))
    for lane, level in enumerate((LOUD, SOFT)):
        sound = desk.lanes.samples.sound(lane, PIECE - 100, PIECE + 100)
        assert sound is not None
        assert (sound == level * SCALE).all()


def test_stems_that_are_taken_away_leave_the_song(desk: Desk) -> None:
    desk.separation.sounding[desk.track.id] = StemSet("model", desk.stems, (VOICE, REST))
    desk.lanes.open()
    desk.until(lambda: desk.heights() == {MIX: WHOLE})


def test_another_song_has_its_own_lanes_and_a_stream_has_none(desk: Desk, tmp_path: Path) -> None:
    finished(desk)
    other = tmp_path / "other.wav"
    soundfile.write(other, np.full((1_000, 2), 0.25), SAMPLE_RATE, subtype="FLOAT")
    (track, stream) = desk.queue.add([other, "https://radio.example/live"])
    desk.queue.set_current(track.id)
    desk.until(lambda: desk.heights() == {MIX: [0.25, 0, 0, 0]})
    desk.queue.set_current(stream.id)
    assert desk.lanes.lanes == ()


def test_a_broken_file_has_no_lanes_and_nothing_runs_once_it_is_closed(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "broken.mp3").write_bytes(b"no music at all")
    (broken,) = desk.queue.add([tmp_path / "broken.mp3"])
    desk.queue.set_current(broken.id)
    desk.lanes.open()
    desk.lanes.close()
    desk.lanes.wait()
    assert desk.lanes.lanes == ()
    assert not desk.lanes.is_open
