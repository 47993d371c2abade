"""Makes the peaks of a song's lanes cell by cell, as its stems come, and keeps them."""

from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL, MIX, Frames, SongKey, StemName, cells
from player.core.practice.lane import Lane, LaneSet
from player.core.practice.peak_store import PeakStore
from player.core.practice.peaks import Columns, Peaks, bin_count
from player.decoder.opening import open_source
from player.stemfile.cell_map import CellState
from player.stemfile.entry import load_entry
from player.stemfile.reader import StemReader

_SONG = "song"
_NONE = LaneSet()

Sounds = NDArray[np.float32]
"""Of several lanes, (lanes, frames, 2)."""


class LaneSound:
    """A song and its stems, as they lie on disk. MinusOneError if they cannot be read."""

    def __init__(self, path: Path, stems: Path | None) -> None:
        """`stems`: their folder; None for the song alone."""
        with ExitStack() as files:
            self._source = open_source(path)
            files.callback(self._source.close)
            self.length: Frames = self._source.frames or 0
            self.folder = stems
            self.reader = None if stems is None else StemReader(stems)
            if self.reader is not None:
                files.callback(self.reader.close)
            self._files = files.pop_all()

    @property
    def stems(self) -> tuple[StemName, ...]:
        """All stems; () for the song alone."""
        return () if self.reader is None else self.reader.entry.stems

    def song(self, start: Frames, count: Frames) -> Sounds:
        """The whole song as the only lane; silence outside."""
        return self._source.read(start, count)[np.newaxis]

    def parts(self, song: Sounds, start: Frames) -> Sounds:
        """The stems where `song` is; the last one is what the others leave of it."""
        if self.reader is None:
            return song[:0]
        stored = self.reader.read(start, song.shape[1])
        return np.concatenate([stored, song - stored.sum(0)])

    def close(self) -> None:
        """Close all files."""
        self._files.close()


class LaneWork:
    """What is still to be done. For one thread."""

    def __init__(
        self, sound: LaneSound, store: PeakStore | None = None, key: SongKey | None = None
    ) -> None:
        """`store`, `key`: where peaks are kept; None for nowhere."""
        self._sound = sound
        self._kept = None if store is None or key is None else (store, key)
        count = cells(sound.length)
        known = self._load(self._source, sound.stems) if sound.stems else None
        self._stems = _lanes(sound.stems, sound.length, known)
        self._seen = np.full(count, CellState.MISSING if known is None else CellState.FINAL)
        """The state that each cell of the stems was read in."""
        self._stems_kept = known is not None
        known = None if self._stems_kept else self._load(_SONG, (MIX,))
        self._song = _lanes((MIX,), sound.length, known)
        self._song_left = np.full(count, known is None and not self._stems_kept)
        self._song_kept = known is not None or self._stems_kept
        self._song_set = LaneSet(sound.length, self._song, self._song[0].peaks)
        self._stem_set = LaneSet(sound.length, self._stems, self._song[0].peaks, self._seen)

    @property
    def lanes(self) -> LaneSet:
        """The stems' once there is something of them, else the song's; none while nothing is."""
        if self._seen.any():
            return self._stem_set
        return _NONE if self._song_left.size and self._song_left.all() else self._song_set

    def next(self) -> int | None:
        """The cell to make next: one of which there are stems, else one of the song."""
        for left in (self._fresh(), self._song_left):
            if left.any():
                return int(left.argmax())
        return None

    def make(self, cell: int) -> None:
        """Read a cell and take its peaks."""
        start = cell * CELL
        song = self._sound.song(start, min(CELL, self._sound.length - start))
        if self._song_left[cell]:
            self._put(self._song, song, start)
            self._song_left[cell] = False
        states = self._states()
        if states[cell] > self._seen[cell]:
            self._put(self._stems, self._sound.parts(song, start), start)
            self._seen[cell] = states[cell]

    def keep(self) -> None:
        """Keep what is whole by now, if that is not done yet."""
        if not self._song_kept and not self._song_left.any():
            self._song_kept = True
            self._save(_SONG, self._song)
        if not self._stems_kept and (self._seen == CellState.FINAL).all():
            folder = self._sound.folder
            entry = None if folder is None else load_entry(folder)
            if entry is not None and entry.complete:  # else it may still be changed
                self._stems_kept = True
                self._save(self._source, self._stems)

    def samples(self, start: Frames, count: Frames) -> Sounds:
        """What `lanes` are of."""
        song = self._sound.song(start, count)
        return self._sound.parts(song, start) if self._seen.any() else song

    @property
    def _source(self) -> str:
        return "" if self._sound.folder is None else self._sound.folder.name

    def _states(self) -> NDArray[np.int64]:
        reader = self._sound.reader
        states = b"" if reader is None else reader.states()
        found = np.zeros(len(self._seen), np.int64)
        found[: len(states)] = np.frombuffer(states, np.uint8)[: len(found)]
        return found

    def _fresh(self) -> NDArray[np.bool_]:
        return self._states() > self._seen

    def _put(self, lanes: tuple[Lane, ...], sounds: Sounds, start: Frames) -> None:
        for lane, sound in zip(lanes, sounds, strict=True):
            lane.peaks.put(start, sound)

    def _load(self, source: str, stems: tuple[StemName, ...]) -> Columns | None:
        if self._kept is None:
            return None
        store, key = self._kept
        return store.load(key, source, (len(stems), 2, bin_count(self._sound.length)))

    def _save(self, source: str, lanes: tuple[Lane, ...]) -> None:
        if self._kept is not None:
            store, key = self._kept
            store.save(key, source, np.stack([lane.peaks.finest for lane in lanes]))


def _lanes(stems: tuple[StemName, ...], length: Frames, known: Columns | None) -> tuple[Lane, ...]:
    finest: list[Columns | None] = [None] * len(stems) if known is None else list(known)
    return tuple(Lane(stem, Peaks(length, each)) for stem, each in zip(stems, finest, strict=True))
