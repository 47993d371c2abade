"""Whether stems lie on a song: how late they come, which way up, and what they leave of it.

Lags are found by cross-correlation, weighted by the smoothed coherence transform (SCOT; Carter,
Nuttall and Cable, 1973): what a stem and the mix do not have in common does not blur the peak.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Decibels, Frames, Pcm
from player.base.values import dataclass
from player.decoder.source import AudioSource

REACH: Frames = SAMPLE_RATE // 2
"""The largest lag that is looked for."""
PLACES = 16
"""Windows, spread over the song."""
WINDOW: Frames = 1 << 16
_SIZE = 1 << 17  # of the transform: a window with the reach on both sides, 109,636 frames
_EDGE: Frames = 8_192  # the fade at each end of the stem's window
_CLEAR = 16.0  # a peak so often above the mean square root; chance gives 5, true stems 70 and more
_DRIFT: Frames = 2_000  # more than this between the halves is a beat mistaken for the next
_SILENCE: Decibels = -120.0


@dataclass(frozen=True)
class Fit:
    """How one stem lies on the song."""

    lag: Frames = 0
    """So many frames later than in the song."""
    inverted: bool = False
    clear: bool = False
    """Whether the stem was found in the song at all: what is above is a guess if not."""
    drift: Frames = 0
    """How much later it comes in the second half than in the first, if both are clear."""


class Correlation:
    """Cross-correlation of a song and one stem, summed up over windows."""

    def __init__(self) -> None:
        bins = _SIZE // 2 + 1
        self._cross = np.zeros((2, bins), np.complex64)
        self._powers = np.zeros((2, 2, bins), np.float32)

    def add(self, song: NDArray[np.complex64], stem: NDArray[np.complex64], half: int) -> None:
        """One window's spectra, of the song's first (0) or second (1) half."""
        self._cross[half] += song.conj() * stem
        self._powers[half] += np.abs([song, stem]) ** 2

    def fit(self) -> Fit:
        """Where the peak is."""
        first, second = (_peak(self._cross[half], self._powers[half]) for half in (0, 1))
        whole = _peak(self._cross.sum(0), self._powers.sum(0))
        drift = second.lag - first.lag if first.clear and second.clear else 0
        return replace(whole, drift=drift if abs(drift) < _DRIFT else 0)


@dataclasses.dataclass
class Balance:
    """Energies of a song, of its stems' sum and of what they leave, summed up over blocks."""

    song: float = 0.0
    stems: float = 0.0
    left: float = 0.0

    def add(self, song: Pcm, stems: NDArray[np.float32]) -> None:
        """One block of the song and of its stems, shape (stems, frames, 2)."""
        whole = stems.sum(0)
        self.song += _energy(song)
        self.stems += _energy(whole)
        self.left += _energy(song - whole)

    @property
    def residual_db(self) -> Decibels:
        """Level of what is left, against the song's; -120 dB is nothing."""
        return _level(self.left, self.song)

    @property
    def gain(self) -> float:
        """By which factor the stems come nearest to the song."""
        common = (self.song + self.stems - self.left) / 2
        return common / self.stems if self.stems > 0 else 1.0

    @property
    def best_db(self) -> Decibels:
        """What would be left if the stems had that gain."""
        return _level(self.song - self.gain**2 * self.stems, self.song)


def places(length: Frames) -> list[Frames]:
    """Where the windows start in a song of this length."""
    last = max(0, length - WINDOW)
    return sorted({last * place // (PLACES - 1) for place in range(PLACES)})


def fits(song: AudioSource, stems: Sequence[AudioSource]) -> list[Fit]:
    """How each of the stems lies on the song; raises AudioFileError."""
    correlations = [Correlation() for _ in stems]
    length = song.frames or 0
    for start in places(length):
        half = int(2 * start + WINDOW > length)
        of_song = _spectrum(song.read(start, WINDOW), WINDOW)
        for stem, correlation in zip(stems, correlations, strict=True):
            around = stem.read(start - REACH, WINDOW + 2 * REACH)
            if around.any():
                for channel, spectrum in enumerate(_spectrum(around, 2 * _EDGE)):
                    correlation.add(of_song[channel], spectrum, half)
    return [correlation.fit() for correlation in correlations]


def _energy(sound: Pcm) -> float:
    return float(np.square(sound, dtype=np.float64).sum())


def _level(energy: float, whole: float) -> Decibels:
    if energy <= 0 or whole <= 0:
        return _SILENCE
    return max(_SILENCE, 10 * float(np.log10(energy / whole)))


def _spectrum(sound: Pcm, fade: Frames) -> NDArray[np.complex64]:
    """Of both channels, shape (2, bins), after a Hann fade at both ends, `fade` frames in all.

    Cut off hard, the ends would leak into bins where there is nothing else, and agree there.
    """
    faded = sound.T.copy()
    slopes = np.hanning(fade).astype(np.float32)
    faded[:, : fade // 2] *= slopes[: fade // 2]
    faded[:, -(fade // 2) :] *= slopes[-(fade // 2) :]
    spectrum: NDArray[np.complex64] = np.fft.rfft(faded, _SIZE).astype(np.complex64)
    return spectrum


def _peak(cross: NDArray[np.complex64], powers: NDArray[np.float32]) -> Fit:
    weight = np.sqrt(powers[0] * powers[1])
    floor = float(weight.max()) * 1e-7
    if floor <= 0:
        return Fit()
    weighted = np.where(weight > floor, cross / np.maximum(weight, floor), 0)
    correlation = np.fft.irfft(weighted, _SIZE)[: 2 * REACH + 1]
    place = int(np.abs(correlation).argmax())
    spread = float(np.sqrt(np.mean(correlation**2)))
    clear = abs(float(correlation[place])) > _CLEAR * spread
    return Fit(place - REACH, bool(correlation[place] < 0), clear)
