"""Live filters over a whole song at once, as it is rendered to a file."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.engine.live.stage import Parts

_BLOCK = 1 << 15

Read = Callable[[Frames, Frames], Parts]
"""From a start and a count within the song to sounds (sounds, count, 2)."""


class WholeSong:
    """Everything is there, and nothing before its beginning and after its end (see `Around`)."""

    def __init__(self, length: Frames, mix: Callable[[Frames, Frames], Pcm], stems: Read) -> None:
        self._length = length
        self._mix = lru_cache(4)(lambda index: self._block(lambda *at: mix(*at)[np.newaxis], index))
        self._stems = lru_cache(4)(lambda index: self._block(stems, index))

    wide = True

    def mix(self, start: Frames, stop: Frames) -> tuple[Pcm, bool]:
        """The song, with silence around it."""
        return self._gather(self._mix, start, stop)[0], True

    def stems(self, _wanted: object, start: Frames, stop: Frames) -> Parts:
        """Its stored stems, of which there is one set."""
        return self._gather(self._stems, start, stop)

    def _block(self, read: Read, index: int) -> Parts:
        start = index * _BLOCK
        return read(start, min(_BLOCK, self._length - start))

    def _gather(self, block: Callable[[int], Parts], start: Frames, stop: Frames) -> Parts:
        inside = range(max(start, 0) // _BLOCK, -(-min(stop, self._length) // _BLOCK))
        found = [(index * _BLOCK, block(index)) for index in inside]
        count = len(found[0][1]) if found else len(block(0))
        out = np.zeros((count, stop - start, CHANNELS), np.float32)
        for place, sound in found:
            begin, end = max(start, place), min(stop, place + sound.shape[1])
            if begin < end:
                out[:, begin - start : end - start] = sound[:, begin - place : end - place]
        return out
