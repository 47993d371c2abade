"""The sound around a playhead, from the blocks that its deck keeps ready."""

from collections.abc import Iterator

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm, StemName
from player.base.values import dataclass
from player.engine.deck import AHEAD, BLOCK, Block, Deck
from player.engine.live.frame import REACH
from player.engine.live.spectra import HOP, WINDOW
from player.engine.live.stage import Parts
from player.stemfile.cell_map import CellState

KEPT = WINDOW + REACH * HOP
"""Frames of a song that the one after it is given as its past."""
_NARROW = 0.003
"""Difference between the channels, of the loudest sample, below which sound has no sides."""
_NO_PAST: Pcm = np.zeros((0, CHANNELS), np.float32)


@dataclass(frozen=True)
class StemSet:
    """Which stems are heard: their attachment, how good they are, and all their names."""

    take: int
    state: CellState
    names: tuple[StemName, ...]

    @classmethod
    def of(cls, block: Block) -> "StemSet":
        """The stems of a block that has some."""
        return cls(block.take, block.state, block.names)

    def found_in(self, block: Block | None, *, exactly: bool = False) -> Parts | None:
        """These stems in a block, or else others of the same attachment."""
        each = () if block is None else (block, block.before)
        kept = [b for b in each if b is not None and b.take == self.take and b.stems is not None]
        same = [b.stems for b in kept if b.state == self.state]
        others = [] if exactly else [b.stems for b in kept]
        return next(iter(same + others), None)


class DeckAround:
    """A song's deck, and what is heard before and after the song (see `Around`)."""

    def __init__(self, deck: Deck, past: Pcm = _NO_PAST) -> None:
        """`past`: the end of the song that this one follows without a gap."""
        self.deck = deck
        self.following: Deck | None = None
        """The song that follows without a gap."""
        self._past = past
        self._place = 0
        self._held: Block | None = None
        self._wide: dict[int, bool] = {}

    def enter(self, index: int, block: Block) -> None:
        """The playhead is in this block, as it is heard there."""
        self._place, self._held = index, block

    def then(self, following: Deck) -> "DeckAround":
        """What is around the beginning of the next song."""
        length = self.deck.length or 0
        return DeckAround(following, self.mix(length - KEPT, length)[0])

    def mix(self, start: Frames, stop: Frames) -> tuple[Pcm, bool]:
        """The song, from its past to what follows."""
        out = np.zeros((stop - start, CHANNELS), np.float32)
        length, first = self.deck.length, self.deck.song.start
        end = stop if length is None else min(stop, length)
        whole = self._fill(self.deck, out, start, max(start, first), end)
        began = first - len(self._past)
        begin, until = max(start, began), min(stop, first)
        if begin < until:
            out[begin - start : until - start] = self._past[begin - began : until - began]
        if length is not None and stop > length and self.following is not None:
            shift = self.following.song.start - length
            begin = max(start, length)
            whole &= self._fill(self.following, out, start + shift, begin + shift, stop + shift)
        return out, whole

    def stems(self, wanted: StemSet, start: Frames, stop: Frames) -> Parts:
        """These stems, silence where there are none."""
        out = np.zeros((len(wanted.names) - 1, stop - start, CHANNELS), np.float32)
        for index, begin, end in _pieces(max(start, 0), stop):
            found = wanted.found_in(self._block(index))
            if found is not None:
                place = index * BLOCK
                out[:, begin - start : end - start] = found[:, begin - place : end - place]
        return out

    def has(self, wanted: StemSet, start: Frames, stop: Frames) -> bool:
        """Whether exactly these stems are there."""
        blocks = (self._block(index) for index, _, _ in _pieces(start, stop))
        return all(wanted.found_in(block, exactly=True) is not None for block in blocks)

    @property
    def wide(self) -> bool:
        """Whether any block that is ready has other sound on the left than on the right."""
        return any(self._is_wide(index) for index in range(self._place, self._place + AHEAD))

    def _is_wide(self, index: int) -> bool:
        block = self._block(index)
        if index not in self._wide and block is not None:
            apart = float(np.abs(block.mix[:, 0] - block.mix[:, 1]).max())
            if len(self._wide) > 2 * AHEAD:
                self._wide.clear()
            self._wide[index] = apart > _NARROW * max(float(np.abs(block.mix).max()), 1e-4)
        return self._wide.get(index, False)

    def _block(self, index: int) -> Block | None:
        return self._held if index == self._place and self._held else self.deck.block(index)

    def _fill(self, deck: Deck, out: Pcm, origin: Frames, start: Frames, stop: Frames) -> bool:
        """Copy a deck's sound; False if some of what lies ahead is missing."""
        whole = True
        for index, begin, end in _pieces(max(start, 0), stop):
            block = self._block(index) if deck is self.deck else deck.block(index)
            if block is not None:
                place = index * BLOCK
                out[begin - origin : end - origin] = block.mix[begin - place : end - place]
            elif deck is not self.deck or index > self._place:
                whole = False
        return whole


def _pieces(start: Frames, stop: Frames) -> Iterator[tuple[int, Frames, Frames]]:
    """Blocks from `start` to `stop`, and which frames of each."""
    for index in range(start // BLOCK, -(-stop // BLOCK) if start < stop else 0):
        yield index, max(start, index * BLOCK), min(stop, (index + 1) * BLOCK)
