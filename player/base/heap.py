"""What a process does with memory that it has freed: keeps it for its next need, or gives it back.

Memory that was given back comes anew page by page, cleared, from a kernel that halts the thread for
it; on a virtual machine that can be the whole core. Only glibc lets itself be told: elsewhere
nothing happens.
"""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""mallopt(3)."""
_KEPT = 1 << 30
"""Bytes that may lie free at the heap's end: more than is ever used."""
_LARGEST = 32 << 20
"""Bytes of an allocation that still comes from the heap; glibc takes no higher limit."""


def keep_freed() -> None:
    """From now on, what is freed waits for its next use."""
    _call("mallopt", _MMAP_THRESHOLD, _LARGEST)
    _call("mallopt", _TRIM_THRESHOLD, _KEPT)


def give_back() -> None:
    """Return to the system what is free at this moment."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)  # not in musl
        if function is not None:
            function(*arguments)
