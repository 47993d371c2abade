"""Whatever was reported as written survives a kill at any moment; the library opens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 25


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_kills_at_any_moment(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.library.killing", tmp_path, str(KILLS)],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    tally = json.loads(run.stdout)
    assert tally["wrong"] == []
    assert tally["kills"] == KILLS
    assert tally["reported"] > 0
