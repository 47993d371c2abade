"""Writes what sounds in a region of a song, or all but that, to a file of its own."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from player.base.errors import MinusOneError
from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.engine.live.chain import Chain
from player.engine.live.kinds import Mode, Region
from player.engine.live.stage import LiveStage, Parts
from player.engine.live.whole import WholeSong

_SAMPLES = {".flac": "PCM_24", ".wav": "FLOAT"}
"""By ending: how samples are written."""
_BLOCK: Frames = 1 << 16


def export_region(song: Path, region: Region, target: Path, *, rest: bool = False) -> None:
    """Write the region (or the `rest`: the song less the region) as it is heard in solo.

    Both files add up to the song, but for the rounding of FLAC's 24 bits. `target` is written
    whole or not at all. MinusOneError says what the file or the disk does not allow.
    """
    if target.suffix.lower() not in _SAMPLES:
        raise MinusOneError(
            f"Minus One does not write {target.suffix or 'nameless'} files here.",
            f"It writes: {', '.join(_SAMPLES)}.",
        )
    part = target.with_name(f".{target.name}.part")
    try:
        with closing(open_source(song)) as source, _created(part, target) as file:
            _render(source, region, file.write, rest=rest)
        part.replace(target)
    except (OSError, soundfile.SoundFileError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MinusOneError(
            f"{target} cannot be written: {reason}.", "Choose another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _created(part: Path, target: Path) -> soundfile.SoundFile:
    ending = target.suffix.lower()
    kind = ending.removeprefix(".")
    return soundfile.SoundFile(part, "w", SAMPLE_RATE, CHANNELS, _SAMPLES[ending], format=kind)


def _render(
    source: AudioSource, region: Region, write: Callable[[Pcm], object], *, rest: bool
) -> None:
    """Outside the region's time there is nothing of it: solo holds for the time alone."""
    length = source.frames or 0
    stage = LiveStage(WholeSong(length, source.read, _no_stems))
    cut = Chain([replace(region, mode=Mode.CUT)])
    for start in range(0, length, _BLOCK):
        stop = min(start + _BLOCK, length)
        # The cut adds the inverse of the region, and nothing where the region does not hold.
        inside = -stage.mix(cut, start, stop)
        write(source.read(start, stop - start) - inside if rest else inside)


def _no_stems(_start: Frames, count: Frames) -> Parts:
    return np.zeros((0, count, CHANNELS), np.float32)
