"""A separator process that dies is started again, and its job goes on where it was."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.base.units import CELL
from player.stemfile.entry import load_entry
from player.stems.jobs import News, Priority
from player.stems.protocol import ChunkDone, Failed, JobDone, JobStarted, JobStopped
from tests.models import installed_spleeter
from tests.stems.rig import Rig, configuration


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """A scheduler that may be treated badly."""
    installed_spleeter()
    rig = Rig(tmp_path)
    yield rig
    rig.scheduler.close()


def kill(rig: Rig) -> None:
    (pid,) = rig.scheduler.pids
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("playhead", [None, 6 * CELL])
def test_a_killed_job_goes_on_and_gives_the_same_stems(
    rig: Rig, songs: Path, undisturbed: dict[str, int], playhead: int | None
) -> None:
    rig.ask("song", songs / "long.wav", Priority.PLAYING, playhead)
    rig.wait("song", ChunkDone)
    kill(rig)
    assert isinstance(rig.end("song"), JobDone)
    assert rig.restarts == 1
    assert len(rig.warm) == 2
    entry = load_entry(rig.entry("song"))
    assert entry is not None
    assert entry.checksums == undisturbed


def test_a_job_that_kills_again_and_again_is_given_up(rig: Rig, songs: Path) -> None:
    def kill_at_the_start(news: News) -> None:
        if isinstance(news.report, JobStarted):
            kill(rig)

    end = rig.scheduler.news.connect(kill_at_the_start)
    rig.ask("song", songs / "long.wav")
    failed = rig.end("song")
    end()
    assert isinstance(failed, Failed)
    assert "again and again" in failed.message
    assert "memory" in failed.hint
    rig.ask("song", songs / "long.wav")
    assert isinstance(rig.end("song"), JobDone)


def test_a_job_taken_back_while_its_process_is_dead_is_over(rig: Rig, songs: Path) -> None:
    rig.ask("song", songs / "long.wav")
    rig.wait("song", JobStarted)
    kill(rig)
    rig.cancel("song")
    assert isinstance(rig.end("song"), JobStopped)
    rig.ask("another", songs / "tiny-1.wav")
    assert isinstance(rig.end("another"), JobDone)


def test_a_process_that_died_idle_is_no_harm(rig: Rig, songs: Path) -> None:
    rig.until(lambda: bool(rig.warm))
    kill(rig)
    rig.ask("song", songs / "tiny-1.wav")
    assert isinstance(rig.end("song"), JobDone)
    assert rig.restarts == 1


def test_a_process_that_died_while_loading_is_started_again(rig: Rig, songs: Path) -> None:
    rig.until(lambda: rig.scheduler.pids != (0,))
    kill(rig)
    rig.ask("song", songs / "tiny-1.wav")
    assert isinstance(rig.end("song"), JobDone)
    assert not rig.unavailable


def test_a_process_that_never_gets_warm_is_told_and_can_be_tried_again(
    rig: Rig, songs: Path
) -> None:
    killed = {0}

    def kill_new() -> bool:
        (pid,) = rig.scheduler.pids
        if pid not in killed:
            killed.add(pid)
            kill(rig)
        return bool(rig.unavailable)

    rig.until(kill_new)
    assert rig.unavailable[0].message == "The separator process cannot start."
    rig.ask("song", songs / "tiny-1.wav")
    rig.scheduler.configure(configuration())
    assert isinstance(rig.end("song"), JobDone)


def test_without_a_model_songs_wait_until_there_is_one(songs: Path, tmp_path: Path) -> None:
    installed_spleeter()
    rig = Rig(tmp_path, models=tmp_path / "none")
    try:
        rig.ask("song", songs / "tiny-1.wav")
        rig.until(lambda: bool(rig.unavailable))
        (missing,) = rig.unavailable
        assert "is not installed" in missing.message
        assert "minusone models get" in missing.hint
        assert not rig.news
        rig.scheduler.configure(configuration())
        assert isinstance(rig.end("song"), JobDone)
        assert [warm.stems for warm in rig.warm] == [("vocals", "accompaniment")]
    finally:
        rig.scheduler.close()


def test_a_song_is_never_worked_on_twice_at_a_time(songs: Path, tmp_path: Path) -> None:
    """Not even if it is asked for again while a second process is free and the first stops."""
    installed_spleeter()
    rig = Rig(tmp_path, processes=2)
    try:
        rig.until(lambda: len(rig.warm) == 2)
        for _ in range(3):
            rig.ask("song", songs / "short.wav")
            rig.wait("song", JobStarted)
            rig.cancel("song")
            rig.ask("song", songs / "short.wav")
            rig.ask("other", songs / "tiny-1.wav")
        rig.until(lambda: bool(rig.reports("song", JobDone) and rig.reports("other", JobDone)))
        assert not rig.reports("song", Failed)
        assert rig.restarts == 0
    finally:
        rig.scheduler.close()


def test_closing_in_the_middle_leaves_what_was_made(songs: Path, tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.ask("song", songs / "long.wav")
    rig.wait("song", ChunkDone)
    rig.scheduler.close()
    entry = load_entry(rig.entry("song"))
    assert entry is not None
    assert not entry.complete


def test_closing_at_once_leaves_nothing_running(tmp_path: Path) -> None:
    Rig(tmp_path).scheduler.close()
