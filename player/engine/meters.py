"""Peak levels of what is heard, gathered by the callback and fetched by the main thread."""

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, MIX, Pcm, StemName
from player.engine.mixer import stem_gains
from player.engine.protocol import Mix

_UNITY = np.ones(CHANNELS)


class Meters:
    """The highest amplitude of each stem and of the sum since they were last fetched."""

    def __init__(self) -> None:
        self._peaks: dict[StemName, NDArray[np.float32]] = {}

    def measure_sum(self, out: Pcm) -> None:
        """Take in what is put out (n, 2)."""
        self._note(MIX, out, _UNITY)

    def measure(
        self,
        mix: Pcm,
        stems: NDArray[np.float32] | None,
        names: tuple[StemName, ...],
        gains: Mix,
    ) -> None:
        """Take in one piece before gain: `mix` (n, 2) and `stems` (stored, n, 2)."""
        if stems is None or not names:
            return
        heard = stem_gains(gains, names)
        for name, stem, gain in zip(names, stems, heard, strict=False):
            self._note(name, stem, gain)
        self._note(names[-1], mix - stems.sum(0), heard[-1])

    def fetch(self) -> dict[StemName, tuple[float, float]]:
        """The peaks since the last call: (left, right) by stem; the sum is "mix"."""
        peaks, self._peaks = self._peaks, {}
        return {name: (float(peak[0]), float(peak[1])) for name, peak in peaks.items()}

    def _note(self, name: StemName, sound: Pcm, gain: NDArray[np.float64]) -> None:
        if len(sound):
            peak = np.abs(sound).max(0) * gain
            self._peaks[name] = np.maximum(self._peaks.get(name, 0), peak)
