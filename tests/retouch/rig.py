"""A song of three stems in which a tone of the voice landed in the drums."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.units import CELL, SAMPLE_RATE, SongKey, StemName
from player.retouch.strokes import Kind, Spot, Stroke
from player.stemfile.entry import Entry
from player.stemfile.reader import StemReader
from player.stems.cache import StemCache
from tests.stemfile.entries import write_all

VOCALS, DRUMS, OTHER = STEMS = (StemName("vocals"), StemName("drums"), StemName("other"))
BASE = "model-1"
KEY = SongKey("song")
FRAMES = 5 * CELL + 1_234
TONE = 1_000.0
BEGIN, END = 2.0, 2.6
Stems = NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """A song, the cache with its stems, and how they should have been."""

    song: Path
    cache: StemCache
    truth: Stems
    """All three stems (3, FRAMES, 2)."""
    key: SongKey = KEY

    @property
    def base(self) -> Path:
        return self.cache.folder(self.key, BASE)


def table(root: Path, *, frames: int = FRAMES, harmonics: int = 1) -> Table:
    """Stems that are right but for the tone (with partials), which the voice should have had."""
    truth = np.stack([sine(3_100, frames), sine(210, frames), sine(6_500, frames)])
    time = np.arange(frames) / SAMPLE_RATE
    swell = np.clip(np.minimum(time - BEGIN, END - time) / 0.05, 0, 1)[:, np.newaxis]
    stray = sum(sine(TONE * n, frames) for n in range(1, harmonics + 1)) * swell
    stray = np.asarray(stray, np.float32)
    truth[0] += stray
    made = truth.copy()
    made[0] -= stray
    made[1] += stray
    song = root / "song.wav"
    soundfile.write(song, truth.sum(axis=0), SAMPLE_RATE, subtype="FLOAT")
    cache = StemCache(root / "stems", 10**9)
    folder = cache.folder(KEY, BASE)
    folder.mkdir(parents=True)
    with closing(write_all(folder, Entry(frames, STEMS, BASE), made[:2])) as writer:
        writer.finish()
    return Table(song, cache, truth)


def sine(hertz: float, frames: int) -> NDArray[np.float32]:
    """Both channels, the right one softer."""
    wave = 0.1 * np.sin(2 * np.pi * hertz * np.arange(frames) / SAMPLE_RATE)
    return np.stack([wave, 0.7 * wave], axis=1).astype(np.float32)


def stroke(
    kind: Kind = Kind.BRUSH,
    source: StemName = DRUMS,
    target: StemName = VOCALS,
    *,
    hertz: float = TONE,
    times: tuple[float, float] = (BEGIN - 0.1, END + 0.1),
    harmonics: int = 1,
) -> Stroke:
    """A line along a tone, a third of an octave high."""
    spots = tuple(Spot(time, hertz) for time in np.linspace(*times, 5).tolist())
    return Stroke(kind, spots, source, target, 0.15, 0.2, harmonics=harmonics)


def stored(folder: Path) -> Stems:
    """The stored stems of an entry."""
    with closing(StemReader(folder)) as reader:
        return reader.read(0, reader.entry.frames)


def sdr(found: Stems, truth: Stems) -> float:
    """In decibels."""
    return float(10 * np.log10((truth**2).sum() / ((found - truth) ** 2).sum()))
