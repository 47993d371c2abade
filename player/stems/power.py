"""Whether work that nobody waits for should wait: on battery, or while the machine is busy."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from player.base.values import dataclass

SUPPLIES = Path("/sys/class/power_supply")
PROC = Path("/proc")
EVERY = 4.0
"""Seconds that one look holds."""
BUSY = 0.5
"""Share of all cores that other programs take when the machine counts as busy ..."""
CALM = 0.3
"""... and below which it counts as free again."""
_PMSET = "/usr/bin/pmset"
_OFFLINE = 0


@dataclass(frozen=True)
class Manners:
    """What the user wants background work to wait for."""

    on_battery: bool = True
    when_busy: bool = True


class PowerGate:
    """Says why background work waits. Any thread may ask; the machine is looked at now and then."""

    def __init__(
        self,
        manners: Manners,
        own: Callable[[], Iterable[int]],
        supplies: Path = SUPPLIES,
        proc: Path = PROC,
        every: float = EVERY,
    ) -> None:
        """`own`: ids of this program's processes, whose work does not count."""
        self._manners = manners
        self._supplies = supplies
        self._cores = Cores(own, proc)
        self._every = every
        self._looked = float("-inf")
        self._reason = ""
        self._lock = threading.Lock()

    def set_manners(self, manners: Manners) -> None:
        """Wait for these from now on; the next question looks anew."""
        with self._lock:
            if manners != self._manners:
                self._manners = manners
                self._looked = float("-inf")

    def reason(self) -> str:
        """Why work should wait, in words ("on battery"), or ""."""
        with self._lock:
            if time.monotonic() - self._looked >= self._every:
                self._looked = time.monotonic()
                self._reason = self._look()
            return self._reason

    def _look(self) -> str:
        busy = self._cores.busy() if self._manners.when_busy else False
        if self._manners.on_battery and on_battery(self._supplies):
            return "on battery"
        return "the computer is busy" if busy else ""


class Cores:
    """How much of the machine other programs take, between one look and the next."""

    def __init__(self, own: Callable[[], Iterable[int]], proc: Path = PROC) -> None:
        self._own = own
        self._proc = proc
        self._before: tuple[int, int, dict[int, int]] | None = None
        self._is_busy = False

    def busy(self) -> bool:
        """Whether others take so much that background work should wait; no at the first look."""
        share = self._others()
        if share is not None:
            self._is_busy = share > (CALM if self._is_busy else BUSY)
        return self._is_busy

    def _others(self) -> float | None:
        """Share of all cores, 0 to 1; None where the system does not tell."""
        now = self._read()
        before, self._before = self._before, now
        if before is None or now is None or now[0] <= before[0]:
            return None
        own = sum(max(0, ticks - before[2].get(pid, 0)) for pid, ticks in now[2].items())
        return max(0, now[1] - before[1] - own) / (now[0] - before[0])

    def _read(self) -> tuple[int, int, dict[int, int]] | None:
        """Ticks since the start: of all cores, of those that worked, of each own process."""
        try:
            first = (self._proc / "stat").read_text(encoding="ascii").splitlines()[0]
        except (OSError, IndexError):
            return None
        user, nice, system, idle, waiting, *rest = (int(ticks) for ticks in first.split()[1:9])
        busy = user + nice + system + sum(rest)
        return busy + idle + waiting, busy, {pid: self._ticks(pid) for pid in self._own() if pid}

    def _ticks(self, pid: int) -> int:
        """Of one process; 0 if it is gone."""
        try:
            text = (self._proc / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0
        fields = text.rpartition(") ")[2].split()  # after the name, which may hold anything
        return int(fields[11]) + int(fields[12])


def on_battery(supplies: Path = SUPPLIES) -> bool:
    """Whether a battery feeds this machine; no where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        status = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS; its first byte is ACLineStatus
        told = ctypes.windll.kernel32.GetSystemPowerStatus(status)
        return bool(told) and status[0] == _OFFLINE
    if sys.platform == "darwin":
        return _mac_on_battery()
    return _linux_on_battery(supplies)


def _linux_on_battery(supplies: Path) -> bool:
    try:
        folders = sorted(supplies.iterdir())
    except OSError:
        return False
    own = [folder for folder in folders if _line(folder / "scope") != "Device"]  # not a mouse's
    plugged = any(_line(folder / "online") == "1" for folder in own)
    return not plugged and any(_line(folder / "status") == "Discharging" for folder in own)


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _mac_on_battery() -> bool:
    try:
        done = subprocess.run(
            [_PMSET, "-g", "batt"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return "'Battery Power'" in done.stdout
