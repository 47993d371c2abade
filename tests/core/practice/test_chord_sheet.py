"""Chords are shown as they are fingered, put right, kept, and written for others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from player.analysis.analysis import VERSION, Analysis, Chord, Key
from player.analysis.analysis import Beats as FoundBeats
from player.analysis.store import AnalysisStore
from player.base.errors import MinusOneError
from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import SongKey
from player.core.practice.analysis import AnalysisService
from player.core.practice.analysis_finder import AnalysisPlace
from player.core.practice.chord_edits import kept_chords
from player.core.practice.chord_names import chord_name, key_name, read_chord, tone_name
from player.core.practice.chord_sheet import ChordSheet
from player.core.practice.chord_text import Sheet, as_chordpro, as_text
from player.core.queue import Queue
from player.core.song_values import SongValues
from player.engine.protocol import Beats
from tests.ui.fakes import FakeSeparation

BAR = 88_200
SIMPLE = (
    Chord(0, BAR, 2, "", None, 0.9),
    Chord(BAR, 2 * BAR, 11, "m", None, 0.8),
    Chord(2 * BAR, 4 * BAR, 7, "", None, 0.7),
    Chord(4 * BAR, 5 * BAR),
)
DETAILED = (
    SIMPLE[0],
    replace(SIMPLE[1], kind="m7"),
    replace(SIMPLE[2], stop=3 * BAR),
    Chord(3 * BAR, 4 * BAR, 7, "maj7", 11, 0.6),
    SIMPLE[3],
)
STEP = BAR // 4
PLACES = tuple(range(0, 4 * BAR, STEP))
FOUND = Analysis(
    5 * BAR,
    (),
    FoundBeats(PLACES, tuple(n % 4 == 0 for n in range(16)), 120.0, 4, 1.0, "strokes"),
    0.0,
    Key(2, minor=False, confidence=0.9),
    SIMPLE,
    DETAILED,
)


class _Keys:
    def key(self, path: Path) -> SongKey:
        return SongKey(path.stem)


class Home:
    """A song that was analysed before."""

    def __init__(self, folder: Path) -> None:
        store, keys = AnalysisStore(folder / "analysis"), _Keys()
        store.save(SongKey("song"), FOUND)
        self.loop, queue, messages = Loop(), Queue(), MessageLog()
        place = AnalysisPlace(store, keys)
        self.analysis = AnalysisService(queue, FakeSeparation(), messages, self.loop, place)
        values = SongValues(kept_chords(folder), queue, messages, self.loop, keys)
        self.sheet = ChordSheet(values, self.analysis, queue)
        (track,) = queue.add([folder / "song.flac"])
        queue.set_current(track.id)
        assert self.loop.run_until(lambda: self.analysis.of(track.id) is not None, 10)

    def names(self) -> list[str]:
        return [self.sheet.name(chord) for chord in self.sheet.current]

    def close(self) -> None:
        self.analysis.close()
        self.sheet.close()


@pytest.fixture
def enter(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Home]:
    def begin() -> Home:
        home = Home(tmp_path)
        request.addfinalizer(home.close)
        return home

    return begin


def test_shown_as_they_sound_above_the_capo_and_spelled_by_the_key(
    enter: Callable[[], Home],
) -> None:
    home = enter()
    sheet = home.sheet
    assert home.names() == ["D", "Bm", "G", "N.C."]
    sheet.show(detailed=True)
    assert home.names() == ["D", "Bm7", "G", "Gmaj7/B", "N.C."]
    sheet.semitones = lambda: 1
    assert home.names()[:3] == ["Eb", "Cm7", "Ab"]
    sheet.show(capo=3)
    assert home.names()[:3] == ["C", "Am7", "F"]
    assert sheet.key is not None
    assert sheet.sounding_key is not None
    assert (key_name(sheet.key), key_name(sheet.sounding_key)) == ("C", "Eb")
    assert sheet.at(BAR + 5) == Chord(BAR, 2 * BAR, 9, "m7", None, 0.8)


def test_edits_are_written_as_shown_undone_and_kept(
    enter: Callable[[], Home], tmp_path: Path
) -> None:
    home = enter()
    sheet = home.sheet
    sheet.semitones = lambda: 2
    sheet.put(BAR, "F#m")
    assert home.names() == ["E", "F#m", "A", "N.C."]
    sheet.put_from(3 * BAR, "Bsus4")
    sheet.remove(4 * BAR + 1)
    sheet.move_edge(BAR, BAR + STEP)
    sheet.show(detailed=True)
    assert home.names() == ["E", "F#m", "A", "Bsus4"]
    assert [chord.start for chord in sheet.current] == [0, BAR + STEP, 2 * BAR, 3 * BAR]
    assert sheet.current[-1].stop == 5 * BAR
    with pytest.raises(MinusOneError, match="Hm"):
        sheet.put(0, "Hm")
    for _ in range(4):
        sheet.undo()
    assert not sheet.edited
    for _ in range(2):
        sheet.redo()
    kept = tmp_path / "chords" / "song.json"
    assert home.loop.run_until(kept.exists, 10)
    home.close()

    again = enter()
    assert again.loop.run_until(lambda: again.sheet.edited, 10)
    again.sheet.show(detailed=True)
    assert again.names() == ["D", "Em", "G", "Asus4", "N.C."], "as the song has it, not transposed"
    again.sheet.as_found()
    assert again.names() == ["D", "Bm7", "G", "Gmaj7/B", "N.C."]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C", (0, "", None)),
        ("bb", (10, "", None)),
        ("F#m7/C#", (6, "m7", 1)),
        ("A♭Δ", (8, "maj7", None)),
        ("Gsus", (7, "sus4", None)),
        ("D/D", (2, "", None)),
        (" n.c. ", (None, "", None)),
    ],
)
def test_typed_chords(typed: str, meant: tuple[int | None, str, int | None]) -> None:
    assert read_chord(typed) == meant


@pytest.mark.parametrize("typed", ["H", "C13b9", "X/Y", "C/", "1"])
def test_what_is_no_chord(typed: str) -> None:
    with pytest.raises(ValueError, match="no chord"):
        read_chord(typed)


def test_spelling() -> None:
    keys = [Key(tonic, minor, 1.0) for tonic, minor in ((4, False), (5, False), (0, True))]
    assert [tone_name(8, key) for key in keys] == ["G#", "Ab", "Ab"]
    assert [tone_name(tone) for tone in (1, 3, 6, 10)] == ["Db", "Eb", "F#", "Bb"]
    assert chord_name(Chord(0, 1, 10, "maj7", 2), keys[1]) == "Bbmaj7/D"


def test_exports() -> None:
    beats = Beats(PLACES, FOUND.beats.downbeats)
    half = BAR + 2 * STEP
    chords = (SIMPLE[0], replace(SIMPLE[1], stop=half), replace(SIMPLE[2], start=half))
    sheet = Sheet("Song {1}", "Band", chords, beats, Key(2, False, 1.0), 120.4, 2)
    assert as_text(sheet).splitlines() == [
        "Song {1} – Band",
        "Key D, 120 BPM, Capo 2",
        "",
        "| D        | Bm . G . | G        | G        |",
    ]
    assert as_chordpro(sheet) == (
        "{title: Song (1)}\n{artist: Band}\n{key: D}\n{tempo: 120}\n{capo: 2}\n\n{start_of_grid}\n"
        "| D . . . | Bm . G . | G . . . | G . . . |\n{end_of_grid}\n"
    )


def test_a_damaged_analysis_is_made_again(tmp_path: Path) -> None:
    store = AnalysisStore(tmp_path)
    store.save(SongKey("song"), FOUND)
    assert store.load(SongKey("song")) == FOUND
    file = tmp_path / "song.json"
    whole = file.read_text()
    for old, new in (
        (f'"version": {VERSION}', '"version": 0'),
        ('"kind": "m7"', '"kind": "x"'),
        ('"meter"', '"metre"'),
    ):
        assert old in whole
        file.write_text(whole.replace(old, new))
        assert store.load(SongKey("song")) is None
