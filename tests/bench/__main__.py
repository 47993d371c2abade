"""Runs the benchmarks: `python -m tests.bench [--quick] [NAME…]`; writes bench.json."""

import argparse
import importlib
import sys
import time
from pathlib import Path

from tests.bench.bench import Bench, UnavailableError, note, prepared
from tests.bench.figures import Figure, table, write

NAMES = {
    "start": "the window's first paint",
    "click": "from a mute to a song without its voice",
    "speed": "separation of a whole song",
    "delay": "from a control to the sound",
    "live": "live filters: quality, cost, delay, dropouts",
    "plane": "the stereo plane: cost, frames, from a drag to the sound",
    "lanes": "the lanes: frames while zooming and following, peaks of a song with four stems",
    "dropouts": "a long playback with everything running",
    "long_run": "two hours open, 40 songs separated behind it, the controls in use",
    "memory": "peak memory, short song and long",
    "quality": "SDR on songs whose stems are known",
    "variants": "what was tried for better masks from the same weights",
    "quick_split": "four stems without a network for them",
    "methods": "the methods without a network, on songs whose stems are known",
    "cache": "what the stems take on disk, and what reading them costs",
    "in_step": "stems and mix after random seeks",
    "loops": "loops and the click, to the sample",
    "stretch": "tempo and key: purity, places, cost, dropouts",
    "takes": "the tuner's cents and cost, and how late takes are",
    "sound": "equaliser, limiter, held loudness, loudness scan",
    "beats": "beats and bars on drums whose truth is known",
    "chords": "chords and keys on progressions whose truth is known; seconds for a song",
    "tag_writing": "tags written to a checked copy, and 200 kills meanwhile",
    "scan": "the library's first scan and the next ones",
    "studio": "speed and memory of the studio models",
    "library_scale": "libraries of up to a million tracks: keystrokes, lists, facets",
    "window_scale": "the window over a million tracks: start, keystrokes, scrolling, memory",
}


def main() -> int:
    """Measure what is named, or everything; 0 if all of it could be measured."""
    listed = "\n".join(f"  {name:<10} {text}" for name, text in NAMES.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=f"Measures the player beside others. Names:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *NAMES], default=[])
    parser.add_argument("--quick", action="store_true", help="shorter, with less to trust")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), metavar="FILE")
    options = parser.parse_args()
    figures: list[Figure] = []
    complete = True
    try:
        with prepared(quick=options.quick) as bench:
            for name in options.names or NAMES:
                found = _measure(bench, name)
                complete = complete and bool(found)
                figures += found
                write(figures, options.json)  # at once: a later one may take long, or fail
    except UnavailableError as error:
        note(str(error))
        return 1
    print(table(figures))
    return 0 if complete else 1


def _measure(bench: Bench, name: str) -> list[Figure]:
    """One benchmark's figures; none if something that it needs is not here."""
    note(f"{name}: {NAMES[name]} ...")
    began = time.monotonic()
    try:
        module = importlib.import_module(f"tests.bench.{name}")
        return list(module.measure(bench))
    except UnavailableError as error:
        note(f"{name} left out: {error}")
        return []
    finally:
        note(f"{name}: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
