"""How long the window takes from the start of its process to its first paint."""

import sys
import time
from statistics import median

from player.base.folders import Folders
from tests.bench.bench import Bench, run
from tests.bench.figures import Figure

LIMIT_S = 1.0


def measure(bench: Bench) -> list[Figure]:
    """The player's window, beside an empty one; warm files, no screen."""
    starts = 3 if bench.quick else 10
    with bench.place() as place:
        _start(place, "player")  # files come into memory, bytecode is written
        ours = [_start(place, "player") for _ in range(starts)]
    theirs = median(_start(place, "bare")[0] for _ in range(starts))
    seconds = [taken for taken, _ in ours]
    name, peer = "process start to first paint", "empty PySide6 window"
    return [
        Figure(
            f"{name}, median", median(seconds), "s", limit=LIMIT_S, peer=peer, peer_value=theirs
        ),
        Figure(f"{name}, worst", max(seconds), "s", limit=LIMIT_S),
        Figure("starts with torch loaded", sum(torch for _, torch in ours), "", limit=0),
    ]


def _start(place: Folders, what: str) -> tuple[float, bool]:
    """Seconds, and whether torch was loaded."""
    folders = ["--data-dir", str(place.data), "--cache-dir", str(place.cache)]
    script = ["-m", "tests.bench.first_paint", str(time.monotonic()), what, *folders]
    said = run([sys.executable, *script], {"QT_QPA_PLATFORM": "offscreen"})
    seconds, torch = said.split()[:2]
    return float(seconds), torch == "True"
