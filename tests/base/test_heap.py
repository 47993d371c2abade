"""Freed memory is kept for the next need, and given back when there is none."""

import json
import platform
import subprocess
import sys

import pytest

_BLOCKS = """
import json, resource, sys
import numpy as np
from pathlib import Path
from player.base.heap import give_back, keep_freed

def use():
    blocks = [np.ones(20_000_000, np.uint8) for _ in range(4)]
    small = [np.ones(300_000, np.uint8) for _ in range(50)]

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def held():
    return int(Path("/proc/self/statm").read_text().split()[1])

if "keep" in sys.argv:
    keep_freed()
use()
before, most = faults(), held()
for _ in range(10):
    use()
again = faults() - before
give_back()
print(json.dumps([again, most - held()]))
"""


def _pages(*arguments: str) -> tuple[int, int]:
    """Pages fetched anew in ten rounds, and given back in the end, by a process that uses 95 MB."""
    run = subprocess.run(
        [sys.executable, "-c", _BLOCKS, *arguments], check=True, capture_output=True, text=True
    )
    again, back = json.loads(run.stdout)
    return again, back


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="this system's C library is not glibc"
)
def test_freed_memory_is_used_again_and_given_back_at_the_end() -> None:
    usual, _ = _pages()
    again, back = _pages("keep")
    assert again < usual / 20
    assert back > 10_000
