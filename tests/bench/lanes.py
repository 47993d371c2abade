"""The lanes: milliseconds a frame while zooming and following, and how soon all peaks are there."""

import json
import sys
from pathlib import Path

import numpy as np

from player.base.units import CELL, StemName
from player.decoder.opening import open_source
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from tests.bench.bench import Bench, run
from tests.bench.figures import Figure
from tests.bench.songs import write_song

FOUR = tuple(map(StemName, ("vocals", "drums", "bass", "other")))
_FRAME_MS = 16.0
_PEAKS_S = 8.0
_PEER = "numpy over all samples, a line a column"


def measure(bench: Bench) -> list[Figure]:
    """On 3840 × 1700 pixels of Qt's screen without a display, a song of four minutes."""
    with bench.scratch() as scratch:
        song = write_song(scratch / "song.flac", 60 if bench.quick else 240)
        _write_stems(scratch / "stems", song)
        script = ["-m", "tests.bench.lanes_window", str(song), str(scratch / "stems")]
        said = run([sys.executable, *script], {"QT_QPA_PLATFORM": "offscreen"})
    found = json.loads(said.splitlines()[-1])
    zoom, follow = found["zoom"], found["follow"]
    naive = found["naive"]
    return [
        Figure(
            "a frame while zooming, median",
            zoom[0],
            "ms",
            limit=_FRAME_MS,
            peer=_PEER,
            peer_value=naive,
        ),
        Figure("a frame while zooming, 95 %", zoom[1], "ms", limit=_FRAME_MS),
        Figure("a frame while following, median", follow[0], "ms", limit=_FRAME_MS),
        Figure("a frame while following, 95 %", follow[1], "ms", limit=_FRAME_MS),
        Figure("peaks of song and four stems", found["peaks"], "s", limit=_PEAKS_S),
        Figure("all lanes the next time", found["again"], "s", limit=2.0),
    ]


def _write_stems(folder: Path, song: Path) -> None:
    """Three stored stems that take turns in the song, uneven as real ones are."""
    source = open_source(song)
    try:
        length = source.frames or 0
        writer = StemWriter(folder, Entry(length, FOUR, "bench"))
        for start in range(0, length, CELL):
            pcm = source.read(start, min(CELL, length - start))
            turns = 0.25 + 0.25 * np.sin(start / CELL + np.arange(3, dtype=np.float32))
            writer.write(start, pcm * turns.astype(np.float32)[:, np.newaxis, np.newaxis])
        writer.mark(0, length, CellState.FINAL)
        writer.finish()
        writer.close()
    finally:
        source.close()
