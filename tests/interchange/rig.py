"""A small song made of known stems, as other programs would leave them behind."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm, StemName
from player.stemfile.entry import Entry
from player.stems.cache import StemCache
from player.stems.keys import KeyStore
from tests.stemfile.entries import write_all

FRAMES = 6 * SAMPLE_RATE + 1_234
Stems = dict[str, Pcm]


@dataclass
class Desk:
    """A folder to work in, with a cache and a store of keys."""

    root: Path
    cache: StemCache
    keys: KeyStore

    def song(self, stems: Mapping[str, Pcm], name: str = "song.wav") -> Path:
        """The sum of the stems as a 16-bit file."""
        return write(self.root / name, sum_of(stems))

    def folder(self, stems: Mapping[str, Pcm], ending: str = "wav") -> Path:
        """A folder with a file for each stem."""
        folder = self.root / "stems from elsewhere"
        folder.mkdir()
        for name, sound in stems.items():
            write(folder / f"{name}.{ending}", sound)
        return folder

    def entry(self, stems: Mapping[str, Pcm]) -> Path:
        """A finished cache entry with these stems."""
        entry = Entry(FRAMES, tuple(StemName(name) for name in stems), "test")
        folder = self.root / "entry"
        with closing(write_all(folder, entry, np.stack(list(stems.values())[:-1]))) as writer:
            writer.finish()
        return folder

    def left_over(self) -> list[str]:
        """The names of all entries in the cache."""
        return [folder.name for song in self.cache.root.glob("*") for folder in song.glob("*")]


def desk(root: Path) -> Iterator[Desk]:
    """An empty one."""
    with closing(KeyStore(root / "keys.sqlite")) as keys:
        yield Desk(root, StemCache(root / "cache", 10**9), keys)


def stems(*names: str, seed: int = 0, frames: int = FRAMES) -> Stems:
    """Noise of different colours, swelling at different times; kept exactly by 16-bit files."""
    random = np.random.default_rng(seed)
    made = {}
    for number, name in enumerate(names):
        noise = random.standard_normal((frames, 2))
        noise += np.roll(noise, 2 * number + 1, axis=0)
        swell = 1 + 0.9 * np.sin(np.arange(frames) / (7_000 + 3_000 * number))[:, np.newaxis]
        numbers = 2 * np.rint(500 * noise * swell / (1 + number % 3))
        made[name] = (numbers / 32_768).astype(np.float32)
    return made


def sum_of(stems: Mapping[str, Pcm]) -> Pcm:
    """The song."""
    total: Pcm = np.sum(list(stems.values()), axis=0, dtype=np.float32)
    return total


def mellow(sound: Pcm) -> Pcm:
    """Without its treble, as music is: what lossy codecs are made for."""
    soft: Pcm = soxr.resample(soxr.resample(sound, 8, 1, "VHQ"), 1, 8, "VHQ")
    return np.resize(soft, sound.shape)


def shifted(sound: Pcm, by: int) -> Pcm:
    """The same, so many frames later, with silence before."""
    out = np.zeros_like(sound)
    if by >= 0:
        out[by:] = sound[: len(sound) - by]
    else:
        out[:by] = sound[-by:]
    return out


def write(path: Path, sound: Pcm, rate: int = SAMPLE_RATE) -> Path:
    """As the ending says; WAV and FLAC with 16 bits."""
    soundfile.write(path, sound, rate)
    return path


def decoded(path: Path, stream: int) -> NDArray[np.float64]:
    """A stream as FFmpeg decodes it in one go, (frames, 2), whole 16-bit numbers or ±1."""
    with av.open(str(path)) as container:
        parts = [frame.to_ndarray() for frame in container.decode(audio=stream)]
        length = container.streams.audio[stream].duration
    return np.concatenate(parts, axis=1).T.astype(np.float64)[:length]


def pcm(sound: Pcm) -> NDArray[np.float64]:
    """Whole 16-bit numbers."""
    return np.rint(sound.astype(np.float64) * 32_768)
