"""Beats are found where they are played, at slow and quick tempi, and while the tempo changes."""

from pathlib import Path

import mir_eval
import numpy as np
import pytest
import soundfile

from player.analysis.analyse import analyse
from player.analysis.analysis import Analysis
from player.analysis.beat_network import WEIGHTS
from player.base.units import SAMPLE_RATE, Pcm
from tests.analysis.band import (
    BUSY,
    CLICK,
    ROCK,
    WALTZ,
    Chart,
    Pattern,
    chords,
    drums,
    ramp,
    steady,
    stereo,
)

GOOD = 0.95
TURN = ((36, 60, 64, 67), (33, 57, 60, 64), (29, 57, 60, 65), (31, 55, 59, 62))


def analysed(folder: Path, sound: Pcm) -> Analysis:
    file = folder / "song.wav"
    soundfile.write(file, sound, SAMPLE_RATE)
    return analyse(file)


def f_measure(truth: tuple[float, ...], found: np.ndarray) -> float:
    return float(mir_eval.beat.f_measure(np.array(truth), found))


@pytest.mark.parametrize(
    ("chart", "pattern"),
    [
        (steady(60, 12), ROCK),
        (steady(200, 8), ROCK),
        (steady(97, 10), BUSY),
        (steady(140, 8), CLICK),
        (ramp(80, 140, 15), ROCK),
        (ramp(170, 90, 15), BUSY),
    ],
)
def test_beats_of_drums(chart: Chart, pattern: Pattern, tmp_path: Path) -> None:
    found = analysed(tmp_path, stereo(drums(chart, pattern), noise=0.002)).beats
    beats = np.array(found.frames) / SAMPLE_RATE
    assert f_measure(chart.beats, beats) >= GOOD
    nearest = np.abs(np.subtract.outer(np.array(chart.beats), beats)).min(axis=1)
    assert np.median(nearest) < 0.003, "they are where the strokes begin"
    tempo = 60 / np.median(np.diff(chart.beats))
    assert found.tempo == pytest.approx(tempo, rel=0.03)


@pytest.mark.parametrize(("pattern", "meter"), [(ROCK, 4), (WALTZ, 3)])
def test_bars_of_a_band(pattern: Pattern, meter: int, tmp_path: Path) -> None:
    chart = steady(120, 16, meter)
    found = analysed(tmp_path, stereo(0.6 * drums(chart, pattern), chords(chart, TURN))).beats
    bars = np.array(found.frames)[np.array(found.downbeats)] / SAMPLE_RATE
    assert found.meter == meter
    assert f_measure(chart.downbeats, bars) >= GOOD


def test_a_beat_on_the_first_frame_is_inside_of_the_song(tmp_path: Path) -> None:
    chart = steady(120, 6, start=0.0)
    found = analysed(tmp_path, stereo(drums(chart, ROCK))).beats
    assert 0 <= found.frames[0] < 200


def test_a_network_that_cannot_run_here_is_done_without(tmp_path: Path) -> None:
    weights = tmp_path / "models" / WEIGHTS
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"no weights")
    file = tmp_path / "song.wav"
    soundfile.write(file, stereo(drums(steady(120, 6), ROCK)), SAMPLE_RATE)
    found = analyse(file, None, tmp_path / "models").beats
    assert found.by == "strokes"
    assert found.tempo == pytest.approx(120, abs=0.5)


def test_where_nothing_is_struck_there_are_no_beats(tmp_path: Path) -> None:
    silence = np.zeros((5 * SAMPLE_RATE, 2), np.float32)
    assert analysed(tmp_path, silence).beats.frames == ()
    assert analysed(tmp_path, silence[:1000]).beats.frames == ()
    chart = steady(120, 6)
    sound = stereo(drums(chart, ROCK))
    late = analysed(tmp_path, np.concatenate((silence, sound, silence))).beats.frames
    assert late[0] == pytest.approx(5.5 * SAMPLE_RATE, abs=500)
    assert late[-1] < (chart.beats[-1] + 5.2) * SAMPLE_RATE
