"""Two models at work: the studio one gives way, comes when it is needed, and goes again."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from player.stemfile.entry import load_entry
from player.stems.jobs import Priority, Tier
from player.stems.protocol import ChunkDone, JobDone, JobStarted, JobStopped
from tests.models import installed_spleeter
from tests.stems.rig import Rig, configuration

STUDIO = replace(configuration(), model="spleeter-quick4")
Start = Callable[..., Rig]


class Switch:
    """A gate that the test opens and shuts."""

    def __init__(self) -> None:
        self.why = ""

    def reason(self) -> str:
        return self.why


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def start(tmp_path: Path, switch: Switch) -> Iterator[Start]:
    installed_spleeter()
    rigs: list[Rig] = []

    def begin(linger: float = 60.0) -> Rig:
        rigs.append(Rig(tmp_path, gate=switch, linger=linger))
        rigs[-1].scheduler.configure(STUDIO, Tier.STUDIO)
        return rigs[-1]

    yield begin
    for rig in rigs:
        rig.scheduler.close()


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_a_studio_job_gives_way_and_gives_the_same_stems(start: Start, songs: Path) -> None:
    rig = start()
    rig.ask("studio", songs / "long.wav", tier=Tier.STUDIO)
    rig.wait("studio", ChunkDone)
    rig.ask("asked", songs / "tiny-1.wav")
    rig.wait("asked", JobDone)
    assert not rig.reports("studio", JobDone)
    assert isinstance(rig.end("studio"), JobDone)
    assert len(rig.reports("studio", JobStarted)) == 2
    assert not rig.reports("studio", JobStopped)
    entry = load_entry(rig.entry("studio"))
    assert entry is not None
    assert entry.stems == ("vocals", "drums", "bass", "other")


def test_the_studio_process_comes_with_its_first_job_and_goes_when_idle(
    start: Start, songs: Path
) -> None:
    rig = start(linger=0.2)
    rig.until(lambda: bool(rig.warm))
    assert len(rig.scheduler.pids) == 1
    rig.ask("one", songs / "tiny-1.wav", tier=Tier.STUDIO)
    rig.wait("one", JobDone)
    rig.until(lambda: len(rig.scheduler.pids) == 1)
    rig.ask("two", songs / "tiny-2.wav", tier=Tier.STUDIO)
    assert isinstance(rig.end("two"), JobDone)
    assert [warm.model for warm in rig.warm] == [
        "spleeter-2stems",
        "spleeter-quick4",
        "spleeter-quick4",
    ]


def test_while_the_machine_is_wanted_only_what_plays_is_made(
    start: Start, songs: Path, switch: Switch
) -> None:
    rig = start()
    switch.why = "on battery"
    held: list[str] = []
    rig.scheduler.held.connect(held.append)
    rig.ask("asked", songs / "tiny-1.wav")
    rig.ask("studio", songs / "tiny-1.wav", tier=Tier.STUDIO)
    rig.until(lambda: held == ["on battery"])
    rig.ask("plays", songs / "tiny-2.wav", Priority.PLAYING, playhead=0)
    rig.ask("next", songs / "tiny-2.wav", Priority.NEXT)
    rig.until(lambda: bool(rig.reports("plays", JobDone) and rig.reports("next", JobDone)))
    assert not rig.reports("asked", JobStarted)
    assert not rig.reports("studio", JobStarted)
    switch.why = ""
    rig.until(lambda: bool(rig.reports("asked", JobDone) and rig.reports("studio", JobDone)))
    assert held == ["on battery", ""]


def test_another_studio_model_ends_the_jobs_of_the_old_one(start: Start, songs: Path) -> None:
    rig = start()
    rig.ask("old", songs / "long.wav", tier=Tier.STUDIO)
    rig.wait("old", ChunkDone)
    rig.scheduler.configure(None, Tier.STUDIO)
    assert isinstance(rig.end("old"), JobStopped)
    rig.until(lambda: len(rig.scheduler.pids) == 1)
    rig.scheduler.configure(STUDIO, Tier.STUDIO)
    rig.ask("new", songs / "tiny-1.wav", tier=Tier.STUDIO)
    assert isinstance(rig.end("new"), JobDone)


def test_a_killed_studio_process_goes_on_and_leaves_the_fast_one_alone(
    start: Start, songs: Path
) -> None:
    rig = start()
    rig.ask("studio", songs / "long.wav", tier=Tier.STUDIO)
    rig.wait("studio", ChunkDone)
    fast, studio = rig.scheduler.pids
    os.kill(studio, signal.SIGKILL)
    assert isinstance(rig.end("studio"), JobDone)
    assert rig.scheduler.pids[0] == fast
    assert rig.restarts == 1
