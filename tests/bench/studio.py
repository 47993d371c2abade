"""Speed and memory of every studio model at full size, with seeded weights in the official form."""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from player.cli.terminal import peak_memory_mb
from separation.api import open_separator
from separation.chunks import MARGIN
from separation.models.registry import ModelInfo, load_models
from separation.models.studio.loading import ADAPTERS
from tests.bench.bench import ROOT, Bench, UnavailableError, note, run
from tests.bench.figures import Best, Figure
from tests.bench.songs import decoded

QUICK = ("htdemucs", "umxhq", "scnet")
THREADS = 2


def measure(bench: Bench) -> list[Figure]:
    """Each in processes of its own: a checkpoint is written and installed, then one chunk made."""
    models = [info for info in load_models().values() if info.network in ADAPTERS]
    figures = []
    for info in models:
        if bench.quick and info.name not in QUICK:
            continue
        note(f"{info.name} ...")
        try:
            figures += _figures(bench, info)
        except UnavailableError as error:
            note(f"{info.name} left out: {error}")
    return figures


def _figures(bench: Bench, info: ModelInfo) -> list[Figure]:
    with bench.scratch() as scratch:
        _step("install", info, scratch)
        told = json.loads(_step("separate", info, scratch))
    speed = Figure(f"{info.name}, one chunk", told["speed"], "× real time", Best.MORE)
    limit = info.memory_mb or None
    memory = Figure(f"{info.name}, peak memory of its process", told["memory"], "MB", limit=limit)
    return [speed, memory]


def _step(step: str, info: ModelInfo, folder: Path) -> str:
    """What a process of its own writes that takes this step."""
    return run([sys.executable, "-m", "tests.bench.studio", step, info.name, str(folder)])


def _install(info: ModelInfo, folder: Path) -> None:
    """A checkpoint of the full network, as it is published, and what the store makes of it."""
    from tests.separation.models.studio.networks import install, reference

    seeds = range(len(info.files) if info.network == "htdemucs" else 1)
    networks = [reference(info, seed) for seed in seeds]
    size = sum(part.numel() for part in networks[0].parameters())
    note(f"{info.name}: {size / 1e6:.1f} million parameters")
    install(info, networks, folder)


def _separate(info: ModelInfo, folder: Path) -> None:
    """The first chunk of the example, and what it took."""
    song = decoded(ROOT / "resources" / "example" / "slow-motion-dream.mp3")

    def read(start: int, count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.take(song, range(start, start + count), axis=0, mode="wrap")

    separator = open_separator(info, folder, device="cpu", threads=THREADS)
    stop = separator.cells_per_chunk * separator.grid
    began = time.monotonic()
    stems = separator.separate(read, 0, stop, MARGIN)
    took = time.monotonic() - began
    if not np.isfinite(stems).all():
        raise UnavailableError(f"{info.name} gives numbers that are none")
    told = {"speed": stop / 44_100 / took, "memory": peak_memory_mb(os.getpid())}
    print(json.dumps(told))


if __name__ == "__main__":
    STEP = {"install": _install, "separate": _separate}[sys.argv[1]]
    STEP(load_models()[sys.argv[2]], Path(sys.argv[3]) / "model")
