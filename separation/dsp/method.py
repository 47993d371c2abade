"""What all classic methods share: their form, and masks on a spectrum."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from separation.stft import HOP, WINDOW, istft, stft

Sound = NDArray[np.float32]
Masks = NDArray[np.float32]
Spectrum = NDArray[np.complex64]

Check: TypeAlias = Callable[[], None]
"""Raises Interrupted when somebody asked for the end."""

Split: TypeAlias = Callable[[Sound, Check], Sound]
"""The mix (frames, 2), a multiple of HOP long, to its stored stems (stems, frames, 2)."""


@dataclass(frozen=True)
class Method:
    """One way to take a mix apart without a network."""

    split: Split
    revision: int
    """Of its results: part of every stored stem's key."""
    context: int
    """Frames of the song that it looks at on each side of what is kept."""


def spectrum(mix: Sound, window: int = WINDOW) -> Spectrum:
    """(frames, 2) as (2, spectra, bins); the song has a window of silence on both sides."""
    return stft(np.pad(mix.T, ((0, 0), (window, window))), window=window)


def masked(mixed: Spectrum, masks: Masks, frames: int, window: int = WINDOW) -> Sound:
    """The sound (masks, frames, 2) of (2, spectra, bins) under each of (masks, spectra, bins)."""
    sounds = [istft(mixed * mask, window)[:, window : window + frames].T for mask in masks]
    return np.stack(sounds)


def padded(mix: Sound) -> Sound:
    """The mix with silence up to a whole number of hops."""
    return np.pad(mix, ((0, -len(mix) % HOP), (0, 0)))
