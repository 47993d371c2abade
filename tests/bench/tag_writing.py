"""Writing tags: to a checked copy that takes the file's place, beside mutagen in place."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen

from player.library.tag_changes import Edit, Field, TagChange
from player.library.tag_writing import TagWriter
from tests.bench.bench import Bench, run
from tests.bench.figures import Best, Figure
from tests.decoder.sounds import encode, noisy_song

RATE = 44_100
MINUTES = 4
KINDS = {"mp3": "libmp3lame", "flac": "flac", "m4a": "aac"}
WRITES = 40
KILLS = 200


def measure(bench: Bench) -> list[Figure]:
    """Songs of four minutes; mutagen checks nothing, and a kill can leave half a file."""
    minutes = 1 if bench.quick else MINUTES
    with bench.scratch() as scratch:
        figures = [_writes(scratch, kind, minutes) for kind in KINDS]
        figures.append(_kills(scratch / "songs", 40 if bench.quick else KILLS))
    return figures


def _writes(folder: Path, kind: str, minutes: int) -> Figure:
    sound = noisy_song(RATE * 60 * minutes, RATE)
    song = encode(folder / f"song.{kind}", sound, KINDS[kind], RATE, bit_rate=256_000)
    size = song.stat().st_size / 1e6
    writer = TagWriter()
    ours = _per_second(lambda number: writer.write(Edit(song, _change(number))))
    theirs = _per_second(lambda number: _in_place(song, number))
    name = f"tags written, {kind.upper()} of {size:.0f} MB"
    return Figure(name, ours, "/s", Best.MORE, peer="mutagen, in place", peer_value=theirs)


def _change(number: int) -> TagChange:
    return TagChange({Field.TITLE: (f"Title {number}",), Field.GENRES: ("Jazz",)})


def _in_place(song: Path, number: int) -> None:
    file: Any = mutagen.File(song, easy=True)
    file["title"] = [f"Title {number}"]
    file["genre"] = ["Jazz"]
    file.save()


def _per_second(write: Callable[[int], object]) -> float:
    write(-1)  # everything is imported, and there is room for the tags
    began = time.monotonic()
    for number in range(WRITES):
        write(number)
    return WRITES / (time.monotonic() - began)


def _kills(folder: Path, kills: int) -> Figure:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.library.tag_killing", str(folder), str(kills)]
    tally = json.loads(run(command))
    name = f"files neither old nor new after {kills} kills in {tally['writes']} tag writes"
    return Figure(name, len(tally["wrong"]), "", limit=0)
