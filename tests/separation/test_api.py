"""The face of separation is light, and opens what is installed."""

import subprocess
import sys
from pathlib import Path

from separation.api import GRID, Separator, open_separator
from separation.models.registry import ModelInfo
from tests.separation.conftest import ROOT, Sound, reader

LIGHT = """
import sys
import separation.api, separation.chunks, separation.errors, separation.models.store
print(sorted({"torch", "onnxruntime", "onnx", "safetensors", "player"} & set(sys.modules)))
"""
WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from pathlib import Path
import numpy as np
from separation.api import open_separator
from separation.models.registry import load_models

folder = Path(sys.argv[1])
separator = open_separator(load_models()[folder.name], folder, threads=1)
print(separator.device, separator.separate(lambda a, n: np.ones((n, 2), np.float32), 0, 9, 0).shape)
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_importing_it_brings_no_heavy_package() -> None:
    assert run(LIGHT) == "[]\n"


def test_the_cpu_route_needs_no_torch(spleeter_folder: Path) -> None:
    assert run(WITHOUT_TORCH, str(spleeter_folder)) == "cpu (1, 9, 2)\n"


def test_auto_finds_a_device_and_says_what_it_is(
    info: ModelInfo, spleeter_folder: Path, song: Sound
) -> None:
    separator: Separator = open_separator(info, spleeter_folder, threads=2)
    assert separator.device in {"cpu", "cuda", "mps"}
    assert separator.grid == GRID
    assert separator.info == info
    assert info.weights_id in separator.version
    assert separator.separate(reader(song), 0, GRID, 0).shape == (1, GRID, 2)
    separator.close()
