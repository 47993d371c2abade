"""Pictures of real files: sources are seen where they are panned, and a click finds them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.loop import Loop
from player.base.units import SAMPLE_RATE
from player.core.plane.fitting import fitted
from player.core.plane.picture import (
    LOWEST,
    PANS,
    RATE,
    ROWS_AN_OCTAVE,
    SECTION,
    Cells,
    frequencies,
)
from player.core.plane.pictures import PlanePictures
from player.core.plane.regions import drawn
from player.engine.live.kinds import Mode
from tests.engine.live.rig import PITCHES, filtered, mixed, sdr, three

PLACES = (-0.6, 0.0, 0.6)
SECONDS = 2


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Three sources at `PLACES`."""
    path = tmp_path / "three.wav"
    soundfile.write(path, mixed(three(0.6)), SAMPLE_RATE, subtype="FLOAT")
    return path


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def pictures(loop: Loop, song: Path) -> Iterator[PlanePictures]:
    """With everything seen of the song."""
    made = PlanePictures(loop)
    seen: list[bool] = []
    made.changed.connect(lambda: seen.append(True))
    made.open(song)
    made.look(SAMPLE_RATE)
    assert loop.run_until(lambda: bool(seen), 20)
    yield made
    made.close()
    made.wait()


def row(hertz: float) -> int:
    return int(np.log2(hertz / LOWEST) * ROWS_AN_OCTAVE)


def column(pan: float) -> int:
    return round((pan + 1) * (PANS // 2))


def brightest(plane: Cells, hertz: float) -> int:
    """The cell of pan where a frequency is loudest."""
    return int(plane[row(hertz) - 1 : row(hertz) + 2].max(0).argmax())


def test_sources_are_seen_where_they_are_panned(pictures: PlanePictures) -> None:
    plane = pictures.plane(SAMPLE_RATE)
    for pan, pitch in zip(PLACES, PITCHES, strict=True):
        assert abs(brightest(plane, pitch) - column(pan)) <= 1
    assert plane[row(9_000), :].max() == 0


def test_the_spectrogram_tells_pan_and_silence(pictures: PlanePictures) -> None:
    levels, pans = pictures.columns(-RATE, 2 * RATE)
    for pan, pitch in zip(PLACES, PITCHES, strict=True):
        assert levels[RATE + 5 :, row(pitch)].min() > 128
        assert abs(np.median(pans[RATE + 5 :, row(pitch)]) - (pan + 1) / 2 * 255) < 20
    assert levels[: RATE - 5].max() == 0


def test_a_click_on_a_blob_finds_its_source(pictures: PlanePictures) -> None:
    song, sources = mixed(three(0.6)), three(0.6)
    mean = pictures.mean_plane(SAMPLE_RATE, SECTION)
    for pan, pitch, source in zip(PLACES, PITCHES, sources, strict=True):
        box = fitted(mean, pan + 0.05, pitch * 1.1)
        assert box is not None
        region = drawn("It", 0, Mode.SOLO, box)
        assert sdr(source, filtered(song, [region.region])) > 20


def test_a_click_where_nothing_sounds_finds_nothing(pictures: PlanePictures) -> None:
    assert fitted(pictures.mean_plane(SAMPLE_RATE, SECTION), 0.0, 9_000.0) is None


def test_rows_go_up_in_frequency() -> None:
    hertz = frequencies()
    assert (np.diff(hertz) > 0).all()
    assert hertz[0] > LOWEST
    assert hertz[-1] > 15_000


def test_a_file_that_cannot_be_read_is_silent(loop: Loop, tmp_path: Path) -> None:
    pictures = PlanePictures(loop)
    pictures.open(tmp_path / "none.wav")
    pictures.look(0)
    pictures.close()
    pictures.wait()
    assert pictures.plane(0).max() == 0
    assert pictures.path is None
