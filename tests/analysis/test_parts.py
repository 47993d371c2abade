"""The parts of a song begin where its verses and choruses do; what goes on as it is has none."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import mir_eval
import numpy as np
import soundfile

from player.analysis.analyse import analyse
from player.base.units import SAMPLE_RATE
from tests.analysis.band import FOUR_ON_THE_FLOOR, ROCK, chords, drums, steady, stereo

Part: TypeAlias = Sequence[Sequence[float]]
VERSE: Part = ((45, 57, 60, 64), (41, 57, 60, 65), (48, 60, 64, 67), (43, 59, 62, 67))
CHORUS: Part = ((41, 57, 60, 65), (43, 59, 62, 67), (52, 59, 64, 67), (45, 57, 60, 64))
FORM = (VERSE, CHORUS, VERSE, CHORUS)
BARS = 8


def written(folder: Path, form: Sequence[Part]) -> tuple[Path, list[float]]:
    """A song of these parts, eight bars each, the chorus with other drums; where they begin."""
    chart = steady(120, len(form) * BARS * 2 + 0.5)
    played = [part[bar % len(part)] for part in form for bar in range(BARS)]
    rock, four = drums(chart, ROCK), drums(chart, FOUR_ON_THE_FLOOR)
    edges = [chart.beats[number * BARS * 4] for number in range(len(form))]
    for part, start in zip(form, edges, strict=True):
        if part is CHORUS:
            first, last = (round(time * SAMPLE_RATE) for time in (start, start + BARS * 2))
            rock[first:last] = four[first:last]
    path = folder / "song.wav"
    soundfile.write(path, stereo(rock, chords(chart, played)), SAMPLE_RATE)
    return path, edges


def test_verses_and_choruses_are_parts(tmp_path: Path) -> None:
    path, edges = written(tmp_path, FORM)
    found = analyse(path)
    assert found.parts[0][0] == found.beats.frames[found.beats.downbeats.index(True)]
    assert found.parts[-1][1] == found.frames
    starts = np.array([start for start, _ in found.parts]) / SAMPLE_RATE
    truth = np.stack((edges, [*edges[1:], found.frames / SAMPLE_RATE]), 1)
    spans = np.stack((starts, [*starts[1:], found.frames / SAMPLE_RATE]), 1)
    _, _, score = mir_eval.segment.detection(truth, spans, window=2.2)
    assert score > 0.85
    assert all(one[1] == other[0] for one, other in zip(found.parts, found.parts[1:], strict=False))


def test_a_song_that_goes_on_as_it_is_has_one_part_at_most(tmp_path: Path) -> None:
    path, _ = written(tmp_path, (VERSE, VERSE))
    assert len(analyse(path).parts) <= 1
