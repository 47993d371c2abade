"""The one face of separation: a Separator takes samples and gives stems, chunk by chunk."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from separation.models.registry import ModelInfo

GRID = 65_536
"""Frames between chunk borders: 64 STFT hops of 1,024, on which the networks are built."""

ReadFrames: TypeAlias = Callable[[int, int], NDArray[np.float32]]
"""(start, count) -> float32 (count, 2) at 44.1 kHz, zeros outside the song; start may be < 0."""


QUALITIES = ("fast", "better", "best")


class Separator(Protocol):
    """One network, loaded and warm; used by one thread at a time, `interrupt` by any."""

    @property
    def info(self) -> ModelInfo:
        """Which model this is."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the stems of the same song would change: part of every cache key."""
        ...

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda" or "mps"."""
        ...

    @property
    def grid(self) -> int:
        """Chunks start and stop on multiples of this many frames, or at the song's end."""
        ...

    @property
    def cells_per_chunk(self) -> int:
        """Grid cells in a canonical chunk: as much as the network best takes at once."""
        ...

    @property
    def drafts(self) -> bool:
        """Whether a short chunk at the playhead is much quicker than a canonical one."""
        ...

    def separate(self, read: ReadFrames, start: int, stop: int, margin: int) -> NDArray[np.float32]:
        """All stored stems of frames start - margin .. stop + margin, as (stems, frames, 2).

        The last stem is not among them: it is the mix minus the others. The result is a pure
        function of the song, `start` and `stop`. Raises Interrupted, OutOfMemoryError.
        """
        ...

    @property
    def notice(self) -> str:
        """What was given up for lack of memory, as a line for the user; "" if nothing was."""
        ...

    def interrupt(self) -> None:
        """End a running `separate` from another thread; nothing happens when none runs."""
        ...

    def close(self) -> None:
        """Give the network's memory back."""
        ...


def open_separator(
    info: ModelInfo, folder: Path, *, device: str = "auto", threads: int, quality: str = "fast"
) -> Separator:
    """Load the model that lies in `folder`, as written by ModelStore.install.

    `quality`: one of QUALITIES, for the networks that have a choice; others ignore it.
    `device`: "auto" (the fastest there is), "cpu", "cuda", "mps", or "cpu-torch" (torch on the
    CPU). Raises WeightsError when the files are damaged, DeviceError when the device is missing,
    SeparationError when a package is.
    """
    from separation.models.classic import open_classic  # late: this module stays numpy only
    from separation.models.quick import open_quick
    from separation.models.spleeter import open_spleeter
    from separation.models.studio.loading import ADAPTERS
    from separation.models.studio.separator import open_studio

    if info.network in ADAPTERS:
        return open_studio(info, folder, device=device, threads=threads)
    if info.network == "classic":
        return open_classic(info)
    if info.network == "quick":
        return open_quick(info, folder, device=device, threads=threads, quality=quality)
    return open_spleeter(info, folder, device=device, threads=threads, quality=quality)
