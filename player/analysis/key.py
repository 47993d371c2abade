"""The key of a song, by how much each of the twelve tones is heard."""

import numpy as np
from numpy.typing import NDArray

from player.analysis.analysis import Chord, Key
from player.analysis.chord_kinds import KINDS
from player.analysis.chroma import TONES, Chroma

# Temperley 2007, "Music and Probability": how often each tone is heard in a key, from the tonic up.
_MAJOR = (0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400)
_MINOR = (0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330)
_CHORDS = 0.6
"""How much the chords count beside the sound itself."""
_TONIC = 0.15
"""How much it counts how long the tonic's chord is heard, and that it is the last one."""
_SURE = 0.12
"""How much better than the second a key must fit to be certain."""


def find_key(chroma: Chroma, chords: tuple[Chord, ...]) -> Key | None:
    """None where nothing has a pitch. `chords`: the simple ones."""
    total = chroma.treble.sum(axis=0)
    heard = [chord for chord in chords if chord.root is not None]
    if not heard or total.max() <= 0:
        return None
    tones = total / total.sum() + _CHORDS * _chord_tones(heard)
    fit = np.array([_fit(tones, profile) for profile in (_MAJOR, _MINOR)])
    fit += _TONIC * _tonic_chords(heard)
    best = np.unravel_index(fit.argmax(), fit.shape)
    apart = fit.max() - np.sort(fit, axis=None)[-2]
    confidence = round(float(min(1.0, apart / _SURE)), 3)
    return Key(int(best[1]), bool(best[0]), confidence)


def _fit(tones: NDArray[np.float64], profile: tuple[float, ...]) -> NDArray[np.float64]:
    """(TONES,): the correlation with the profile on each tonic."""
    rows = [np.corrcoef(tones, np.roll(profile, tonic))[0, 1] for tonic in range(TONES)]
    return np.asarray(np.nan_to_num(rows), np.float64)


def _chord_tones(chords: list[Chord]) -> NDArray[np.float64]:
    """How long each tone belongs to the chord; their sum is one."""
    tones = np.zeros(TONES)
    for chord in chords:
        if chord.root is not None:
            members = [(chord.root + step) % TONES for step in KINDS[chord.kind]]
            tones[members] += chord.stop - chord.start
    return tones / max(1.0, float(tones.sum()))


def _tonic_chords(chords: list[Chord]) -> NDArray[np.float64]:
    """(2, TONES): which part of the song each chord sounds; the first and the last count more."""
    parts = np.zeros((2, TONES))
    for chord in chords:
        parts[int(chord.kind == "m"), chord.root] += chord.stop - chord.start
    parts /= parts.sum()
    for chord in (chords[0], chords[-1]):
        parts[int(chord.kind == "m"), chord.root] += 0.3
    return parts
