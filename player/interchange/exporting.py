"""Writes a song and its stems as a stem file for DJ programs."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import CELL
from player.base.values import dataclass
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.interchange.errors import InterchangeError
from player.interchange.manifest import Manifest, StemLabel
from player.interchange.slots import Slot, slots
from player.interchange.stem_mp4 import CODECS, StemMp4Writer, silent
from player.stemfile.reader import StemReader

_FULL = 32_768  # 16-bit value of amplitude 1.0
_NO_TAGS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    stems: tuple[StemLabel, ...]
    clipped: int
    """Samples that were louder than full scale."""


def export_stems(
    song: Path,
    entry: Path,
    target: Path,
    codec: str = "alac",
    tags: Mapping[str, str] = _NO_TAGS,
    report: Callable[[float], None] = lambda _: None,
) -> Exported:
    """Write `song` with the stems of the cache entry in the folder `entry` to `target`.

    16 bits at 44.1 kHz; with "alac" nothing is lost, and the four stems add up to the mix where
    none is louder than full scale. `tags` are FFmpeg's: title, artist, album. `report` hears how
    much is done, 0 to 1. `target` is written whole or not at all. Raises InterchangeError,
    AudioFileError, CacheError.
    """
    if codec not in CODECS:
        raise InterchangeError(f"There is no codec {codec!r}.", f"There are: {', '.join(CODECS)}.")
    with closing(open_source(song)) as mix, closing(StemReader(entry)) as stems:
        if stems.waiting:
            raise InterchangeError(
                "The stems of this song are not all there yet.", "Wait for them."
            )
        places = slots(stems.entry.stems)
        manifest = Manifest(tuple(slot.label for slot in places))
        clipped = 0
        with _whole(target) as part, StemMp4Writer(part, codec, manifest, tags) as writer:
            for sound, outside, done in _sound(mix, stems, places):
                writer.write(sound)
                clipped += outside
                report(done)
            writer.finish()
    return Exported(target, manifest.stems, clipped)


def _sound(
    mix: AudioSource, stems: StemReader, places: Sequence[Slot]
) -> Iterator[tuple[NDArray[np.int16], int, float]]:
    """Blocks of all streams, with how many samples were clipped and how much is done."""
    length = mix.frames or 0
    for start in range(0, length, CELL):
        count = min(CELL, length - start)
        out = silent(count)
        song, clipped = _clip(_whole_numbers(mix.read(start, count)))
        stored = _whole_numbers(stems.read(start, count))
        rest = song - stored.sum(0)  # of what is written, so that the streams add up
        out[0] = song
        for stream, slot in zip(out[1:], places, strict=True):
            parts = [rest if i == len(stored) else stored[i] for i in slot.stems]
            stream[:], outside = _clip(sum(parts, np.zeros_like(rest)))
            clipped += outside
        yield out, clipped, (start + count) / length


def _whole_numbers(sound: NDArray[np.float32]) -> NDArray[np.int32]:
    numbers: NDArray[np.int32] = np.rint(sound * np.float32(_FULL)).astype(np.int32)
    return numbers


def _clip(sound: NDArray[np.int32]) -> tuple[NDArray[np.int32], int]:
    kept: NDArray[np.int32] = np.clip(sound, -_FULL, _FULL - 1)
    return kept, int(np.count_nonzero(np.abs(kept - sound) > 1))  # +1.0 itself is no overload


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A file to write to, which gets its name only when the block ends well."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InterchangeError(
            f"{target} could not be written: {reason}.",
            "Choose another folder, or free some space.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
