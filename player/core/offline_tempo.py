"""A whole song at another tempo or key, made without playing it: the same as is heard live."""

from collections.abc import Iterator

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.core.offline_mix import OfflineMix
from player.engine.stretch.route import Route
from player.engine.stretch.tape import Piece
from player.engine.tempo import Tempo

BLOCK: Frames = 1 << 16


class OfflineTempo:
    """Goes through a song once. The song stays the caller's."""

    def __init__(self, song: OfflineMix, tempo: Tempo) -> None:
        self._song = song
        self._route = Route()
        self._route.set(tempo)
        self._ahead = np.zeros((0, CHANNELS), np.float32)
        self._place: Frames = 0

    @property
    def raised(self) -> bool:
        """Whether the sound may be louder than the song's own."""
        return self._song.raised or self._route.stretching > 0

    def blocks(self) -> Iterator[Pcm]:
        """The song from its start to its end: arrays (n, 2)."""
        while True:
            out = np.zeros((BLOCK, CHANNELS), np.float32)
            count = self._route.read(out, self._pull)
            if not count:
                return
            yield out[:count]

    def _pull(self, out: Pcm) -> Piece:
        done = 0
        while done < len(out):
            if not len(self._ahead) and not self._read_on():
                break
            part = self._ahead[: len(out) - done]
            out[done : done + len(part)] = part
            self._ahead = self._ahead[len(part) :]
            done += len(part)
        return Piece(done, over=done < len(out))

    def _read_on(self) -> bool:
        stop = min(self._place + BLOCK, self._song.length)
        if stop > self._place:
            self._ahead = self._song.read(self._place, stop)
            self._place = stop
        return len(self._ahead) > 0
