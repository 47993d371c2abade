"""Work in the background leaves the machine to others, whichever session they belong to."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STEP_BACK = """
import os
from pathlib import Path
from player.base.priority import step_back

step_back()
group = Path("/proc/self/autogroup")
print(os.nice(0), group.read_text().split()[-1] if group.is_file() else "none")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes, not nice values")
def test_a_process_steps_back_with_its_whole_session() -> None:
    run = subprocess.run(
        [sys.executable, "-c", STEP_BACK], capture_output=True, text=True, check=True, cwd=ROOT
    )
    nice, group = run.stdout.split()
    assert nice == "10"
    assert group in {"10", "none"}
