"""Songs without ReplayGain are measured beside the rest; the result outlives tags and restarts."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen.flac
import pytest
import soundfile

from player.base.loop import Loop
from player.base.units import SAMPLE_RATE, SongKey, TrackId
from player.core.loudness_finder import LoudnessFinder
from player.core.loudness_service import LoudnessService
from player.core.loudness_store import LoudnessStore
from player.core.queue import Queue
from player.core.replay_gain import GainMode, ReplayGain
from player.core.sound import Sound, SoundWishes
from player.core.track import Track
from player.library.items import FoundFile
from player.library.store import Library
from player.library.tags import read_tags
from player.loudness.loudness import Loudness
from player.stems.keys import KeyStore
from tests.decoder.sounds import noisy_song

WAIT = 30.0
ON = SoundWishes(ReplayGain(GainMode.TRACK))


KEY = SongKey("song-1")


def _of_album(track: Track) -> Track:
    return replace(track, album="Album")


class Home:
    """A queue whose tracks' loudness is looked for."""

    def __init__(self, folder: Path, wishes: SoundWishes = ON, busy: str = "") -> None:
        self.loop = Loop()
        self.queue = Queue()
        self.sound = Sound(wishes)
        self.busy = busy
        self.asked = threading.Event()
        self.keys = KeyStore(folder / "keys.sqlite")
        self.store = LoudnessStore(folder / "loudness.sqlite")
        self.library = Library(folder / "library.sqlite")
        finder = LoudnessFinder(self.keys, self.store, self._wait_for)
        self.service = LoudnessService(
            self.queue, self.sound, finder, lambda: self.library, self.loop
        )

    def add(self, *files: Path) -> list[TrackId]:
        return [track.id for track in self.queue.add(files)]

    def gain(self, track_id: TrackId) -> float | None:
        track = self.queue.get(track_id)
        return None if track is None else track.gains.track_gain

    def until(self, done: Callable[[], bool]) -> None:
        assert self.loop.run_until(done, WAIT), self.queue.tracks

    def close(self) -> None:
        self.service.close()
        self.library.close()
        self.keys.close()

    def _wait_for(self) -> str:
        self.asked.set()
        return self.busy


