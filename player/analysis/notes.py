"""Which notes sound: the partials of a spectrum explained by as few notes as possible.

As in Mauch and Dixon 2010, "Approximate note transcription for the improved identification of
difficult chords": the spectrum is made even, then notes with decaying partials are fitted to it
without negative weights.
"""

import numpy as np
from numpy.typing import NDArray

from player.analysis.pitches import BINS, LOWEST, PER_SEMITONE, SEMITONES, Strengths

NOTES = SEMITONES
"""Note n is pitch LOWEST + n."""
_PARTIALS = 14
_DECAY = 0.7
_OCTAVE = 12 * PER_SEMITONE
_ROUNDS = 60
_BLOCK = 1_000
"""So many spectra at once: what is made of them on the way takes 30 MB."""


def notes_of(strengths: Strengths) -> NDArray[np.float32]:
    """(n, BINS) to (n, NOTES): how strong each note is."""
    tones = _tones()
    blocks = range(0, len(strengths), _BLOCK)
    found = [_explained(strengths[start : start + _BLOCK], tones) for start in blocks]
    return np.concatenate(found or [np.zeros((0, NOTES), np.float32)])


def _explained(strengths: Strengths, tones: NDArray[np.float32]) -> NDArray[np.float32]:
    even = _even(strengths)
    # Lee and Seung's rule for least squares without negative weights: they stay above zero.
    found = np.full((len(even), NOTES), 0.1, np.float32)
    wanted, overlap = even @ tones.T, tones @ tones.T
    for _ in range(_ROUNDS):
        found *= wanted / (found @ overlap + 1e-6)
    return found


def _even(strengths: Strengths) -> Strengths:
    """What stands out of an octave around each bin, and by how much of the spread there."""
    half = _OCTAVE // 2
    root = np.sqrt(strengths)
    padded = np.pad(root, ((0, 0), (half, half)), mode="reflect")
    window = np.hanning(2 * half + 3)[1:-1]
    window /= window.sum()
    mean = _convolved(padded, window)
    spread = np.sqrt(np.maximum(_convolved(np.square(padded), window) - np.square(mean), 1e-9))
    floor = 0.05 * spread.max(axis=1, keepdims=True) + 1e-6
    even: Strengths = np.maximum(root - mean, 0) / np.maximum(spread, floor)
    return even.astype(np.float32)


def _convolved(rows: Strengths, window: NDArray[np.float64]) -> Strengths:
    view = np.lib.stride_tricks.sliding_window_view(rows, len(window), axis=1)
    out: Strengths = (view @ window).astype(np.float32)
    return out


def _tones() -> NDArray[np.float32]:
    """(NOTES, BINS): what a note of each pitch looks like."""
    pitches = LOWEST + (np.arange(BINS) - 1) / PER_SEMITONE
    tones = np.zeros((NOTES, BINS), np.float32)
    for note in range(NOTES):
        for partial in range(1, _PARTIALS + 1):
            pitch = LOWEST + note + 12 * np.log2(partial)
            near = np.maximum(0, 1 - np.abs(pitches - pitch) * PER_SEMITONE / 1.5)
            tones[note] += _DECAY ** (partial - 1) * near
    norm: NDArray[np.float32] = np.sqrt(np.square(tones).sum(axis=1, keepdims=True))
    return tones / norm
