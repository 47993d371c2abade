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

from player.engine.protocol import Gap

_NAP = 0.002
_LATE = 0.005
_PRIORITY = 50
"""Before any sound program's."""


@dataclass
class Halts:
    """Filled when the watching ends."""

    there: list[Gap] = field(default_factory=list)

    @property
    def longest_ms(self) -> float:
        """The longest one."""
        return max((1000 * (halt.stop - halt.start) for halt in self.there), default=0.0)

    def longer_than(self, milliseconds: float) -> int:
        """How many were longer."""
        return sum(1000 * (halt.stop - halt.start) > milliseconds for halt in self.there)

    def within(self, gap: Gap) -> float:
        """Seconds for which some core stood still in a gap: the longest single time."""
        shared = (min(gap.stop, h.stop) - max(gap.start, h.start) for h in self.there)
        return max(0.0, max(shared, default=0.0))


@contextmanager
def watched(folder: Path) -> Iterator[Halts]:
    """Note the machine's halts within the block; none where it grants no real-time priority."""
    halts = Halts()
    logs = {core: folder / f"halts {core}" for core in _cores()}
    command = [sys.executable, "-m", "tests.bench.halts"]
    watchers = [subprocess.Popen([*command, str(core), log]) for core, log in logs.items()]
    try:
        yield halts
    finally:
        for watcher in watchers:
            watcher.terminate()
            watcher.wait()
        for log in filter(Path.exists, logs.values()):
            for line in log.read_text().splitlines():
                halts.there.append(Gap(*map(float, line.split())))


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


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
