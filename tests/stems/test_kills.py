"""A separation that is killed at any moment leaves a clean cache, and little to do again."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from player.stemfile.entry import load_entry
from player.stems.jobs import Priority
from player.stems.protocol import ChunkDone, JobDone
from tests.models import installed_spleeter
from tests.stems.rig import Rig

KILLS = 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_200_kills_at_any_moment(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.stems.killing", tmp_path, str(KILLS)],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    tally = json.loads(run.stdout)
    assert tally["kills"] == KILLS
    assert tally["finished"] > 0
    assert tally["unfinished"] > KILLS / 2
    assert tally["unclean"] == []
    assert tally["wrong_cells"] == 0
    assert tally["most_again"] <= 1


def test_the_real_separator_is_killed_three_times(
    songs: Path, undisturbed: dict[str, int], tmp_path: Path
) -> None:
    installed_spleeter()
    rig = Rig(tmp_path)
    kills = 0

    def kill_after_a_chunk() -> bool:
        nonlocal kills
        if kills < len(rig.reports("song", ChunkDone)) and kills < 3:
            kills += 1
            os.kill(rig.scheduler.pids[0], signal.SIGKILL)
        return bool(rig.reports("song", JobDone))

    try:
        rig.ask("song", songs / "long.wav", Priority.ASKED)
        rig.until(kill_after_a_chunk)
    finally:
        rig.scheduler.close()
    entry = load_entry(rig.entry("song"))
    assert kills == 3
    assert entry is not None
    assert entry.checksums == undisturbed
