"""Live filters at work on a stretch of a song, wherever it begins and however short it is.

Each frame's share in the sound follows from its place in the song alone and is kept while it lasts,
so a buffer costs what is new in it. Filters change the sound by what they add to it: where they
change nothing, it stays as it is, bit for bit.
"""

from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.engine.live.chain import Chain, Memory
from player.engine.live.frame import REACH, Frame, loudness
from player.engine.live.kinds import NAMED
from player.engine.live.spectra import (
    HOP,
    WINDOW,
    Spectrum,
    Weights,
    first_frame,
    last_frame,
    sounds,
    spectra,
)
from player.engine.live.weights import Gains

VOICE = Chain([NAMED["voice-keep"]])
"""What stands in for the vocals where no separator has been yet."""

Parts: TypeAlias = NDArray[np.float32]
"""Several sounds at once: shape (sounds, frames, 2)."""
_Shares: TypeAlias = NDArray[np.float32]
"""What one frame adds to several sounds: (sounds, 2, WINDOW)."""


Set_contra = TypeVar("Set_contra", bound=Hashable, contravariant=True)


class Around(Protocol[Set_contra]):
    """The sound around a place in a song; which stems are meant, a `Set_contra` says."""

    def mix(self, start: Frames, stop: Frames) -> tuple[Pcm, bool]:
        """The song (stop - start, 2), silence where there is none; False: some is still to come."""

    def stems(self, wanted: Set_contra, start: Frames, stop: Frames) -> Parts:
        """Stored stems, silence where there are none."""

    @property
    def wide(self) -> bool:
        """Whether the channels differ at all around here."""


class LiveStage(Generic[Set_contra]):
    """Filters what is around a playhead that moves on."""

    def __init__(self, around: Around[Set_contra]) -> None:
        self._around = around
        self._spectra: dict[int, Spectrum] = {}
        self._loudness: dict[int, Weights] = {}
        self._gains: dict[tuple[int, int], tuple[Gains, Memory]] = {}
        """By chain and frame, as below."""
        self._shares: dict[tuple[int, Hashable, int], _Shares] = {}
        self._passing: set[int] = set()
        """Frames of which not all sound was there; they are made anew."""

    def mix(self, chain: Chain, start: Frames, stop: Frames) -> Pcm:
        """What the filters add to the song (stop - start, 2)."""
        found = self._overlap((chain.serial, "mix"), start, stop, lambda k: self._mix(chain, k))
        return np.asarray(found[0])

    def stems(self, chain: Chain, wanted: Set_contra, start: Frames, stop: Frames) -> Parts:
        """What they add to each of these stems."""
        key = (chain.serial, wanted)
        return self._overlap(key, start, stop, lambda k: self._stems(chain, wanted, k))

    def voice(self, chain: Chain, start: Frames, stop: Frames) -> Parts:
        """A stand-in for the vocals, filtered: (1, stop - start, 2)."""
        key = (chain.serial, "voice")
        return self._overlap(key, start, stop, lambda k: self._voice(chain, k))

    def _overlap(
        self, key: tuple[int, Hashable], start: Frames, stop: Frames, make: Callable[[int], _Shares]
    ) -> Parts:
        first = first_frame(start)
        self._forget(first)
        out: Parts | None = None
        for k in range(first, last_frame(stop) + 1):
            name = (*key, k)
            if name not in self._shares:
                self._shares[name] = make(k)
            share = self._shares[name]
            if out is None:
                out = np.zeros((len(share), CHANNELS, stop - start), np.float32)
            begin, end = max(start, k * HOP), min(stop, k * HOP + WINDOW)
            out[..., begin - start : end - start] += share[..., begin - k * HOP : end - k * HOP]
        if out is None:
            raise ValueError(f"no sound from {start} to {stop}")
        return out.transpose(0, 2, 1)

    def _mix(self, chain: Chain, k: int) -> _Shares:
        return _change(self._chain(chain, k), self._spectrum(k)[np.newaxis])

    def _stems(self, chain: Chain, wanted: Set_contra, k: int) -> _Shares:
        parts = self._around.stems(wanted, k * HOP, k * HOP + WINDOW)
        return _change(self._chain(chain, k), spectra(parts.transpose(0, 2, 1)))

    def _voice(self, chain: Chain, k: int) -> _Shares:
        if not self._around.wide:
            return np.zeros((1, CHANNELS, WINDOW), np.float32)
        gains = self._chain(VOICE, k)
        if not chain.neutral:
            gains = gains.then(self._chain(chain, k))
        return sounds(gains.apply(self._spectrum(k)))[np.newaxis]

    def _chain(self, chain: Chain, k: int) -> Gains:
        key = (chain.serial, k)
        if key not in self._gains:
            reach = range(k - chain.reach, k + chain.reach + 1)
            around = tuple(self._loud(near) for near in reach) if chain.reach else ()
            frame = Frame(self._spectrum(k), (k * HOP + WINDOW / 2) / SAMPLE_RATE, around)
            _, before = self._gains.get((chain.serial, k - 1), (None, None))
            self._gains[key] = chain.gains(frame, before)
            if not self._passing.isdisjoint(reach):
                self._passing.add(k)
        return self._gains[key][0]

    def _loud(self, k: int) -> Weights:
        if k not in self._loudness:
            self._loudness[k] = loudness(self._spectrum(k))
        return self._loudness[k]

    def _spectrum(self, k: int) -> Spectrum:
        if k not in self._spectra:
            sound, whole = self._around.mix(k * HOP, k * HOP + WINDOW)
            self._spectra[k] = spectra(np.ascontiguousarray(sound.T))
            if not whole:
                self._passing.add(k)
        return self._spectra[k]

    def _forget(self, first: int) -> None:
        """Drop what is over, and what was made of sound that was not all there."""

        def over(k: int) -> bool:
            return k < first - REACH or k in self._passing

        self._spectra = {k: kept for k, kept in self._spectra.items() if not over(k)}
        self._loudness = {k: kept for k, kept in self._loudness.items() if not over(k)}
        self._gains = {key: kept for key, kept in self._gains.items() if not over(key[-1])}
        self._shares = {key: kept for key, kept in self._shares.items() if not over(key[-1])}
        self._passing.clear()


def _change(gains: Gains, spectrum: Spectrum) -> _Shares:
    """What gains add to the sound of (sounds, 2, BINS)."""
    if gains.neutral:
        return np.zeros((len(spectrum), CHANNELS, WINDOW), np.float32)
    return sounds(gains.apply(spectrum) - spectrum)
