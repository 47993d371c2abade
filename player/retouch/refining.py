"""The stems of a song with what was painted on them, cell by cell, each on its own."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, CHANNELS, Frames, StemName
from player.decoder.opening import open_source
from player.engine.live.spectra import HOP, OVERLAP, WINDOW, Spectrum, sounds, spectra
from player.retouch.masks import cells_of, frames_of_cell
from player.retouch.routing import Routing
from player.retouch.strokes import Stroke
from player.stemfile.entry import Entry
from player.stemfile.reader import StemReader

Stems = NDArray[np.float32]
"""Shape (stems, n, 2)."""
_LEAD = WINDOW - HOP


class Refiner:
    """Reads a song and its finished stems. Used by one thread at a time."""

    def __init__(self, song: Path, base: Path) -> None:
        """AudioFileError or CacheError if one of them cannot be read."""
        with ExitStack() as opened:
            self._song = opened.enter_context(closing(open_source(song)))
            self._base = opened.enter_context(closing(StemReader(base)))
            self._opened = opened.pop_all()

    @property
    def entry(self) -> Entry:
        """What is painted on."""
        return self._base.entry

    @property
    def stems(self) -> tuple[StemName, ...]:
        """All stems; the last is the song minus the others."""
        return self._base.entry.stems

    def cell(self, cell: int, strokes: Sequence[Stroke]) -> Stems:
        """The stored stems (stored, n, 2) of a cell; the last cell may be shorter.

        What no stroke reaches is what the base has, bit for bit. A cell depends on the base and
        the strokes alone, so that cells made in any order join without a seam.
        """
        start = cell * CELL
        count = min(CELL, self.entry.frames - start)
        reaching = [each for each in strokes if cell in cells_of(each, self.entry.frames)]
        if not reaching:
            return self._base.read(start, count)
        around = self._base.read(start - _LEAD, CELL + 2 * _LEAD)
        stored = around[:, _LEAD : _LEAD + count].copy()
        numbers = frames_of_cell(cell)
        routing = Routing(self.stems, reaching, numbers.start, len(numbers))
        taken = {stem: _spectra(self._stem(stem, start, around)) for stem in routing.sources}
        for stem, change in routing.changes(taken).items():
            if stem < len(stored):
                stored[stem] += _sound(change)[:count]
        return stored

    def all_stems(self, cell: int, strokes: Sequence[Stroke]) -> Stems:
        """All stems (stems, CELL, 2) of a cell, the last too; silence where there is no song."""
        out = np.zeros((len(self.stems), CELL, CHANNELS), np.float32)
        if 0 <= cell < self.entry.cells:
            stored = self.cell(cell, strokes)
            count = stored.shape[1]
            out[:-1, :count] = stored
            out[-1, :count] = self._song.read(cell * CELL, count) - stored.sum(axis=0)
        return out

    def close(self) -> None:
        """Close all files."""
        self._opened.close()

    def _stem(self, stem: int, start: Frames, stored: Stems) -> NDArray[np.float32]:
        """One stem (n, 2) of a cell with what its spectra see around it."""
        if stem < len(stored):
            brought: NDArray[np.float32] = stored[stem]
            return brought
        mix = np.zeros(stored.shape[1:], np.float32)
        first = max(0, start - _LEAD)
        stop = min(self.entry.frames, start - _LEAD + len(mix))
        mix[first - start + _LEAD : stop - start + _LEAD] = self._song.read(first, stop - first)
        rest: NDArray[np.float32] = mix - stored.sum(axis=0, dtype=np.float32)
        return rest


def _spectra(sound: NDArray[np.float32]) -> Spectrum:
    """Spectra (frames, 2, BINS) of sound (n, 2), from its first sample on."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW, axis=0)[::HOP]
    return spectra(np.ascontiguousarray(frames))


def _sound(change: Spectrum) -> NDArray[np.float32]:
    """The sound (CELL, 2) of a cell from all spectra that have a share in it."""
    pieces = sounds(change)  # (frames, 2, WINDOW)
    out = np.zeros((CHANNELS, (len(pieces) + OVERLAP - 1) * HOP), np.float32)
    for number, piece in enumerate(pieces):
        out[:, number * HOP : number * HOP + WINDOW] += piece
    return np.ascontiguousarray(out[:, _LEAD : _LEAD + CELL].T)
