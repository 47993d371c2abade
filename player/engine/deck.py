"""One song on its way to the mixer: opened, decoded ahead of the playhead, joined by its stems.

A deck's own thread does everything that can take time; the audio callback only looks up blocks.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.errors import CacheError, MinusOneError
from player.base.units import Frames, Pcm, StemName
from player.base.values import dataclass
from player.decoder import AudioSource, open_source
from player.decoder.stream import StreamSource
from player.engine.protocol import Event, Loaded, Song, SongFailed, StemsFailed, TakePart
from player.engine.takes import NO_TAKES, Takes
from player.stemfile.cell_map import CellState
from player.stemfile.reader import StemReader

BLOCK = 4_096
AHEAD = 24
"""Blocks kept ready in front of each playhead: 2.2 s."""
RESERVE = 10
"""Blocks of a stream that must have arrived before it starts: 0.9 s."""
POLL = 0.01
"""Seconds between looks at the map of stems that are being made."""
BREATH = 0.002
"""Seconds between two steps of decoding that nobody waits for."""


@dataclass(frozen=True)
class Block:
    """4,096 frames of a song. The stems are (stored stems, 4096, 2), or None if not made yet."""

    mix: Pcm
    stems: NDArray[np.float32] | None = None
    state: CellState = CellState.MISSING
    names: tuple[StemName, ...] = ()
    """All stems of the song, the one that is not stored last."""
    take: int = 0
    """Which attachment the stems come from; other stems have another number."""
    before: "Block | None" = None
    """The stems that these replace, to fade from."""

    @property
    def version(self) -> tuple[int, CellState]:
        """Blocks of another version sound otherwise with the same mix."""
        return self.take, self.state


class Deck:
    """A song being played. `block` may be called on any thread and never waits."""

    def __init__(
        self, song: Song, tell: Callable[[Event], None], spool: Path | None = None
    ) -> None:
        """`spool`: where decoders may keep what they cannot decode twice alike."""
        self.song = song
        self._spool = spool
        self._stream: StreamSource | None = None
        self.length: Frames | None = None
        self.loaded = False
        self.failed = False
        self.stems: tuple[StemName, ...] = ()
        self.takes = NO_TAKES
        """What sounds with it; the next ones replace them when they are read."""
        self._next_takes: Takes | None = None
        self._tell = tell
        self._blocks: dict[int, Block] = {}
        self._focus: tuple[Frames, ...] = (song.start,)
        self._folder: Path | None = None
        self._folder_changed = False
        self._reader: StemReader | None = None
        self._take = 0
        self._wake = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=f"deck {song.token}", daemon=True)
        self._thread.start()

    def focus(self, *positions: Frames) -> None:
        """Keep the surroundings of these frames ready; the first is the most urgent."""
        moved = [p // BLOCK for p in positions] != [p // BLOCK for p in self._focus]
        self._focus = positions
        if moved:
            self._wake.set()

    def block(self, index: int) -> Block | None:
        """Block `index`, if it is there."""
        return self._blocks.get(index)

    def ready(self, position: Frames) -> bool:
        """Whether sound can start at this frame."""
        if not self.loaded:
            return False
        if self.length is not None and position >= self.length:
            return True
        first = position // BLOCK
        last = RESERVE + first if self.length is None else min(first + 2, self._blocks_in_all)
        takes = self._next_takes or self.takes
        return all(index in self._blocks and takes.has(index) for index in range(first, last))

    @property
    def _blocks_in_all(self) -> int:
        return -(-(self.length or 0) // BLOCK)

    @property
    def live(self) -> Frames | None:
        """Where a stream is now; None for a song."""
        return self._stream.live if self._stream is not None else None

    @property
    def attaching(self) -> bool:
        """Whether stems or takes are about to be attached."""
        return self._folder_changed or self._next_takes is not None

    def attach(self, folder: Path | None, *, anew: bool = False) -> None:
        """Use the stems in `folder` from now on; `anew`: as they are now."""
        if anew or folder != self._folder or self._reader is None:
            self._folder, self._folder_changed = folder, True
            self._wake.set()

    def set_takes(self, parts: tuple[TakePart, ...]) -> None:
        """Have these sound with the song, as soon as they are read."""
        self._next_takes = Takes(parts, BLOCK)
        self._wake.set()

    def close(self) -> None:
        """Let go of the file soon; does not wait."""
        self._closed = True
        self._wake.set()

    def _run(self) -> None:
        try:
            source = open_source(self.song.location, self._spool)
        except MinusOneError as error:
            self._fail(error)
            return
        try:
            if isinstance(source, StreamSource):
                self._stream = source
            self.length = _end(source.frames, self.song.stop)
            self.loaded = True
            self._tell(Loaded(self.song.token, self.length, source.info.warning))
            while not self._closed:
                self._work(source)
        except MinusOneError as error:
            self._fail(error)
        finally:
            source.close()
            self.takes.close()
            self._detach()

    def _work(self, source: AudioSource) -> None:
        if self._folder_changed:
            self._reattach()
        if self._reader is not None:
            self._reader.states()
        wanted = self._window()
        self._forget(wanted)
        self.takes.forget(wanted)
        index = next((i for i in wanted if self._wants(i)), None)
        urgent = wanted[: 2 * len(self._focus)]
        if index not in urgent and self._read_takes(urgent):
            return
        if index is not None:
            self._blocks[index] = self._read(source, index)
            return
        if self._read_takes(wanted):
            return
        if source.advance():
            self._wake.wait(BREATH)
            return
        waiting = self._reader is not None and self._reader.waiting
        self._wake.wait(POLL if waiting else 0.5)
        self._wake.clear()

    def _read_takes(self, wanted: list[int]) -> bool:
        """Read one block of them; whether there was something to do."""
        coming = self._next_takes
        if coming is not None:
            if coming.read(wanted):
                return True
            old, self.takes = self.takes, coming
            if self._next_takes is coming:
                self._next_takes = None
            old.close()
            return True
        return self.takes.read(wanted)

    def _window(self) -> list[int]:
        indices: dict[int, None] = {}
        for step in range(AHEAD):
            for position in self._focus:
                index = position // BLOCK + step
                if self.length is None or index < self._blocks_in_all:
                    indices[index] = None
        return list(indices)

    def _forget(self, wanted: list[int]) -> None:
        behind = {position // BLOCK - 1 for position in self._focus}
        for index in [i for i in self._blocks if i not in wanted and i not in behind]:
            del self._blocks[index]

    def _wants(self, index: int) -> bool:
        block = self._blocks.get(index)
        if block is None:
            return True
        state = self._stem_state(index)
        better = state > block.state or block.take != self._take
        return state != CellState.MISSING and better

    def _stem_state(self, index: int) -> CellState:
        if self._reader is None:
            return CellState.MISSING
        return self._reader.state(index * BLOCK, BLOCK)

    def _read(self, source: AudioSource, index: int) -> Block:
        old = self._blocks.get(index)
        mix = old.mix if old is not None else _whole_block(source, index * BLOCK)
        state = self._stem_state(index)
        if self._reader is None or state == CellState.MISSING:
            return Block(mix)
        try:
            stems = self._reader.read(index * BLOCK, BLOCK)
        except CacheError as error:
            self._tell(StemsFailed(self.song.token, self._folder or Path(), error.message))
            self._detach()
            return Block(mix)
        before = None if old is None or old.stems is None else replace(old, before=None)
        return Block(mix, stems, state, self.stems, self._take, before)

    def _reattach(self) -> None:
        """Read other stems from now on; blocks keep theirs until they have the new ones."""
        folder = self._folder
        self._detach()
        if folder is not None:
            try:
                self._reader = StemReader(folder)
                self.stems = self._reader.entry.stems
                self._take += 1
            except CacheError as error:
                self._tell(StemsFailed(self.song.token, folder, error.message))
        self._folder_changed = self._folder != folder

    def _detach(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _fail(self, error: MinusOneError) -> None:
        self.failed = True
        self._tell(SongFailed(self.song.token, error.message, error.hint))


def _whole_block(source: AudioSource, start: Frames) -> Pcm:
    """One block; a stream gives it in pieces, as they arrive."""
    sound = source.read(start, BLOCK)
    while len(sound) < BLOCK:
        rest = source.read(start + len(sound), BLOCK - len(sound))
        sound = np.concatenate((sound, rest))
    return sound


def _end(length: Frames | None, stop: Frames | None) -> Frames | None:
    ends = [end for end in (length, stop) if end is not None]
    return min(ends, default=None)
