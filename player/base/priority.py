"""How much of a busy machine a process gets: sound goes first, separation last."""

import contextlib
import os
import sys

_NICE_SOUND = -11
"""What sound servers take; granted only where the user is allowed to."""
_NICE_BACKGROUND = 10
_HIGH, _BELOW_NORMAL = 0x80, 0x4000  # Windows: priority classes


def go_first() -> None:
    """Put this process before others, if the system lets us."""
    _set(_NICE_SOUND, _HIGH)


def step_back() -> None:
    """Let this process have what the others leave."""
    _set(_NICE_BACKGROUND, _BELOW_NORMAL)


def _set(nice: int, windows_class: int) -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), windows_class)
    else:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, nice)
