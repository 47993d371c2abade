"""How the stems that were brought are laid on the song, and which stems that makes."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.units import Decibels, Frames, Pcm, StemName, seconds
from player.base.values import dataclass
from player.decoder.errors import name_of
from player.decoder.source import AudioSource
from player.interchange.alignment import WINDOW, Balance, Fit, fits, places
from player.interchange.errors import InterchangeError
from player.interchange.names import is_rest, ordered, rest_of
from player.interchange.tracks import Track

_WHOLE: Decibels = -20.0  # stems that leave less than this of the song lack nothing
_SAME_LEVEL = 0.02  # a difference of gain not worth mending: 0.2 dB
_DRIFT: Frames = 4
VOCALS = StemName("vocals")


@dataclass(frozen=True)
class Aligned:
    """A stem moved, turned and made as loud so that it lies on the song."""

    name: StemName
    source: AudioSource
    fit: Fit
    gain: float = 1.0

    def read(self, start: Frames, count: Frames) -> Pcm:
        """As `AudioSource.read`, in the song's frames."""
        sound = self.source.read(start + self.fit.lag, count)
        factor = -self.gain if self.fit.inverted else self.gain
        return sound if factor == 1 else sound * np.float32(factor)


@dataclass(frozen=True)
class Plan:
    """Which stems there will be, and which are given."""

    stems: tuple[StemName, ...]
    given: tuple[Aligned, ...]
    complete: bool
    """Whether the given stems should add up to the song."""

    def read(self, start: Frames, count: Frames) -> NDArray[np.float32]:
        """The given stems, shape (given, count, 2)."""
        return np.stack([stem.read(start, count) for stem in self.given])

    def stored(self, song: Pcm, given: NDArray[np.float32]) -> NDArray[np.float32]:
        """What an entry stores of a block: all stems but the last, shape (stored, frames, 2)."""
        names = [stem.name for stem in self.given]
        parts = [given[names.index(s)] if s in names else None for s in self.stems[:-1]]
        return np.stack([song - given.sum(0) if part is None else part for part in parts])


def make_plan(song: AudioSource, tracks: Sequence[Track], *, own: bool) -> Plan:
    """Lay the stems on the song; `own`: they come in one file with it, and so belong to it.

    Raises InterchangeError if they cannot be this song's, AudioFileError.
    """
    given = _aligned(song, tracks, own=own)
    balance = _estimate(song, given)
    plan = _named(given, whole=own or balance.residual_db < _WHOLE or balance.best_db < _WHOLE)
    if plan.complete and balance.best_db < _WHOLE and abs(balance.gain - 1) > _SAME_LEVEL:
        louder = tuple(Aligned(s.name, s.source, s.fit, balance.gain) for s in given)
        return Plan(plan.stems, louder, complete=True)
    return plan


def _aligned(song: AudioSource, tracks: Sequence[Track], *, own: bool) -> tuple[Aligned, ...]:
    found = fits(song, [track.source for track in tracks])
    clear = [fit for fit in found if fit.clear]
    if not clear and not own:
        left = _estimate(song, [Aligned(t.name, t.source, Fit()) for t in tracks]).residual_db
        raise InterchangeError(
            f"These are not the stems of “{name_of(song.info.location)}”: nothing of them is found"
            f" in it, and taking them away leaves {left:+.1f} dB of it.",
            "Choose the song that they were made of.",
        )
    _check_speed(clear)
    lag = Counter(fit.lag for fit in clear).most_common(1)[0][0] if clear else 0
    return tuple(
        Aligned(track.name, track.source, fit if fit.clear else Fit(lag))
        for track, fit in zip(tracks, found, strict=True)
    )


def _check_speed(clear: Sequence[Fit]) -> None:
    """A few frames between the song's halves, in most of its stems: other clocks."""
    drifts = sorted(fit.drift for fit in clear)
    drift = drifts[len(drifts) // 2] if drifts else 0
    if abs(drift) > _DRIFT:
        raise InterchangeError(
            "The stems do not run at the song's speed: from its first half to its second they"
            f" shift by {drift} frames ({seconds(drift) * 1000:.1f} ms).",
            "Use stems that were made from this very file.",
        )


def _estimate(song: AudioSource, given: Sequence[Aligned]) -> Balance:
    balance = Balance()
    for start in places(song.frames or 0):
        stems = np.stack([stem.read(start, WINDOW) for stem in given])
        balance.add(song.read(start, WINDOW), stems)
    return balance


def _named(given: tuple[Aligned, ...], *, whole: bool) -> Plan:
    names = [stem.name for stem in given]
    parts = ordered(name for name in names if not is_rest(name))
    rests = [name for name in names if is_rest(name)]
    if not parts and rests != ["accompaniment"]:
        raise InterchangeError(
            "A single stem that is called “other” does not say what it leaves out.",
            "Name the file after its instrument, or bring the other stems along.",
        )
    if not parts:
        return Plan((VOCALS, *rests), given, complete=False)
    if rests:
        return Plan((*parts, *rests), given, complete=True)
    if whole and len(parts) > 1:
        return Plan(tuple(parts), given, complete=True)
    return Plan((*parts, rest_of(parts)), given, complete=False)
