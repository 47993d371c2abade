"""Sounds whose places are known, and filters at work on them as in playback."""

from collections.abc import Sequence

import numpy as np

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.live.chain import Chain
from player.engine.live.kinds import LiveFilter
from player.engine.live.stage import LiveStage
from player.engine.live.whole import WholeSong

PITCHES = (205.0, 359.0, 462.0)
"""Of the sources on the left, in the middle and on the right; no two partials meet."""


def tune(pitch: float, seconds: float = 2.0) -> Pcm:
    """Notes of six partials, rising and falling; mono."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * time * (0.7 + pitch / 1000))
    partials = sum(np.sin(2 * np.pi * pitch * n * time + n) / n for n in range(1, 7))
    return np.asarray(0.1 * swell * partials, np.float32)


def panned(mono: Pcm, pan: float) -> Pcm:
    """Put a sound somewhere, as a balance knob does."""
    left, right = min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)
    return np.stack((mono * np.float32(left), mono * np.float32(right)), 1)


def three(spread: float = 1.0) -> list[Pcm]:
    """Sources on the left, in the middle and on the right; their sum is the song."""
    return [panned(tune(p), pan) for p, pan in zip(PITCHES, (-spread, 0, spread), strict=True)]


def mixed(sources: Sequence[Pcm]) -> Pcm:
    """The song that they make."""
    return np.asarray(np.sum(sources, 0), np.float32)


def whole(song: Pcm) -> WholeSong:
    """All of a song, without stems."""
    return WholeSong(len(song), lambda start, count: song[start : start + count], _no_stems)


def _no_stems(start: Frames, count: Frames) -> Pcm:
    return np.zeros((0, count, 2), np.float32)


def filtered(song: Pcm, filters: Sequence[LiveFilter], buffer: Frames = 1_764) -> Pcm:
    """What is heard of it, buffer by buffer."""
    stage, chain = LiveStage(whole(song)), Chain(filters)
    stops = [min(start + buffer, len(song)) for start in range(0, len(song), buffer)]
    starts = range(0, len(song), buffer)
    return np.concatenate(
        [song[a:b] + stage.mix(chain, a, b) for a, b in zip(starts, stops, strict=True)]
    )


def sdr(truth: Pcm, estimate: Pcm) -> float:
    """Energy of the truth over energy of the error, in dB."""
    wide = truth.astype(np.float64)
    return float(10 * np.log10(np.square(wide).sum() / np.square(wide - estimate).sum()))


def levels(sound: Pcm, sources: Sequence[Pcm]) -> list[float]:
    """How loud each source is left in a sound, in dB, against what it was."""
    known = np.stack([source.ravel() for source in sources], 1).astype(np.float64)
    found, *_ = np.linalg.lstsq(known, sound.ravel().astype(np.float64))
    return [float(20 * np.log10(abs(part) + 1e-12)) for part in found]
