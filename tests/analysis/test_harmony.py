"""Key, tuning and chords are those that are played, whatever plays them."""

from collections.abc import Sequence
from pathlib import Path

import mir_eval
import numpy as np
import pytest
import soundfile

from player.analysis.analyse import analyse
from player.analysis.analysis import Analysis, Chord
from player.base.units import SAMPLE_RATE, StemName
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from tests.analysis.band import ROCK, Chart, chords, drums, steady, stereo

NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
HARTE = {"": "maj", "m": "min", "7": "7", "maj7": "maj7", "m7": "min7", "sus4": "sus4"}
TURN = ((36, 60, 64, 67), (33, 57, 60, 64), (29, 57, 60, 65), (31, 55, 59, 62))
TURN_LABELS = ("C:maj", "A:min", "F:maj", "G:maj")
JAZZ = ((38, 57, 60, 65), (31, 59, 62, 65), (36, 59, 64, 67), (33, 55, 60, 64))
JAZZ_LABELS = ("D:min7", "G:7", "C:maj7", "A:min7")


def overlap(chart: Chart, labels: Sequence[str], found: tuple[Chord, ...], measure: str) -> float:
    """Which part of the time the right chord is named (mir_eval's weighted score)."""
    edges = np.array([*chart.downbeats, chart.at(len(chart.beats))])
    truth = [labels[bar % len(labels)] for bar in range(len(chart.downbeats))]
    spans = np.array([(chord.start, chord.stop) for chord in found]) / SAMPLE_RATE
    named = [name(chord) for chord in found]
    scores = mir_eval.chord.evaluate(np.stack((edges[:-1], edges[1:]), 1), truth, spans, named)
    return float(scores[measure])


def name(chord: Chord) -> str:
    return "N" if chord.root is None else f"{NAMES[chord.root]}:{HARTE.get(chord.kind, 'maj')}"


def analysed(folder: Path, sound: np.ndarray, stems: Path | None = None) -> Analysis:
    file = folder / "song.wav"
    soundfile.write(file, sound, SAMPLE_RATE, subtype="FLOAT")
    return analyse(file, stems)


@pytest.mark.parametrize("sound", ["piano", "strings"])
def test_a_band_in_c_a_quarter_of_a_semitone_sharp(sound: str, tmp_path: Path) -> None:
    chart = steady(110, 16)
    sharp = [[note + 0.25 for note in bar] for bar in TURN]
    found = analysed(tmp_path, stereo(0.5 * drums(chart, ROCK), chords(chart, sharp, sound)))
    assert found.tuning == pytest.approx(25, abs=2)
    assert overlap(chart, TURN_LABELS, found.chords, "majmin") > 0.95
    assert overlap(chart, TURN_LABELS, found.detailed, "sevenths") > 0.9
    assert found.key is not None
    assert (found.key.tonic, found.key.minor) == (0, False)
    assert found.chords[0].start == 0
    assert found.chords[-1].stop == found.frames
    assert found.chords[-1].root is None, "the end is silent"


def test_sevenths_are_told_from_plain_chords(tmp_path: Path) -> None:
    chart = steady(100, 16)
    found = analysed(tmp_path, stereo(0.3 * drums(chart, ROCK), chords(chart, JAZZ, "guitar")))
    assert overlap(chart, JAZZ_LABELS, found.detailed, "sevenths") > 0.9


def test_stems_are_listened_to_by_themselves(tmp_path: Path) -> None:
    """The bass plays thirds, which only its own stem tells from the chords' roots."""
    chart = steady(120, 8)
    beat = stereo(drums(chart, ROCK))
    low = 0.4 * stereo(chords(chart, [(40,), (36,)], "guitar"))
    high = 0.3 * stereo(chords(chart, [(60, 64, 67), (57, 60, 64)], "organ"))
    length = min(map(len, (beat, low, high)))
    parts = [part[:length] for part in (beat, low, high)]
    stems = tmp_path / "stems"
    entry = Entry(length, tuple(map(StemName, ("drums", "bass", "other"))), "model")
    writer = StemWriter(stems, entry)
    writer.write(0, np.stack(parts[:2]))
    writer.finish()
    found = analysed(tmp_path, sum(parts, np.zeros_like(beat[:length])), stems)
    assert found.stems == ("drums", "bass")
    heard = [(chord.root, chord.bass) for chord in found.chords if chord.root is not None]
    assert heard[:2] == [(0, 4), (9, 0)]
    assert analysed(tmp_path, parts[0], tmp_path / "none").stems == ()
