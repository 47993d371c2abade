"""What all strokes together do to each place: from which stem how much goes to which."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.units import StemName
from player.engine.live.spectra import Spectrum
from player.retouch.masks import Mask, mask_of
from player.retouch.strokes import Kind, Stroke


class Routing:
    """Moved shares for each pair of stems in some spectra of a song.

    Nothing is made or lost: what leaves a stem arrives in another, so that their sum stays.
    """

    def __init__(
        self, stems: Sequence[StemName], strokes: Sequence[Stroke], first: int, count: int
    ) -> None:
        """For `count` spectra from number `first` on. Strokes on other stems are passed over."""
        self._shares: dict[tuple[int, int], Mask] = {}
        """By (source, where it is now): shares of a source that are no longer with it."""
        places = {stem: place for place, stem in enumerate(stems)}
        for stroke in strokes:
            known = stroke.kind is Kind.ERASER or {stroke.source, stroke.target} <= places.keys()
            mask = mask_of(stroke, first, count) if known else None
            if mask is None:
                continue
            if stroke.kind is Kind.ERASER:
                self._shares = {pair: has * (1 - mask) for pair, has in self._shares.items()}
            elif stroke.source != stroke.target:
                self._move(mask, places[stroke.source], places[stroke.target], len(places))

    @property
    def sources(self) -> frozenset[int]:
        """Stems that something is taken from."""
        return frozenset(source for source, _ in self._shares)

    def changes(self, spectra: dict[int, Spectrum]) -> dict[int, Spectrum]:
        """What to add to each stem, by its number, from spectra (frames, 2, BINS) of `sources`."""
        changes: dict[int, Spectrum] = {}
        for (source, now), share in self._shares.items():
            moved = spectra[source] * share[:, np.newaxis]
            for stem, sign in ((now, np.float32(1)), (source, np.float32(-1))):
                change = changes.setdefault(stem, np.zeros_like(moved))
                change += sign * moved
        return changes

    def _move(self, mask: Mask, source: int, target: int, stems: int) -> None:
        """Let the target have this share of all that the source has now."""
        for origin in range(stems):
            has = self._share(origin, source)
            if has is None:
                continue
            moved = mask * has
            if origin != source:
                self._add(origin, source, -moved)
            if origin != target:
                self._add(origin, target, moved)

    def _share(self, origin: int, stem: int) -> NDArray[np.float32] | np.float32 | None:
        """The share of what was the origin's that a stem has; None for none."""
        if origin != stem:
            return self._shares.get((origin, stem))
        away = [share for (source, _), share in self._shares.items() if source == origin]
        return np.float32(1) - sum(away, start=np.float32(0))

    def _add(self, origin: int, stem: int, share: Mask) -> None:
        known = self._shares.get((origin, stem))
        self._shares[origin, stem] = share if known is None else known + share
