"""Takes mixed with the song: read ahead by its deck, added before anything stretches the sound."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.errors import MinusOneError
from player.base.units import CHANNELS, Frames, Pcm
from player.decoder import AudioSource, open_source
from player.engine.fades import CrossFade
from player.engine.mixer import RAMP, Mixer
from player.engine.protocol import TakePart

Places = tuple[tuple[object, Frames], ...]


class Takes:
    """Some takes of one song, in blocks of `size` frames.

    The deck's thread reads, whoever renders looks up; other files are another object.
    """

    def __init__(self, parts: Sequence[TakePart] = (), size: Frames = 1) -> None:
        self.parts = tuple(parts)
        self._size = size
        self._blocks: dict[int, NDArray[np.float32]] = {}
        self._sources: list[AudioSource | None] | None = None

    def __len__(self) -> int:
        return len(self.parts)

    @property
    def places(self) -> Places:
        """Which files, and where in the song: what two sets must share to sound alike."""
        return tuple((each.file, each.start) for each in self.parts)

    def has(self, index: int) -> bool:
        """Whether this block is read, or there is nothing to read."""
        return not self.parts or index in self._blocks

    def sound(self, position: Frames, count: Frames) -> NDArray[np.float32]:
        """Each take's frames from here in the song, shape (takes, count, 2); silent if not read."""
        out = np.zeros((len(self.parts), count, CHANNELS), np.float32)
        done = 0
        while done < count:
            index, offset = divmod(position + done, self._size)
            piece = min(self._size - offset, count - done)
            block = self._blocks.get(index)
            if block is not None:
                out[:, done : done + piece] = block[:, offset : offset + piece]
            done += piece
        return out

    def factors(self, volume: float) -> NDArray[np.float32]:
        """What a mixer multiplies them with: nothing of a song, then each take's gains."""
        gains = [(0.0, 0.0), *((each.left, each.right) for each in self.parts)]
        return np.array(gains, np.float32) * np.float32(volume)

    # -- on the deck's thread

    def read(self, indices: Sequence[int]) -> bool:
        """Read the first of these blocks that is not there; whether there was one."""
        if not self.parts:
            return False
        wanted = next((each for each in indices if each not in self._blocks), None)
        if wanted is None:
            return False
        if self._sources is None:
            self._sources = [_opened(each) for each in self.parts]
        self._blocks[wanted] = np.stack(
            [
                _read(source, wanted * self._size - part.start, self._size)
                for source, part in zip(self._sources, self.parts, strict=True)
            ]
        )
        return True

    def forget(self, indices: Sequence[int]) -> None:
        """Keep these blocks, and what lies between them."""
        first, last = min(indices, default=0) - 1, max(indices, default=0)
        for index in [each for each in self._blocks if not first <= each <= last]:
            del self._blocks[index]

    def close(self) -> None:
        """Let go of the files; what was read stays."""
        for source in self._sources or ():
            if source is not None:
                source.close()
        self._sources = [None for _ in self.parts]


NO_TAKES = Takes()


class TakeMixer:
    """A playhead's takes: their gains ramp, and other takes come and go in a fade."""

    def __init__(self) -> None:
        self._takes = NO_TAKES
        self._begun = False
        self._mixer = Mixer()
        self._cross = CrossFade()

    @property
    def sounding(self) -> bool:
        """Whether something may be added to the song."""
        return bool(len(self._takes)) or not self._cross.over

    def add(self, out: Pcm, takes: Takes, position: Frames, volume: float) -> None:
        """Add to `out` (n, 2) what the takes sound like from here; nothing if there are none."""
        if takes is not self._takes:
            self._change(takes, position)
        self._begun = True
        if not self.sounding:
            return
        self._mixer.aim(takes.factors(volume))
        if self._mixer.fresh:
            self._mixer.jump()
        sound = self._mixed(position, len(out))
        self._cross.apply(sound)
        out += sound

    def _change(self, takes: Takes, position: Frames) -> None:
        if self._begun and self._takes.places != takes.places:
            tail = self._mixed(position, RAMP)
            self._cross.apply(tail)
            self._cross.begin(tail)
            self._mixer = Mixer()
        self._takes = takes

    def _mixed(self, position: Frames, count: Frames) -> Pcm:
        nothing = np.zeros((count, CHANNELS), np.float32)
        return self._mixer.mix(nothing, self._takes.sound(position, count))


class WholeTakes:
    """Takes of a song that is not played but written; they need not be read ahead."""

    def __init__(self, parts: Sequence[TakePart], volume: float) -> None:
        """`volume`: the song's own gain, and the mix's. MinusOneError if one cannot be read."""
        self._parts = [(open_source(each.file), each) for each in parts]
        self._volume = np.float32(volume)

    def __len__(self) -> int:
        return len(self._parts)

    def add(self, out: Pcm, position: Frames) -> None:
        """Add to `out` (n, 2) what they sound like from here in the song."""
        for source, part in self._parts:
            gains = np.array((part.left, part.right), np.float32) * self._volume
            out += source.read(position - part.start, len(out)) * gains

    def close(self) -> None:
        """Let go of the files."""
        for source, _ in self._parts:
            source.close()


def _opened(part: TakePart) -> AudioSource | None:
    """None where the file cannot be read: the song plays on without this take."""
    try:
        return open_source(part.file)
    except MinusOneError:
        return None


def _read(source: AudioSource | None, start: Frames, count: Frames) -> Pcm:
    if source is None:
        return np.zeros((count, CHANNELS), np.float32)
    try:
        return source.read(start, count)
    except MinusOneError:
        return np.zeros((count, CHANNELS), np.float32)
