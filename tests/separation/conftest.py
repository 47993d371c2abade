"""What the tests of separation share: the real model, and a real song."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from separation.api import ReadFrames, Separator, open_separator
from separation.models.registry import ModelInfo
from tests.models import installed_spleeter, spleeter_info, spleeter_package

Sound = NDArray[np.float32]

ROOT = Path(__file__).parents[2]


def reader(song: Sound) -> ReadFrames:
    """Reads an array as a Separator wants it: zeros outside the song."""

    def read(start: int, count: int) -> Sound:
        out = np.zeros((count, 2), np.float32)
        first, last = max(start, 0), min(start + count, len(song))
        if last > first:
            out[first - start : last - start] = song[first:last]
        return out

    return read


def agreement(reference: Sound, estimate: Sound) -> float:
    """Level of the reference above the difference, in decibels."""
    error = np.square(reference.astype(np.float64) - estimate).sum()
    return float(10 * np.log10(np.square(reference, dtype=np.float64).sum() / error))


@pytest.fixture
def plain_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index but the test's, whatever this machine's pip is set to."""
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONSTRAINT", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="session")
def info() -> ModelInfo:
    return spleeter_info()


@pytest.fixture(scope="session")
def wheel() -> Path:
    return spleeter_package()


@pytest.fixture(scope="session")
def spleeter_folder() -> Path:
    return installed_spleeter()


@pytest.fixture(scope="session")
def spleeter(info: ModelInfo, spleeter_folder: Path) -> Iterator[Separator]:
    separator = open_separator(info, spleeter_folder, device="cpu", threads=2)
    yield separator
    separator.close()


@pytest.fixture(scope="session")
def song() -> Sound:
    """The example song, 479,832 frames."""
    samples, _ = soundfile.read(ROOT / "resources/example/slow-motion-dream.mp3", dtype="float32")
    return np.ascontiguousarray(samples, np.float32)
