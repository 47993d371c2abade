"""The machine's own halts: times at which a real-time program that only sleeps was not woken.

A virtual machine whose host is busy stands still for up to a tenth of a second; nothing that runs
on it can bridge that. One watcher for each core, as a core halts by itself; Linux only.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from player.engine.protocol import Gap, Stats
from tests.bench.figures import Figure

_NAP = 0.002
_LATE = 0.005
_PRIORITY = 50
"""Before any sound program's."""


@dataclass(frozen=True)
class Peer:
    """Another run, to compare with."""

    name: str
    stats: Stats


@dataclass
class Halts:
    """Filled when the watching ends."""

    there: list[Gap] = field(default_factory=list)
    stolen: float = 0.0
    """Percent of all cores' time that the host gave to other machines, in halts however short."""

    def figures(self, stats: Stats, name: str, lasts_ms: float, peer: Peer) -> list[Figure]:
        """An engine's dropouts in a run called `name`, and which of them are the machine's.

        `lasts_ms`: how long the output lives from one filling; `peer`: another run.
        """
        longest = max((_ms(halt) for halt in self.there), default=0.0)
        too_long = sum(_ms(halt) > lasts_ms for halt in self.there)
        own = [gap for gap in stats.gaps if _ms(gap) - self._within(gap) > lasts_ms]
        unknown = stats.dropouts - len(stats.gaps)
        other = f"halts of the machine of more than {lasts_ms:.0f} ms"
        return [
            Figure(f"dropouts, {name}", stats.dropouts, "", peer=other, peer_value=too_long),
            Figure(
                f"dropouts that no halt of the machine explains, {name}",
                len(own) + unknown,
                "",
                limit=0,
                peer=peer.name,
                peer_value=peer.stats.dropouts,
            ),
            Figure(
                f"longest gap, {name}",
                stats.longest_gap_ms,
                "ms",
                peer=peer.name,
                peer_value=peer.stats.longest_gap_ms,
            ),
            Figure(f"longest halt of the machine, {name}", longest, "ms"),
            Figure(f"time taken by the machine's host, {name}", self.stolen, "%"),
        ]

    def _within(self, gap: Gap) -> float:
        """Milliseconds for which some core stood still in a gap: the longest single time."""
        shared = (Gap(max(gap.start, h.start), min(gap.stop, h.stop)) for h in self.there)
        return max(0.0, max(map(_ms, shared), default=0.0))


def _ms(gap: Gap) -> float:
    return 1000 * (gap.stop - gap.start)


@contextmanager
def watched(folder: Path) -> Iterator[Halts]:
    """Note the machine's halts within the block; none where it grants no real-time priority."""
    halts = Halts()
    logs = {core: folder / f"halts {core}" for core in _cores()}
    command = [sys.executable, "-m", "tests.bench.halts"]
    watchers = [subprocess.Popen([*command, str(core), log]) for core, log in logs.items()]
    before = _ticks()
    try:
        yield halts
    finally:
        stolen, whole = (later - earlier for later, earlier in zip(_ticks(), before, strict=True))
        halts.stolen = 100 * stolen / max(1, whole)
        for watcher in watchers:
            watcher.terminate()
            watcher.wait()
        for log in filter(Path.exists, logs.values()):
            for line in log.read_text().splitlines():
                halts.there.append(Gap(*map(float, line.split())))


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


def _ticks() -> tuple[int, int]:
    """Time stolen from all cores so far, and all of it; see proc_stat(5)."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0, 0
    times = [int(word) for word in stat.read_text().splitlines()[0].split()[1:9]]
    return times[-1], sum(times)


def _watch(core: int, log: Path) -> None:
    os.sched_setaffinity(0, {core})
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(_PRIORITY))
    with log.open("w", buffering=1) as lines:
        while True:
            start = time.monotonic()
            time.sleep(_NAP)
            stop = time.monotonic()
            if stop - start > _NAP + _LATE:
                lines.write(f"{start + _NAP} {stop}\n")


if __name__ == "__main__":
    _watch(int(sys.argv[1]), Path(sys.argv[2]))
