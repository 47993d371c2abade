"""What the stem cache costs: room on disk, reading as the engine reads, coding and checking."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, SongKey
from player.engine.deck import BLOCK
from player.stemfile.cell_map import CellState
from player.stemfile.entry import CODECS, Entry
from player.stemfile.reader import StemReader
from player.stems.cache import StemCache
from player.stems.cache_check import verify
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Best, Figure
from tests.bench.songs import SECONDS, decoded, testdata
from tests.stemfile.entries import FOUR, TWO, an_entry, write_all

LIMIT_MB = 25
"""A song of four minutes with four stems, as Opus."""
FILES = ("vocals", "drums", "other")
SEEKS = 200
ENTRIES = 20_000


def measure(bench: Bench) -> list[Figure]:
    """Opus is the value, FLAC its peer."""
    stems = _stems(60 if bench.quick else SECONDS)
    figures: list[Figure] = []
    with bench.scratch() as scratch:
        for names in (TWO, FOUR):
            entry = an_entry(stems.shape[1], names)
            costs = {
                codec: _costs(scratch / f"{codec} {len(names)}", codec, entry, stems)
                for codec in CODECS
            }
            figures += _compared(f"{len(names)} stems", costs)
        figures.append(_look(scratch / "many", 2_000 if bench.quick else ENTRIES))
    return figures


def _stems(seconds: int) -> NDArray[np.float32]:
    """Real stems (3, frames, 2), over and over until they are as long as a song."""
    folder = testdata()
    if folder is None:
        raise UnavailableError("no test audio: set MINUSONE_TESTDATA")
    found = [decoded(folder / "stems" / "2.Lithium" / f"{name}.flac") for name in FILES]
    length = min(map(len, found))
    times = -(-seconds * SAMPLE_RATE // length)
    stems = np.stack([np.tile(stem[:length], (times, 1)) for stem in found])
    return stems[:, : seconds * SAMPLE_RATE].astype(np.float32)


def _costs(
    root: Path, codec: str, entry: Entry, stems: NDArray[np.float32]
) -> dict[str, tuple[float, str, Best]]:
    """By what it is of: a value, its unit, and which way it is better."""
    cache, seconds = StemCache(root, 10**12), entry.frames / SAMPLE_RATE
    folder = cache.folder(SongKey("song"), "model")
    writer = write_all(folder, entry, stems[: len(entry.stored)])
    coding = _seconds(partial(writer.finish, codec))
    checking = _seconds(partial(verify, cache))
    trusting = _seconds(partial(verify, cache, decode=False))
    size = cache.usage() / 10**6
    with closing(StemReader(folder)) as reader:
        forward = _seconds(partial(_play, reader))
        seeking = _seconds(partial(_jump, reader)) / SEEKS
        assert set(reader.states()) == {CellState.FINAL}
    return {
        "room": (size / seconds * 60, "MB/min", Best.LESS),
        "room of 4 min": (size / seconds * 240, "MB", Best.LESS),
        "coding and checking": (seconds / coding, "× real time", Best.MORE),
        "reading": (1_000 * forward / seconds, "ms/s of music", Best.LESS),
        "a seek and a block": (1_000 * seeking, "ms", Best.LESS),
        "verify": (seconds / checking, "× real time", Best.MORE),
        "verify --quick": (seconds / trusting, "× real time", Best.MORE),
    }


def _compared(stems: str, costs: dict[str, dict[str, tuple[float, str, Best]]]) -> list[Figure]:
    figures = []
    for what, (value, unit, best) in costs["opus"].items():
        limit = LIMIT_MB if what == "room of 4 min" else None
        name = f"cache as Opus, {stems}: {what}"
        figures.append(Figure(name, value, unit, best, limit, "FLAC", costs["flac"][what][0]))
    return figures


def _play(reader: StemReader) -> None:
    for start in range(0, reader.entry.frames, BLOCK):
        reader.read(start, BLOCK)


def _jump(reader: StemReader) -> None:
    for start in np.random.default_rng(0).integers(0, reader.entry.frames, SEEKS).tolist():
        reader.read(start, BLOCK)


def _look(root: Path, entries: int) -> Figure:
    """Making room in a big cache: what all entries take has to be known."""
    cache = StemCache(root, 10**15)
    for number in range(entries):
        folder = cache.folder(SongKey(f"song {number}"), "model")
        folder.mkdir(parents=True)
        for name in ("entry.json", "vocals.flac", "drums.flac", "bass.flac", "played"):
            (folder / name).touch()
    took = _seconds(partial(cache.make_room, 1, ()))
    return Figure(f"making room beside {entries} songs", took, "s")


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
