"""The window over 100,000 and 1,000,000 tracks: start, keystrokes, scrolling, memory."""

import json
import sys
import time
from collections.abc import Iterator

from player.library.store import FILE, Library
from tests.bench.bench import Bench, run
from tests.bench.figures import Figure
from tests.bench.library_rows import fill

SIZES = {100_000: (1.0, 50.0), 1_000_000: (2.0, 150.0)}
"""Tracks: seconds until the rows are painted, milliseconds from a key to the results, at most."""
FRAME_MS = 33.0
MEMORY_MB = 350.0


def measure(bench: Bench) -> Iterator[Figure]:
    """The real player on no screen; its library has rows, but no files."""
    for size in list(SIZES)[: 1 if bench.quick else None]:
        with bench.place() as place:
            library = Library(place.data / FILE)
            fill(library, size)
            library.close()
            folders = [str(place.data), str(place.cache)]
            _open(*folders)  # files come into memory
            yield from _figures(size, _open(*folders))


def _open(data: str, cache: str) -> dict[str, float]:
    script = ["-m", "tests.bench.library_window", str(time.monotonic()), data, cache]
    said = run([sys.executable, *script], {"QT_QPA_PLATFORM": "offscreen"})
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def _figures(size: int, found: dict[str, float]) -> Iterator[Figure]:
    usable, key = SIZES[size]
    name = f"window over {size:,} tracks"
    yield Figure(f"{name}: process start to painted rows", found["usable_s"], "s", limit=usable)
    yield Figure(f"{name}: key to painted results", found["keystroke_ms"], "ms", limit=key)
    worst = found["keystroke_worst_ms"]
    yield Figure(f"{name}: key to painted results, worst", worst, "ms", limit=key)
    for way in ("wheel", "page"):
        yield Figure(f"{name}: frame by {way}", found[f"{way}_frame_ms"], "ms", limit=FRAME_MS)
        worst = found[f"{way}_frame_worst_ms"]
        yield Figure(f"{name}: frame by {way}, worst", worst, "ms", limit=FRAME_MS)
    yield Figure(f"{name}: memory", found["memory_mb"], "MB", limit=MEMORY_MB)
