"""Regions of real songs: heard at once, undone, kept, restored, copied, exported."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, TrackId
from player.core.live_filters import LiveFilters
from player.core.plane.regions import Box, PlaneRegion, drawn, with_gain, with_mode
from player.core.plane.stereo_plane import StereoPlane
from player.core.queue import Queue
from player.engine.live.kinds import Mode
from player.stems.keys import KeyStore
from tests.engine.live.rig import mixed, sdr, three

LEFT = drawn("Guitar", 0, Mode.SOLO, Box(-1.0, -0.5, 40.0, 20_000.0))
RIGHT = drawn(
    "Keys", 1, Mode.CUT, Box(0.5, 1.0, 100.0, 5_000.0), ((0.5, 100.0), (1, 200), (1, 5e3))
)


class Desk:
    """A queue with a plane, as in one run of the program."""

    def __init__(self, root: Path) -> None:
        self.loop, self.queue, self.messages = Loop(), Queue(), MessageLog()
        self.live = LiveFilters()
        self.keys = KeyStore(root / "keys.sqlite")
        self.folder = root / "plane"
        self.plane = StereoPlane(
            self.live, self.folder, self.queue, self.messages, self.loop, self.keys
        )

    def play(self, path: Path) -> TrackId:
        """Have this song as the current one, with its regions read."""
        (track,) = self.queue.add([path])
        read: list[bool] = []
        stop = self.plane.changed.connect(lambda: read.append(True))
        self.queue.set_current(track.id)
        assert self.loop.run_until(lambda: len(read) > 1, 20)
        stop()
        return track.id

    def close(self) -> None:
        self.plane.close()
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


def write(path: Path, spread: float = 1.0) -> Path:
    soundfile.write(path, mixed(three(spread)), SAMPLE_RATE, subtype="FLOAT")
    return path


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write(tmp_path / "song.wav")


def test_a_region_is_heard_while_it_is_dragged_and_a_drag_is_one_edit(
    desk: Callable[[], Desk], song: Path
) -> None:
    here = desk()
    track = here.play(song)
    for gain in (1.0, 2.0, 3.0):
        here.plane.preview((with_gain(LEFT, gain),))
        assert here.live.of(track) == (with_gain(LEFT, gain).region,)
    here.plane.set(here.plane.regions)
    here.plane.undo()
    assert not here.plane.regions
    assert not here.live.of(track)
    here.plane.redo()
    assert here.live.of(track) == (with_gain(LEFT, 3.0).region,)
    assert not here.plane.can_redo


def test_a_drag_that_is_broken_off_changes_nothing(desk: Callable[[], Desk], song: Path) -> None:
    here = desk()
    here.play(song)
    here.plane.set((LEFT,))
    here.plane.preview((RIGHT,))
    here.plane.restore()
    assert here.plane.regions == (LEFT,)
    here.plane.undo()
    assert not here.plane.regions


def test_regions_are_there_again_in_the_next_run_whatever_the_file_is_called(
    desk: Callable[[], Desk], song: Path
) -> None:
    first = desk()
    first.play(song)
    first.plane.set((LEFT, RIGHT))
    first.plane.change(1, lambda region: with_mode(region, Mode.SOLO))
    first.plane.close()
    renamed = song.rename(song.with_name("other name.wav"))
    second = desk()
    track = second.play(renamed)
    kept = (LEFT, with_mode(RIGHT, Mode.SOLO))
    assert second.plane.regions == kept
    assert second.live.of(track) == tuple(each.region for each in kept)


def test_another_song_has_regions_of_its_own_and_can_be_given_these(
    desk: Callable[[], Desk], song: Path, tmp_path: Path
) -> None:
    here = desk()
    first = here.play(song)
    here.plane.set((LEFT,))
    here.plane.copy(here.plane.regions)
    second = here.play(write(tmp_path / "second.wav", 0.5))
    assert not here.plane.regions
    here.plane.paste()
    here.plane.paste()
    assert [each.name for each in here.plane.regions] == ["Guitar", "Guitar 1"]
    assert here.live.of(second) == (LEFT.region, LEFT.region)
    assert here.live.of(first) == (LEFT.region,)


def test_the_same_song_twice_in_the_list_has_the_same_regions(
    desk: Callable[[], Desk], song: Path
) -> None:
    here = desk()
    first, second = here.play(song), here.play(song)
    here.plane.set((LEFT,))
    assert here.live.of(first) == here.live.of(second) == (LEFT.region,)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"format": 1, "regions": [{"name": 1}]}'])
def test_a_damaged_file_is_set_aside_and_said(
    desk: Callable[[], Desk], song: Path, content: bytes
) -> None:
    here = desk()
    here.folder.mkdir()
    file = here.folder / f"{here.keys.key(song)}.json"
    file.write_bytes(content)
    here.play(song)
    assert not here.plane.regions
    assert "damaged" in here.messages.recent[-1].text
    assert file.with_name(f"{file.name}.damaged").read_bytes() == content


def test_values_that_no_filter_may_have_are_refused(desk: Callable[[], Desk], song: Path) -> None:
    first = desk()
    first.play(song)
    first.plane.set((LEFT,))
    first.plane.close()
    (file,) = first.folder.iterdir()
    stored = json.loads(file.read_bytes())
    stored["regions"][0]["region"]["left"] = -7.0
    file.write_text(json.dumps(stored))
    second = desk()
    second.play(song)
    assert not second.plane.regions
    assert second.messages.recent


def test_a_region_and_the_rest_are_exported_and_add_up(
    desk: Callable[[], Desk], song: Path, tmp_path: Path
) -> None:
    here = desk()
    here.play(song)
    inside, outside = tmp_path / "inside.wav", tmp_path / "outside.flac"
    here.plane.export(LEFT, inside)
    here.plane.export(LEFT, outside, rest=True)
    assert here.loop.run_until(lambda: len(here.messages.recent) == 2, 20)
    (heard, _), (rest, _) = (soundfile.read(path, dtype="float32") for path in (inside, outside))
    assert np.abs(heard + rest - mixed(three())).max() < 1e-6
    assert sdr(three()[0], heard) > 20


def test_a_file_of_another_kind_is_refused_with_words(
    desk: Callable[[], Desk], song: Path, tmp_path: Path
) -> None:
    here = desk()
    here.play(song)
    here.plane.export(PlaneRegion("It"), tmp_path / "it.mp3")
    assert here.loop.run_until(lambda: bool(here.messages.recent), 20)
    assert ".wav" in here.messages.recent[0].hint
    assert not list(tmp_path.glob("*.mp3"))
