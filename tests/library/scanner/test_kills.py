"""A scan may be killed at any moment: nothing is lost, no song gets another id."""

import json
import subprocess
import sys
from pathlib import Path

KILLS = 15


def test_kills_lose_nothing(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.library.scanner.killing", str(tmp_path), str(KILLS)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    tally = json.loads(run.stdout)
    assert tally["kills"] == KILLS
    assert (tally["damaged"], tally["lost"], tally["new_ids"]) == ([], 0, 0)
