"""The stereo plane: what drawing it costs, how often it is drawn, how soon a drag is heard."""

import json
import sys

from tests.bench.bench import Bench, run
from tests.bench.figures import Best, Figure
from tests.bench.songs import write_song

_MOST = 15.0
"""Percent of a core."""
_FRAMES = 29.0
"""A second; the timer counts in whole milliseconds."""
_DRAG_LIMIT_MS = 80


def measure(bench: Bench) -> list[Figure]:
    """In a window of 1280 × 800 on Qt's screen without a display, over a song that plays."""
    seconds = 8 if bench.quick else 60
    with bench.place() as place:
        song = write_song(place.data / "song.flac", 3 * seconds + 60)
        script = ["-m", "tests.bench.plane_window", place.data, place.cache, song, seconds]
        said = run([sys.executable, *map(str, script)], {"QT_QPA_PLATFORM": "offscreen"})
    found = json.loads(said.splitlines()[-1])
    cost = found["shown"] - found["hidden"]
    moved = f"{found['moves']} moves of a region"
    return [
        Figure("the plane drawn live", cost, "% of a core", Best.LESS, _MOST),
        Figure("frames of the plane", found["frames"], "a second", Best.MORE, _FRAMES),
        Figure("mouse move to heard, median", found["drag_median"], "ms", limit=_DRAG_LIMIT_MS),
        Figure("mouse move to heard, worst", found["drag_worst"], "ms", limit=_DRAG_LIMIT_MS),
        Figure(f"dropouts in {moved}", found["dropouts"], "", limit=0),
    ]