@pytest.fixture
def enter(tmp_path: Path) -> Iterator[Callable[..., Home]]:
    homes: list[Home] = []

    def begin(**wishes: Any) -> Home:  # noqa: ANN401
        homes.append(Home(tmp_path, **wishes))
        return homes[-1]

    yield begin
    for home in homes:
        home.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two songs of one album, the second 6 dB softer, and one that has a tag."""
    folder = tmp_path_factory.mktemp("album")
    kind: Any = mutagen.flac
    for number, level in ((1, 1.0), (2, 0.5), (3, 1.0)):
        path = folder / f"{number}.flac"
        soundfile.write(path, noisy_song(2 * SAMPLE_RATE, seed=number) * level, SAMPLE_RATE)
        tags = kind.FLAC(path)
        tags["ALBUM"] = "Album" if number < 3 else "Other"
        if number == 3:
            tags["REPLAYGAIN_TRACK_GAIN"] = "-5.5 dB"
        tags.save()
    return [folder / f"{number}.flac" for number in (1, 2, 3)]


def test_what_no_tag_says_is_measured_and_the_album_with_it(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter()
    one, two, three = home.add(*files)
    for track_id in (one, two):
        home.queue.update(track_id, _of_album)
    home.until(lambda: all(home.gain(each) is not None for each in (one, two, three)))
    assert home.gain(three) == -5.5
    first, second = home.gain(one), home.gain(two)
    assert first is not None
    assert second == pytest.approx(first + 6.0, abs=0.2)
    gains = [track.gains for track in home.queue.tracks]
    assert gains[0].album_gain == gains[1].album_gain
    assert first < (gains[0].album_gain or 0) < (second or 0)
    assert gains[0].album_peak == max(gains[0].track_peak or 0, gains[1].track_peak or 0)


def test_a_measured_song_is_known_after_a_restart_without_measuring(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter()
    (one,) = home.add(files[0])
    home.until(lambda: home.gain(one) is not None)
    home.close()
    again = enter(busy="on battery")
    (same,) = again.add(files[0])
    again.until(lambda: again.gain(same) is not None)
    assert again.gain(same) == home.gain(one)
    assert again.service.pid == 0, "no process was needed"


def test_the_key_that_measuring_finds_is_the_one_that_stems_go_by(
    enter: Callable[..., Home], files: list[Path], tmp_path: Path
) -> None:
    home = enter()
    (one,) = home.add(files[0])
    home.until(lambda: home.gain(one) is not None)
    elsewhere = KeyStore(tmp_path / "other.sqlite")
    assert home.keys.known(files[0]) == elsewhere.key(files[0])
    elsewhere.close()


def test_measuring_waits_while_the_machine_is_busy_and_the_end_does_not(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter(busy="the computer is busy")
    (one,) = home.add(files[0])
    assert home.asked.wait(WAIT)
    home.close()
    assert home.gain(one) is None


def test_nothing_is_looked_for_while_replay_gain_is_off(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter(wishes=SoundWishes())
    (three,) = home.add(files[2])
    assert home.gain(three) is None
    home.sound.set_replay_gain(ReplayGain(GainMode.AUTO))
    home.until(lambda: home.gain(three) == -5.5)


def test_in_a_long_list_what_is_near_comes_first_and_the_rest_when_it_is_near(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter()
    far = home.add(*[files[2]] * 200)[150]
    home.until(lambda: home.gain(home.queue.tracks[49].id) == -5.5)
    assert home.gain(far) is None
    home.queue.set_current(far)
    home.until(lambda: home.gain(far) == -5.5)


def test_what_waits_for_the_machine_does_not_hold_up_what_is_known(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter(busy="on battery")
    one, three = home.add(files[0], files[2])
    home.until(lambda: home.gain(three) == -5.5)
    assert home.gain(one) is None


def test_then_the_library_s_songs_are_measured_but_for_those_that_tell_themselves(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter(wishes=SoundWishes())
    found = [FoundFile(path, path.stat().st_size, 1, read_tags(path)) for path in files]
    home.library.scanned.write(found)
    home.sound.set_replay_gain(ReplayGain(GainMode.AUTO))

    def measured(file: Path) -> bool:
        key = home.keys.known(file)
        return key is not None and key in home.store

    home.until(lambda: measured(files[0]) and measured(files[1]) and home.service._finished)
    assert not measured(files[2])


def test_a_broken_file_and_silence_do_not_hold_up_the_others(
    enter: Callable[..., Home], files: list[Path], tmp_path: Path
) -> None:
    broken, silent = tmp_path / "broken.mp3", tmp_path / "silent.wav"
    broken.write_bytes(b"no music")
    soundfile.write(silent, noisy_song(SAMPLE_RATE) * 0, SAMPLE_RATE)
    home = enter()
    *_, good = home.add(broken, silent, files[1])
    home.until(lambda: home.gain(good) is not None)


def test_a_measuring_process_that_dies_is_started_again(
    enter: Callable[..., Home], files: list[Path]
) -> None:
    home = enter()
    (one,) = home.add(files[0])
    home.until(lambda: home.gain(one) is not None)
    child = home.service._finder._child
    assert child is not None
    child.kill()
    (two,) = home.add(files[1])
    home.until(lambda: home.gain(two) is not None)


def test_a_store_that_cannot_be_opened_still_remembers_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = LoudnessStore(tmp_path / "file" / "loudness.sqlite")
    store.put(KEY, Loudness(-12.0, 0.9, 100))
    assert store.get(KEY) == Loudness(-12.0, 0.9, 100)
    store.close()
    assert KEY not in store
