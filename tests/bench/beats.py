"""Beats and bars: F-measure on synthesised drums, whose truth is known; real songs."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.analysis.analyse import analyse
from player.base.units import SAMPLE_RATE, Pcm
from tests.analysis.band import PATTERNS, Chart, chords, drums, ramp, steady, stereo
from tests.bench.bench import Bench, note
from tests.bench.figures import Best, Figure
from tests.bench.songs import testdata

_GOOD = 0.95
_SAME_TEMPO = 0.04
_SECONDS = 30
_TEMPI = (60, 70, 80, 95, 110, 125, 140, 160, 180, 200)
_RAMPS = ((60, 120), (80, 160), (200, 100), (140, 90))
_TURN = ((36, 60, 64, 67), (33, 57, 60, 64), (29, 57, 60, 65), (31, 55, 59, 62))
Times = NDArray[np.float64]


def measure(bench: Bench) -> list[Figure]:
    """All patterns at all tempi, by us and by librosa's tracker."""
    with bench.scratch() as folder:
        alone = _Scores(folder, quick=bench.quick)
        for chart, pattern in _charts(quick=bench.quick):
            alone.add(chart, stereo(drums(chart, PATTERNS[pattern]), noise=0.002), pattern)
        band = _Scores(folder, quick=bench.quick)
        for chart, pattern in _charts(quick=True):
            mix = (0.6 * drums(chart, PATTERNS[pattern]), chords(chart, _TURN, "piano"))
            band.add(chart, stereo(*mix, noise=0.002), pattern)
        real = _real()
    count = len(alone.ours)
    librosa = "librosa.beat.beat_track"
    return [
        Figure(
            f"beats of {count} drum tracks, F",
            _mean(alone.ours),
            "",
            Best.MORE,
            _GOOD,
            librosa,
            _mean(alone.peers),
        ),
        Figure("the worst of them, F", min(alone.ours), "", Best.MORE),
        Figure("those whose tempo changes, F", _mean(alone.ramps), "", Best.MORE, _GOOD),
        Figure("from the beat to where it is shown, median", alone.off, "ms"),
        Figure("their bars, F", _mean(alone.bars), "", Best.MORE),
        Figure(
            "beats of drums under chords, F",
            _mean(band.ours),
            "",
            Best.MORE,
            _GOOD,
            librosa,
            _mean(band.peers),
        ),
        Figure("their bars, F (under chords)", _mean(band.bars), "", Best.MORE),
        *real,
    ]


def _charts(*, quick: bool) -> Iterator[tuple[Chart, str]]:
    for name in PATTERNS:
        meter = 3 if name == "waltz" else 4
        for bpm in _TEMPI[:: 3 if quick else 1]:
            yield steady(bpm, _SECONDS, meter), name
        for first, last in _RAMPS[:: 2 if quick else 1]:
            yield ramp(first, last, _SECONDS, meter), name


class _Scores:
    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.ours: list[float] = []
        self.peers: list[float] = []
        self.ramps: list[float] = []
        self.bars: list[float] = []
        self._off: list[float] = []
        self._file = folder / "song.wav"

    @property
    def off(self) -> float:
        return 1_000 * float(np.median(self._off))

    def add(self, chart: Chart, sound: Pcm, name: str) -> None:
        import librosa

        soundfile.write(self._file, sound, SAMPLE_RATE, subtype="FLOAT")
        found = analyse(self._file).beats
        beats = np.array(found.frames) / SAMPLE_RATE
        truth, last = np.array(chart.beats), chart.beats[-1] + 0.3
        score = _f_measure(truth, beats[beats < last])
        self.ours.append(score)
        mono = librosa.resample(sound.mean(axis=1), orig_sr=SAMPLE_RATE, target_sr=22_050)
        _, theirs = librosa.beat.beat_track(y=mono, sr=22_050, units="time")
        self.peers.append(_f_measure(truth, theirs[theirs < last]))
        spans = np.diff(truth)
        if spans.max() > 1.1 * spans.min():
            self.ramps.append(score)
        downbeats = beats[np.array(found.downbeats, bool)]
        self.bars.append(_f_measure(np.array(chart.downbeats), downbeats[downbeats < last]))
        self._off += np.abs(np.subtract.outer(truth, beats)).min(axis=1).tolist()
        if score < _GOOD:
            note(f"{name}, {60 / spans[0]:.0f} to {60 / spans[-1]:.0f} BPM: F {score:.2f}")


def _f_measure(truth: Times, found: Times) -> float:
    """As the field measures it: 70 ms, and nothing before 5 s."""
    import mir_eval

    trimmed = [mir_eval.beat.trim_beats(each) for each in (truth, found)]
    return float(mir_eval.beat.f_measure(*trimmed)) if len(trimmed[1]) else 0.0


def _real() -> list[Figure]:
    """No song at hand has its beats written down: what is said is whether mix and drums agree."""
    place = testdata()
    if place is None:
        note("real excerpts left out: set MINUSONE_TESTDATA")
        return []
    songs = [each for each in sorted((place / "stems").iterdir()) if (each / "drums.flac").exists()]
    tempi, scores = [], []
    for song in songs:
        mix, alone = (analyse(song / f"{part}.flac").beats for part in ("mixture", "drums"))
        tempi.append(abs(mix.tempo - alone.tempo) < _SAME_TEMPO * alone.tempo)
        places = [np.array(each.frames) / SAMPLE_RATE for each in (alone, mix)]
        scores.append(_f_measure(*places))
        note(f"{song.name}: {mix.tempo:.1f} and {alone.tempo:.1f} BPM, F {scores[-1]:.2f}")
    name = f"{len(songs)} real excerpts (no truth known): mix and drums alone"
    return [
        Figure(f"{name}, same tempo", 100 * float(np.mean(tempi)), "%", Best.MORE),
        Figure(f"{name}, same beats, F", _mean(scores), "", Best.MORE),
    ]


def _mean(values: list[float]) -> float:
    return float(np.mean(values))
