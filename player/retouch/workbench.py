"""The stems that are being painted on: an unfinished entry of the cache, right from the playhead.

The stems underneath are never written to. What is published at the end is an entry of its own.
"""

from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import numpy as np

from player.base.errors import CacheError
from player.base.units import CELL, Frames, SongKey
from player.retouch.edit_file import version_of
from player.retouch.masks import cells_of
from player.retouch.refining import Refiner
from player.retouch.strokes import EditList
from player.stemfile.cell_map import CellState
from player.stemfile.codecs import Halted, write_coded
from player.stemfile.disk import disk_errors
from player.stemfile.entry import (
    FLAC,
    MAP,
    Entry,
    GoOn,
    coded_path,
    is_complete,
    raw_path,
    save_entry,
)
from player.stemfile.locks import is_locked
from player.stemfile.writer import stored_blocks
from player.stems.cache import StemCache

WORKING = "retouching"
"""The version of stems that are being painted on; what a kill leaves of them is made anew."""
NEAR = 4
"""Cells from the playhead on that have to be there before they are listened to: six seconds."""


class Workbench:
    """One song with its strokes; all methods belong to one thread."""

    def __init__(self, song: Path, key: SongKey, edits: EditList, cache: StemCache) -> None:
        """AudioFileError or CacheError if something cannot be read or written."""
        base = cache.folder(key, edits.base)
        self.folder = cache.folder(key, WORKING)
        if is_locked(self.folder / MAP):
            raise CacheError("Another program is refining the stems of this song.", "Close it.")
        cache.delete(self.folder)
        with ExitStack() as opened:
            self._refiner = opened.enter_context(closing(Refiner(song, base)))
            known = self._refiner.entry
            self.entry = Entry(known.frames, known.stems, known.model)
            self._writer = opened.enter_context(
                closing(cache.open_writer(self.folder, self.entry, {base}))
            )
            self._opened = opened.pop_all()
        self._cache, self._key = cache, key
        self._edits = edits
        self._changed: set[int] = set()

    @property
    def edits(self) -> EditList:
        """What the cells are made by from now on."""
        return self._edits

    def paint(self, edits: EditList) -> None:
        """Have the cells that other strokes reach made again by these."""
        before, now = self._edits.active, edits.active
        pairs = zip(before, now, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        for stroke in (*before[same:], *now[same:]):
            self._changed |= cells_of(stroke, self.entry.frames)
        self._edits = edits

    def step(self, playhead: Frames) -> bool:
        """Make the cell that is most urgent; False if all is there.

        What was painted comes first, and of that what is heard next.
        """
        missing = set(np.flatnonzero(self._writer.states != CellState.FINAL).tolist())
        waiting = self._changed or missing
        if not waiting:
            return False
        here = playhead // CELL
        cell = min(waiting, key=lambda each: (each < here, each))
        self._write(cell)
        self._changed.discard(cell)
        return True

    @property
    def done(self) -> float:
        """The share of the song that is there as painted, 0 to 1."""
        made = np.flatnonzero(self._writer.states == CellState.FINAL).tolist()
        return len(set(made) - self._changed) / self.entry.cells

    @property
    def settled(self) -> bool:
        """Whether all cells that were written are as painted."""
        return not self._changed

    def audible(self, playhead: Frames) -> bool:
        """Whether the song can be listened to from here on while the rest is made."""
        here = min(playhead // CELL, self.entry.cells - 1)
        return bool((self._writer.states[here : here + NEAR] == CellState.FINAL).all())

    def publish(self, codec: str = FLAC, go_on: GoOn = lambda: True) -> Path:
        """Code what is painted as an entry of its own; returns its folder.

        The description is written last: whatever ends this, the entry is whole or is none.
        Raises CacheError as the disk says, Halted when `go_on` says no.
        """
        while self.step(0):
            if not go_on():
                raise Halted
        folder = self._cache.folder(self._key, version_of(self._edits))
        if is_complete(folder, self.entry):
            return folder
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            checksums = {
                str(stem): write_coded(
                    coded_path(folder, stem, codec),
                    codec,
                    stored_blocks(raw_path(self.folder, stem)),
                    go_on,
                )
                for stem in self.entry.stored
            }
            done = replace(self.entry, complete=True, checksums=checksums, codec=codec)
            save_entry(folder, done)
        return folder

    def close(self) -> None:
        """Give the working stems up."""
        self._opened.close()
        self._cache.delete(self.folder)

    def _write(self, cell: int) -> None:
        start = cell * CELL
        self._writer.write(start, self._refiner.cell(cell, self._edits.active))
        self._writer.mark(start, start + 1, CellState.FINAL)
