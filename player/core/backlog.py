"""Counts what is still to be made; a change costs the same however long the list is."""

from collections.abc import Mapping
from pathlib import Path

from player.base.units import Seconds
from player.core.separation import Backlog
from player.stems.jobs import Tier


class BacklogBook:
    """The songs that are wanted and not done, with the music that is left of each."""

    def __init__(self) -> None:
        self._left: dict[Path, Mapping[Tier, Seconds]] = {}
        self._totals = dict.fromkeys(Tier, 0.0)
        self._wanted = 0

    def __contains__(self, path: Path) -> bool:
        return path in self._left

    def put(self, path: Path, left: Mapping[Tier, Seconds]) -> None:
        """This song is wanted; `left` is the music that each model still has to separate."""
        if path not in self._left:
            self._wanted += 1
        self._count(self._left.get(path, {}), -1)
        self._count(left, 1)
        self._left[path] = left

    def drop(self, path: Path) -> None:
        """This song is done, or no longer wanted."""
        self._count(self._left.pop(path, {}), -1)
        if not self._left:
            self._wanted = 0
            self._totals = dict.fromkeys(Tier, 0.0)

    def summary(self, speeds: Mapping[Tier, float], waiting: str) -> Backlog:
        """What is left at these speeds (music per time); `waiting`: why nothing runs, or ""."""
        if not self._left:
            return Backlog()
        busy = {tier: total for tier, total in self._totals.items() if total > 0}
        known = all(speeds.get(tier, 0.0) > 0 for tier in busy)
        time_left = sum(total / speeds[tier] for tier, total in busy.items()) if known else None
        return Backlog(len(self._left), self._wanted, time_left, waiting)

    def _count(self, left: Mapping[Tier, Seconds], sign: int) -> None:
        for tier, music in left.items():
            self._totals[tier] += sign * music
