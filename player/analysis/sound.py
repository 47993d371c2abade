"""The song as it is analysed: mono at half the rate, piece by piece, with its stems."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import numpy as np
import soxr
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.base.values import dataclass
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.stemfile.reader import StemReader

RATE = SAMPLE_RATE // 2
"""Samples a second."""
Mono: TypeAlias = NDArray[np.float32]
"""Sound: float32, shape (samples,), at `RATE`."""

_PIECE: Frames = 10 * SAMPLE_RATE
VOCALS, DRUMS, BASS = "vocals", "drums", "bass"


@dataclass(frozen=True)
class Piece:
    """A few seconds of the song; all parts are equally long."""

    mix: Mono
    drums: Mono | None
    bass: Mono | None
    tonal: Mono
    """The song without what is known of its vocals and drums."""


class Song:
    """Reads a song through once; AudioFileError as its file says, here and while it is read."""

    def __init__(self, path: Path, stems: Path | None) -> None:
        """`stems`: a finished entry of the stem cache; one that cannot be read is done without."""
        self._open = ExitStack()
        self._source: AudioSource = open_source(path)
        self._open.callback(self._source.close)
        self.frames: Frames = self._source.frames or 0
        self._reader = None if stems is None else self._read_stems(stems)

    @property
    def stems(self) -> tuple[str, ...]:
        """Those that are used, by name."""
        names = () if self._reader is None else self._reader.entry.stems
        return tuple(str(name) for name in names if name in (VOCALS, DRUMS, BASS))

    def pieces(self) -> Iterator[Piece]:
        """The song from its start to its end."""
        halved = {name: soxr.ResampleStream(SAMPLE_RATE, RATE, 1) for name in ("mix", *self.stems)}
        for start in range(0, self.frames, _PIECE):
            count = min(_PIECE, self.frames - start)
            last = start + count == self.frames
            mix = self._source.read(start, count)
            tracks = {"mix": _mono(mix), **self._tracks(mix, start)}
            at_rate = {
                name: each.resample_chunk(tracks[name], last) for name, each in halved.items()
            }
            tonal = at_rate["mix"].copy()
            for name in (VOCALS, DRUMS):
                if name in at_rate:
                    tonal -= at_rate[name]
            yield Piece(at_rate["mix"], at_rate.get(DRUMS), at_rate.get(BASS), tonal)

    def close(self) -> None:
        """Close all files."""
        self._open.close()

    def _read_stems(self, folder: Path) -> StemReader | None:
        try:
            reader = StemReader(folder)
        except CacheError:
            return None
        self._open.callback(reader.close)
        return reader if reader.entry.complete and reader.entry.frames == self.frames else None

    def _tracks(self, mix: Pcm, start: Frames) -> dict[str, Mono]:
        """The stems by name; the last is what the others leave of the mix."""
        if self._reader is None:
            return {}
        entry = self._reader.entry
        stored = self._reader.read(start, len(mix))
        tracks = {str(name): _mono(stem) for name, stem in zip(entry.stored, stored, strict=True)}
        tracks[str(entry.stems[-1])] = _mono(mix - stored.sum(axis=0))
        return tracks


def _mono(pcm: Pcm) -> Mono:
    mono: Mono = np.ascontiguousarray(pcm.mean(axis=1, dtype=np.float32))
    return mono
