"""How much of a busy machine a process gets: sound goes first, separation last."""

import contextlib
import os
import sys
from pathlib import Path

from player.base.realtime import request_nice

_NICE_SOUND = -11
"""What sound servers take; granted only where the user is allowed to."""
_NICE_BACKGROUND = 10
_REALTIME_LEAST = 1
_HIGH, _BELOW_NORMAL = 0x80, 0x4000  # Windows: priority classes


def go_first() -> None:
    """Put this process before others, if the system lets us.

    On Linux that is the calling thread, and those that it starts from now on.
    """
    if not _set(_NICE_SOUND, _HIGH):
        request_nice(_NICE_SOUND)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            # A nice value counts among the processes of one session only, and a thread that holds
            # the interpreter's lock must not be put aside while the audio callback waits for it.
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(_REALTIME_LEAST))


def step_back() -> None:
    """Let this process have what the others leave."""
    _set(_NICE_BACKGROUND, _BELOW_NORMAL)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # without automatic groups nice values count everywhere
            # Else they count among the processes of one session only: so it gets a session of its
            # own that steps back as a whole, also before the sound server's.
            os.setsid()
            Path("/proc/self/autogroup").write_text(str(_NICE_BACKGROUND))


def _set(nice: int, windows_class: int) -> bool:
    """Whether the system lets us."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        return bool(kernel.SetPriorityClass(kernel.GetCurrentProcess(), windows_class))
    try:
        os.setpriority(os.PRIO_PROCESS, 0, nice)
    except OSError:
        return False
    return True
