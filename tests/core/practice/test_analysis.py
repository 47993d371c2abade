"""Songs are analysed by a process of its own, once; what was found is known the next time."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.analysis import errors
from player.analysis.store import AnalysisStore
from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SAMPLE_RATE, StemName, TrackId
from player.core.practice.analysis import AnalysisService, AnalysisState
from player.core.practice.analysis_finder import AnalysisPlace
from player.core.queue import Queue
from player.core.separation import StemSet, StemState, StemStatus
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from player.stems.keys import KeyStore
from tests.analysis.band import ROCK, drums, steady, stereo
from tests.ui.fakes import FakeSeparation

WAIT = 60.0


class Home:
    """A queue whose songs are analysed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop, self.queue, self.messages = Loop(), Queue(), MessageLog()
        self.keys = KeyStore(folder / "keys.sqlite")
        self.separation = FakeSeparation()
        self.states: list[tuple[TrackId, AnalysisState]] = []
        self.service = self.enter()

    def enter(self) -> AnalysisService:
        place = AnalysisPlace(AnalysisStore(self.folder / "analysis"), self.keys)
        service = AnalysisService(self.queue, self.separation, self.messages, self.loop, place)
        service.changed.connect(lambda id_: self.states.append((id_, service.status(id_).state)))
        return service

    def until(self, track: TrackId, *states: AnalysisState) -> None:
        assert self.loop.run_until(lambda: self.service.status(track).state in states, WAIT)

    def again(self) -> None:
        self.service.close()
        self.states.clear()
        self.service = self.enter()

    def close(self) -> None:
        self.service.close()
        self.keys.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    home.close()


def test_a_song_is_analysed_in_a_process_and_remembered(home: Home) -> None:
    song, noise = home.folder / "song.wav", home.folder / "noise.wav"
    soundfile.write(song, stereo(drums(steady(120, 6), ROCK)), SAMPLE_RATE)
    noise.write_bytes(b"no sound")
    track, broken = (each.id for each in home.queue.add([song, noise]))
    home.queue.set_current(track)
    assert home.service.status(track).state is AnalysisState.NONE, "nobody has asked"
    home.service.need()
    home.until(broken, AnalysisState.FAILED)
    assert [state for each, state in home.states if each == track] == [
        AnalysisState.QUEUED,
        AnalysisState.WORKING,
        AnalysisState.READY,
    ]
    found = home.service.of(track)
    assert found is not None
    assert found.beats.tempo == pytest.approx(120, abs=0.5)
    assert "noise.wav" in home.service.status(broken).message

    home.again()
    home.queue.set_current(None)
    home.queue.set_current(track)
    assert home.loop.run_until(lambda: home.service.of(track) == found, WAIT)
    home.service.need()
    home.until(track, AnalysisState.READY)
    assert (track, AnalysisState.WORKING) not in home.states
    assert home.service.pid == 0, "no process is needed for what is known"

    (file,) = (home.folder / "analysis").iterdir()
    file.write_text('{"version": 1, "beats": 3}')
    assert AnalysisStore(file.parent).load(home.keys.key(song)) is None, "it is made again"


def test_when_stems_are_there_they_are_listened_to(home: Home) -> None:
    beats = stereo(drums(steady(120, 6), ROCK))
    song, folder = home.folder / "song.wav", home.folder / "stems"
    soundfile.write(song, beats, SAMPLE_RATE)
    names = (StemName("drums"), StemName("other"))
    with closing(StemWriter(folder, Entry(len(beats), names, "a model"))) as writer:
        writer.write(0, beats[np.newaxis].astype(np.float32))
        writer.mark(0, len(beats), CellState.FINAL)
        writer.finish()
    (track,) = (each.id for each in home.queue.add([song]))
    home.service.want(track)
    home.until(track, AnalysisState.READY)
    found = home.service.of(track)
    assert found is not None
    assert found.stems == ()
    home.separation.trigger_status(track, StemStatus(StemState.READY))
    assert home.states[-1][1] is AnalysisState.READY, "there is no drums stem yet"
    home.separation.whole = (StemSet("a model", folder, names),)
    home.separation.trigger_status(track, StemStatus(StemState.READY))
    home.until(track, AnalysisState.WORKING)
    home.until(track, AnalysisState.READY)
    found = home.service.of(track)
    assert found is not None
    assert found.stems == ("drums",)
    home.separation.trigger_status(track, StemStatus(StemState.READY))
    assert home.states[-1][1] is AnalysisState.READY, "they have been listened to"


def test_what_has_to_be_installed_is_said_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "PACKAGE", "no_such_package")
    for name in ("one", "two"):
        soundfile.write(home.folder / f"{name}.wav", np.ones((100, 2)), SAMPLE_RATE)
    tracks = [each.id for each in home.queue.add(home.folder.glob("*.wav"))]
    home.queue.set_current(tracks[0])
    home.service.need()
    for track in tracks:
        home.until(track, AnalysisState.FAILED)
    (message,) = home.messages.recent
    assert "pip install 'minus-one[classic]'" in message.hint
    assert home.service.pid == 0


def test_the_program_ends_while_a_song_is_analysed(home: Home) -> None:
    song = home.folder / "song.wav"
    noise = np.random.default_rng(0).standard_normal((120 * SAMPLE_RATE, 2))
    soundfile.write(song, 0.1 * noise, SAMPLE_RATE)
    (track,) = (each.id for each in home.queue.add([song]))
    home.service.want(track)
    home.until(track, AnalysisState.WORKING)
    home.service.close()
    assert home.service.pid == 0
    assert not (home.folder / "analysis").exists()
