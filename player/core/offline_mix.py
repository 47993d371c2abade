"""A song as it is heard through mix and live filters, made without playing it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.decoder.opening import open_source
from player.engine.live.chain import Chain
from player.engine.live.kinds import LiveFilter
from player.engine.live.stage import LiveStage, Parts
from player.engine.live.whole import WholeSong
from player.engine.mixer import Mixer, factors
from player.engine.protocol import Mix, Section, TakePart
from player.engine.sections import SongSections
from player.engine.takes import WholeTakes
from player.stemfile.reader import StemReader


class OfflineMix:
    """Not for two threads. MinusOneError if the file cannot be read."""

    def __init__(
        self,
        file: Path,
        mix: Mix,
        filters: Sequence[LiveFilter] = (),
        stems: StemReader | None = None,
        gain: float = 1.0,
        sections: tuple[Section, ...] = (),
        takes: Sequence[TakePart] = (),
    ) -> None:
        """`stems`: None plays the original, and they stay the caller's; `gain`: the song's own."""
        self._source = open_source(file)
        self.length: Frames = self._source.frames or 0
        self._read = stems.read if stems is not None else _no_stems
        self._chain = Chain(filters)
        self._live = LiveStage(WholeSong(self.length, self._source.read, self._read))
        self._names = stems.entry.stems if stems is not None else ()
        self._mix, self._gain = mix, np.float32(gain)
        self._sections = SongSections(sections)
        self._takes = WholeTakes(takes, mix.volume * gain)
        self._mixer = Mixer()
        self._place: Frames = 0
        """Where the mixer's gains belong to: elsewhere there is nothing to ramp from."""
        self._aim(0)
        self._mixer.jump()

    @property
    def raised(self) -> bool:
        """Whether the sound may be louder than the song's own."""
        more = len(self._takes) > 0 or not self._chain.neutral
        return self._mixer.raised or self._sections.raised or more

    def read(self, start: Frames, stop: Frames) -> Pcm:
        """The sound from start to stop, which lie within the song: (stop - start, 2)."""
        first, count = start, stop - start
        mix, parts = self._source.read(start, count), self._read(start, count)
        if not self._chain.neutral:
            mix = mix + self._live.mix(self._chain, start, stop)
            parts = parts + self._live.stems(self._chain, None, start, stop)
        out = np.empty_like(mix)
        while start < stop:
            piece = self._sections.until_edge(start, stop - start)
            self._aim(start)
            if start != self._place:
                self._mixer.jump()
            at = count - (stop - start)
            held = slice(at, at + piece)
            out[held] = self._mixer.mix(mix[held], parts[:, held])
            start = self._place = start + piece
        self._takes.add(out, first)
        return out

    def _aim(self, position: Frames) -> None:
        """Ramp to what is to be heard from here on."""
        mix = replace(self._mix, levels=self._sections.at(position))
        present = bool(self._names)
        self._mixer.aim(factors(mix, self._names, present=present) * self._gain)

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()
        self._takes.close()


def _no_stems(_start: Frames, count: Frames) -> Parts:
    return np.zeros((0, count, CHANNELS), np.float32)
