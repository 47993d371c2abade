"""What is found out about songs can be searched for in the library."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from player.analysis.analysis import Analysis, Key
from player.base.units import SAMPLE_RATE
from player.core.found_marks import FoundMarks
from player.core.practice.analysis import AnalysisService
from player.core.practice.song_beats import SongBeats
from player.core.queue import Queue
from player.engine.protocol import Beats
from tests.core.library_rig import WAIT, LibraryRig
from tests.library.songs import song
from tests.ui.fakes import FakePlayback, FakeSeparation

PLAIN, TAGGED = song("plain.flac", "Plain"), song("tagged.flac", "Tagged", bpm=90.0, key="C")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[LibraryRig]:
    rig = LibraryRig(tmp_path / "library.sqlite")
    yield rig
    rig.service.close()


def every(beat: int) -> Beats:
    places = tuple(range(0, 20 * beat, beat))
    return Beats(places, (True,) * len(places))


def test_tempo_and_key_of_a_song_are_known_once_it_was_analysed(rig: LibraryRig) -> None:
    queue, separation = Queue(), FakeSeparation()
    analysis = AnalysisService(queue, separation, rig.messages, rig.loop)
    beats = SongBeats(FakePlayback(queue))
    FoundMarks(queue, rig.service, analysis, beats)
    rig.scan(PLAIN, TAGGED)
    for track in queue.add([PLAIN.path, TAGGED.path]):
        beats.set(track.id, every(SAMPLE_RATE // 2))
        analysis.know(track.id, Analysis(SAMPLE_RATE, key=Key(9, minor=True, confidence=1.0)))
    assert rig.loop.run_until(lambda: rig.titles("bpm:120") == ["Plain"], WAIT)
    assert rig.titles("key:8A") == ["Plain"]
    assert rig.titles("bpm:90 key:C") == ["Tagged"], "what the file says is right"
    beats.set(queue.tracks[0].id, every(SAMPLE_RATE))
    assert rig.loop.run_until(lambda: rig.titles("bpm:60") == ["Plain"], WAIT), "set by the user"
    rig.scan(replace(PLAIN, mtime_ns=2))
    assert rig.titles("bpm:60") == ["Plain"], "a file that was read again"
