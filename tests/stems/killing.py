"""Kills a process that separates, again and again: `python -m tests.stems.killing FOLDER KILLS`.

The child is forked from a process that has everything imported, so that a kill takes milliseconds.
It runs the real writer, plan, seams and cache over made-up stems, which depend on where a chunk is
cut, as a network's do.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, SongKey
from player.stemfile.cell_map import SEAM, CellState
from player.stemfile.check import check_entry
from player.stemfile.entry import SCALE
from player.stemfile.left_over import Fault
from player.stemfile.reader import StemReader
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache
from separation.chunks import Chunk, ChunkPlan, Seams
from tests.stemfile.entries import an_entry

CELLS = 10
ENTRY = an_entry(CELLS * CELL - 20_000)
PER_CHUNK = 2


def separated(chunk: Chunk, margin: int) -> NDArray[np.float32]:
    """Stems (1, chunk + 2 * margin, 2), by frame and by chunk."""
    frames = np.arange(chunk.start - margin, chunk.stop + margin)
    values = (frames * 37 + chunk.start // CELL * 1_000) % 20_011 - 10_000
    return np.repeat((values / SCALE).astype(np.float32)[None, :, None], 2, axis=2)


def pieces(plan: ChunkPlan, seams: Seams) -> Iterator[tuple[Chunk, int, NDArray[np.float32]]]:
    """What to write: (chunk, start frame, stems)."""
    while (chunk := plan.next()) is not None:
        for start, piece in seams.add(chunk, separated(chunk, seams.margin)):
            yield chunk, start, piece
        plan.mark(chunk)


@cache
def expected() -> NDArray[np.float32]:
    """The stems (1, frames, 2) of one undisturbed run, as they are stored."""
    out = np.zeros((1, CELLS * CELL + SEAM, 2), np.float32)
    for _, start, piece in pieces(ChunkPlan(ENTRY.frames, cells_per_chunk=PER_CHUNK), Seams()):
        out[:, start : start + piece.shape[1]] = piece
    return np.rint(out[:, : ENTRY.frames] * SCALE).astype(np.float32) / np.float32(SCALE)


def plan_of(writer: StemWriter) -> ChunkPlan:
    return ChunkPlan(ENTRY.frames, cells_per_chunk=PER_CHUNK, states=writer.states)


def separate(stems: StemCache, folder: Path, done: int) -> None:
    """Make the stems as the separator does; each finished chunk is noted in the pipe `done`."""
    with closing(stems.open_writer(folder, ENTRY)) as writer:
        plan = plan_of(writer)
        writer.downgrade(plan.states)
        seams = Seams(joined=plan.joined)
        while (chunk := plan.next()) is not None:
            for start, piece in seams.add(chunk, separated(chunk, SEAM)):
                writer.write(start, piece)
            writer.seal(max(0, chunk.start - SEAM), chunk.start)
            writer.seal(chunk.stop, chunk.stop + SEAM)
            writer.mark(chunk.start, chunk.stop, CellState.FINAL)
            plan.mark(chunk)
            os.write(done, bytes([chunk.start // CELL // PER_CHUNK]))
        writer.finish()


@dataclass
class Tally:
    """What 200 kills did."""

    kills: int = 0
    finished: int = 0
    unfinished: int = 0
    unclean: list[str] = field(default_factory=list)
    wrong_cells: int = 0
    most_again: int = 0
    """Chunks that were finished and are made again after one kill."""


def kill_one(stems: StemCache, folder: Path, after: float) -> set[int]:
    """Let a child separate for a while and kill it; the chunks that it had finished."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        separate(stems, folder, writing)
        os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reading, "rb") as done:
        return set(done.read())


def examine(stems: StemCache, folder: Path, had: set[int], tally: Tally) -> set[int]:
    """Open what is left, as the next run would; the chunks that need not be made again."""
    entry = stems.lookup(SongKey(folder.parent.name), folder.name)
    if entry is None:
        return set()  # killed before there was anything
    faults = [fault for fault in check_entry(folder) if fault.fault is not Fault.LEFT_OVER]
    tally.unclean += [fault.reason for fault in faults]
    with closing(StemReader(folder)) as reader:
        tally.wrong_cells += wrong(folder, reader.states())
    if entry.complete:
        tally.finished += 1
        return set()
    tally.unfinished += 1
    with closing(StemWriter(folder, ENTRY)) as writer:
        states = plan_of(writer).states[::PER_CHUNK]
    have = {chunk for chunk, state in enumerate(states) if state == CellState.FINAL}
    tally.most_again = max(tally.most_again, len(had - have))
    return have


def wrong(folder: Path, states: bytes) -> int:
    """How many final cells do not sound as in an undisturbed run, their unfinished seams apart."""
    right, count = expected(), 0
    with closing(StemReader(folder)) as reader:
        sound = reader.read(0, ENTRY.frames)
    for cell in [cell for cell, state in enumerate(states) if state == CellState.FINAL]:
        first = cell * CELL + SEAM * (cell > 0 and states[cell - 1] != CellState.FINAL)
        last = (cell + 1) * CELL
        last -= SEAM * (cell + 1 < CELLS and states[cell + 1] != CellState.FINAL)
        count += not np.array_equal(sound[:, first:last], right[:, first:last])
    return count


def main(root: Path, kills: int) -> Tally:
    """Kill that often, going on with the same song until it is finished."""
    stems, tally = StemCache(root, 10**9), Tally()
    began = time.monotonic()
    kill_one(stems, stems.folder(SongKey("first"), "model"), 0.0)
    reading, writing = os.pipe()
    separate(stems, stems.folder(SongKey("first"), "model"), writing)
    whole = time.monotonic() - began
    os.close(reading)
    os.close(writing)
    moments = random.Random(1)
    chunks: set[int] = set()
    while tally.kills < kills:
        folder = stems.folder(SongKey(f"song {tally.finished}"), "model")
        longest = whole * (1.3 if tally.kills % 8 == 7 else 0.4)  # some come to the end
        chunks |= kill_one(stems, folder, moments.uniform(0, longest))
        chunks = examine(stems, folder, chunks, tally)
        tally.kills += 1
    return tally


if __name__ == "__main__":
    print(json.dumps(vars(main(Path(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201
