"""Waveform outlines: peaks at the right place, kept for the next time."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from player.base.loop import Loop
from player.base.units import TrackId
from player.core.outlines import OutlineService
from player.core.queue import Queue
from player.core.waveform import BINS
from player.stems.keys import KeyStore

RATE = 44_100
LENGTH = 10 * RATE


class Desk:
    """A queue whose tracks can be drawn."""

    def __init__(self, folder: Path) -> None:
        self.loop = Loop()
        self.queue = Queue()
        self.keys = KeyStore(folder / "keys.sqlite")
        self.folder = folder / "outlines"
        self.service = OutlineService(self.queue, self.keys, self.folder, self.loop)
        self.ready: list[TrackId] = []
        self.service.ready.connect(self.ready.append)

    def add(self, path: Path | str) -> TrackId:
        (track,) = self.queue.add([path])
        return track.id

    def outline(self, track: TrackId) -> NDArray[np.float32]:
        """Ask, and wait until it is there."""
        self.service.get(track)
        assert self.loop.run_until(lambda: track in self.ready, 20)
        outline = self.service.get(track)
        assert outline is not None
        return outline

    def close(self) -> None:
        self.service.close()
        self.keys.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def song(path: Path, left: float = 0.5, right: float = 0.5, seed: int = 0) -> Path:
    """Ten seconds that are silent but for a peak (up) at 2.5 s and a dip at 7.5 s."""
    pcm = np.zeros((LENGTH, 2))
    pcm[LENGTH // 4] = left, right
    pcm[LENGTH * 3 // 4] = -left / 2, -right / 2
    pcm[seed, 0] += 1e-4  # each song is another
    soundfile.write(path, pcm, RATE, subtype="FLOAT")
    return path


def test_peaks_are_where_they_are_heard(desk: Desk, tmp_path: Path) -> None:
    outline = desk.outline(desk.add(song(tmp_path / "song.wav")))
    assert outline.shape == (BINS, 2)
    assert outline[BINS // 4, 1] == pytest.approx(0.5, abs=0.001)
    assert outline[BINS * 3 // 4, 0] == pytest.approx(-0.25, abs=0.001)
    outline[[0, BINS // 4, BINS * 3 // 4]] = 0
    assert not outline.any()


@pytest.mark.parametrize(("left", "right"), [(0.5, 0.0), (0.0, 0.5), (0.5, -0.5)])
def test_a_sound_on_one_side_or_out_of_phase_is_seen(
    desk: Desk, tmp_path: Path, left: float, right: float
) -> None:
    outline = desk.outline(desk.add(song(tmp_path / "song.wav", left, right)))
    assert np.abs(outline[BINS // 4]).max() == pytest.approx(0.5, abs=0.001)


def test_an_outline_is_kept_for_the_same_sound(desk: Desk, tmp_path: Path) -> None:
    first = desk.outline(desk.add(song(tmp_path / "song.wav")))
    (kept,) = desk.folder.iterdir()
    made = kept.stat().st_mtime_ns
    copy = tmp_path / "copy.wav"
    copy.write_bytes((tmp_path / "song.wav").read_bytes())
    np.testing.assert_array_equal(desk.outline(desk.add(copy)), first)
    assert list(desk.folder.iterdir()) == [kept]
    assert kept.stat().st_mtime_ns == made


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x93NUMPY\x01\x00"])
def test_a_damaged_outline_is_made_again(desk: Desk, tmp_path: Path, damage: bytes) -> None:
    first = desk.outline(desk.add(song(tmp_path / "song.wav")))
    (kept,) = desk.folder.iterdir()
    kept.write_bytes(damage)
    np.testing.assert_array_equal(desk.outline(desk.add(tmp_path / "song.wav")), first)
    assert np.load(kept).shape == (BINS, 2)


def test_without_a_cache_it_is_drawn_all_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.folder.touch()  # a file stands where the folder should be
    assert desk.outline(desk.add(song(tmp_path / "song.wav"))).any()


def test_a_song_shorter_than_the_picture_is_wide(desk: Desk, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "click.wav", np.full((100, 2), 0.5), RATE)
    assert desk.outline(desk.add(tmp_path / "click.wav")).max() == pytest.approx(0.5, abs=0.001)


def test_a_broken_file_has_no_outline_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "broken.mp3").write_bytes(b"no music at all")
    broken, gone = desk.add(tmp_path / "broken.mp3"), desk.add(tmp_path / "gone.mp3")
    for track in (broken, gone, desk.add("https://radio.example/live"), TrackId(99)):
        assert desk.service.get(track) is None
    good = desk.add(song(tmp_path / "song.wav"))
    desk.outline(good)
    assert desk.ready == [good]


def test_the_song_looked_at_last_is_drawn_even_when_looking_back_and_forth(
    desk: Desk, tmp_path: Path
) -> None:
    a, b, c = (desk.add(song(tmp_path / f"{n}.wav", seed=n)) for n in range(3))
    for track in (a, b, a, c, b, a):
        desk.service.get(track)
    assert desk.loop.run_until(lambda: a in desk.ready, 20)
    desk.outline(b)
    desk.outline(c)


def test_closing_in_the_middle_ends_at_once(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        desk.service.get(desk.add(song(tmp_path / f"{number}.wav", seed=number)))
    desk.service.close()
    assert not desk.loop.run_until(lambda: len(desk.ready) > 1, 0)
