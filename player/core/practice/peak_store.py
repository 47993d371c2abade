"""Keeps peaks in the cache, so that a song's lanes are there at once the next time."""

import io
import os
from contextlib import suppress
from pathlib import Path

import numpy as np

from player.base.files import write_atomically
from player.base.units import SongKey
from player.core.practice.peaks import Columns

_VERSION = 1
"""Changes whenever peaks are made in another way."""
_BUDGET = 500_000_000
"""Bytes: some 200 songs with four stems; those that were looked at longest ago go first."""


class PeakStore:
    """Files `<song key>/<what the lanes are of>-v1.npy`. For background threads."""

    def __init__(self, folder: Path, budget: int = _BUDGET) -> None:
        self._folder = folder
        self._budget = budget

    def load(self, key: SongKey, source: str, shape: tuple[int, int, int]) -> Columns | None:
        """What was kept, (lanes, 2, bins); None if there is nothing of this shape."""
        file = self._file(key, source)
        try:
            found = np.load(file, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        if found.shape != shape or found.dtype != np.int16:
            return None
        with suppress(OSError):
            os.utime(file)
        return found  # type: ignore[no-any-return]

    def save(self, key: SongKey, source: str, peaks: Columns) -> None:
        """Keep (lanes, 2, bins); where the disk does not let us, they are made again next time."""
        content = io.BytesIO()
        np.save(content, peaks, allow_pickle=False)
        with suppress(OSError):
            write_atomically(self._file(key, source), content.getvalue())
            self._make_room()

    def _make_room(self) -> None:
        files = [(file.stat(), file) for file in self._folder.glob("*/*.npy")]
        used = sum(stat.st_size for stat, _ in files)
        for stat, file in sorted(files, key=lambda each: each[0].st_mtime_ns):
            if used <= self._budget:
                return
            used -= stat.st_size
            file.unlink(missing_ok=True)
            with suppress(OSError):  # others are in it
                file.parent.rmdir()

    def _file(self, key: SongKey, source: str) -> Path:
        return self._folder / key / f"{source}-v{_VERSION}.npy"
