"""Jobs with the real model: what is made first, and how they are stopped and gone on with."""

import random
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.units import CELL
from player.stemfile.cell_map import CellState
from player.stemfile.entry import load_entry
from player.stemfile.reader import StemReader
from player.stems.jobs import Priority
from player.stems.protocol import ChunkDone, Failed, JobDone, JobStarted, JobStopped, PartDone
from tests.stems.rig import Rig


def checksums(rig: Rig, name: str) -> dict[str, int]:
    """Of a complete entry."""
    entry = load_entry(rig.entry(name))
    assert entry is not None
    assert entry.complete
    return entry.checksums


def test_the_playhead_comes_first(rig: Rig, songs: Path) -> None:
    rig.ask("playhead", songs / "long.wav", Priority.PLAYING, playhead=6 * CELL + 100)
    started = rig.wait("playhead", JobStarted)
    assert (started.frames, started.stems) == (round(9.3 * CELL), ("vocals", "accompaniment"))
    first = rig.wait("playhead", ChunkDone)
    heard = [cell for cell, state in enumerate(first.cells) if state]
    assert heard == [6]
    assert first.speed > 0
    reader = StemReader(rig.entry("playhead"))
    assert reader.states()[6] != CellState.MISSING
    assert reader.read(6 * CELL, CELL).any()
    reader.close()
    assert isinstance(rig.end("playhead"), JobDone)


def test_all_of_the_song_is_made_and_in_step_with_it(rig: Rig, songs: Path) -> None:
    rig.ask("whole", songs / "long.wav")
    assert isinstance(rig.end("whole"), JobDone)
    assert rig.reports("whole", ChunkDone)[-1].cells == bytes([CellState.FINAL]) * 10
    song, _ = soundfile.read(songs / "long.wav", dtype="float32")
    reader = StemReader(rig.entry("whole"))
    (vocals,) = reader.read(0, len(song))
    reader.close()
    other = song - vocals
    for stem in (vocals, other):
        level = np.abs(stem[: 9 * CELL]).reshape(9, -1).max(axis=1)
        assert (level > 0).all()
    loudest = max((vocals, other), key=lambda stem: float(np.square(stem).sum()))
    spectrum = np.conj(np.fft.rfft(song[:, 0])) * np.fft.rfft(loudest[:, 0])
    assert np.argmax(np.fft.irfft(spectrum, len(song))) == 0


def test_the_same_stems_wherever_the_listener_was(
    rig: Rig, songs: Path, undisturbed: dict[str, int]
) -> None:
    chance = random.Random(1)
    rig.ask("restless", songs / "long.wav", Priority.PLAYING, playhead=8 * CELL)
    jumps = rig.scheduler.news.connect(
        lambda _: rig.move_playhead("restless", chance.randrange(9 * CELL))
    )
    assert isinstance(rig.end("restless"), JobDone)
    jumps()
    assert checksums(rig, "restless") == undisturbed


def test_a_song_that_plays_goes_before_one_that_was_asked_for(
    rig: Rig, songs: Path, undisturbed: dict[str, int]
) -> None:
    rig.ask("asked", songs / "long.wav", Priority.ASKED)
    rig.wait("asked", JobStarted)
    rig.ask("plays", songs / "short.wav", Priority.PLAYING, playhead=0)
    assert isinstance(rig.end("plays"), JobDone)
    assert not rig.reports("asked", JobDone)
    assert isinstance(rig.end("asked"), JobDone)
    assert len(rig.reports("asked", JobStarted)) == 2
    assert not rig.reports("asked", JobStopped)
    assert checksums(rig, "asked") == undisturbed


def test_the_order_of_jobs(rig: Rig, songs: Path) -> None:
    begun: list[str] = []
    end = rig.scheduler.news.connect(
        lambda news: begun.append(news.key) if isinstance(news.report, JobStarted) else None
    )
    rig.scheduler.set_paused(True)
    wishes = {
        "idle": Priority.IDLE,
        "asked 1": Priority.ASKED,
        "plays": Priority.PLAYING,
        "next": Priority.NEXT,
        "asked 2": Priority.ASKED,
    }
    for name, priority in wishes.items():
        rig.ask(f"order {name}", songs / "tiny-1.wav", priority)
    rig.ask("order asked 1", songs / "tiny-1.wav", Priority.ASKED)  # asked again: still one job
    rig.ask("order idle", songs / "tiny-1.wav", Priority.NEXT)  # it is the next one now
    rig.scheduler.set_paused(False)
    rig.until(lambda: bool(rig.reports("order asked 2", JobDone)))
    end()
    assert begun == [f"order {name}" for name in ("plays", "idle", "next", "asked 1", "asked 2")]


def test_a_cancelled_job_ends_and_what_it_made_stays(
    rig: Rig, songs: Path, undisturbed: dict[str, int]
) -> None:
    rig.ask("cancelled", songs / "long.wav")
    done = rig.wait("cancelled", ChunkDone)
    rig.cancel("cancelled")
    assert isinstance(rig.end("cancelled"), JobStopped)
    entry = load_entry(rig.entry("cancelled"))
    assert entry is not None
    assert not entry.complete
    made = len(rig.reports("cancelled", ChunkDone))
    reader = StemReader(rig.entry("cancelled"))
    assert reader.states().count(CellState.FINAL) >= done.cells.count(CellState.FINAL)
    reader.close()
    rig.ask("cancelled", songs / "long.wav")
    assert isinstance(rig.end("cancelled"), JobDone)
    assert made < 3
    assert checksums(rig, "cancelled") == undisturbed


def test_a_waiting_job_is_cancelled_at_once(rig: Rig, songs: Path) -> None:
    rig.scheduler.set_paused(True)
    rig.ask("waiting", songs / "tiny-1.wav")
    rig.cancel("waiting")
    rig.cancel("waiting")
    rig.cancel("unheard of")
    rig.until(lambda: len(rig.reports("waiting", JobStopped)) == 1)
    rig.scheduler.set_paused(False)
    assert not rig.entry("waiting").exists()


def test_a_restless_hand_gets_its_song_in_the_end(rig: Rig, songs: Path) -> None:
    """Asked for and taken back in quick succession, begun or not."""
    for times in range(8):
        rig.ask("restless hand", songs / "short.wav", Priority.PLAYING, playhead=0)
        if times % 2:
            rig.wait("restless hand", JobStarted)
        rig.cancel("restless hand")
    rig.ask("restless hand", songs / "short.wav", Priority.PLAYING, playhead=0)
    rig.wait("restless hand", JobDone)
    rig.ask("after it", songs / "tiny-1.wav")
    assert isinstance(rig.end("after it"), JobDone)
    assert checksums(rig, "restless hand")


def test_paused_and_gone_on_with(rig: Rig, songs: Path, undisturbed: dict[str, int]) -> None:
    rig.ask("paused", songs / "long.wav", Priority.PLAYING, playhead=0)
    rig.wait("paused", ChunkDone)
    rig.scheduler.set_paused(True)
    assert rig.scheduler.paused
    (driver,) = rig.scheduler._drivers
    rig.until(lambda: driver.job is None)
    assert not rig.reports("paused", JobDone)
    rig.ask("asked while paused", songs / "tiny-1.wav")
    rig.scheduler.set_paused(False)
    rig.until(lambda: bool(rig.reports("asked while paused", JobDone)))
    assert rig.reports("paused", JobDone)
    assert checksums(rig, "paused") == undisturbed


def test_only_a_part_of_a_song(rig: Rig, songs: Path) -> None:
    rig.ask("part", songs / "long.wav", playhead=5 * CELL, stop=6 * CELL)
    assert isinstance(rig.end("part"), PartDone)
    cells = rig.reports("part", ChunkDone)[-1].cells
    assert cells[5] == CellState.FINAL
    assert CellState.MISSING in cells
    rig.ask("part", songs / "long.wav")
    assert isinstance(rig.end("part"), JobDone)


def test_a_song_that_is_finished_already_is_not_made_again(rig: Rig, songs: Path) -> None:
    rig.ask("twice", songs / "tiny-1.wav")
    assert isinstance(rig.end("twice"), JobDone)
    made = {file: file.stat().st_mtime_ns for file in rig.entry("twice").iterdir()}
    chunks = len(rig.reports("twice", ChunkDone))
    rig.ask("twice", songs / "tiny-1.wav")
    assert isinstance(rig.end("twice"), JobDone)
    assert len(rig.reports("twice", ChunkDone)) == chunks
    assert {file: file.stat().st_mtime_ns for file in rig.entry("twice").iterdir()} == made


@pytest.mark.parametrize("content", [None, b"", b"no music at all"])
def test_a_broken_file_is_told_and_stops_nothing(
    rig: Rig, songs: Path, tmp_path: Path, content: bytes | None
) -> None:
    name = f"broken {content!r}"
    if content is not None:
        (tmp_path / "broken.mp3").write_bytes(content)
    rig.ask(name, tmp_path / "broken.mp3")
    failed = rig.end(name)
    assert isinstance(failed, Failed)
    assert "broken.mp3" in failed.message
    rig.ask(f"after {name}", songs / "tiny-2.wav")
    assert isinstance(rig.end(f"after {name}"), JobDone)


def test_a_cache_that_cannot_be_written_is_told(rig: Rig, songs: Path) -> None:
    rig.entry("a file").touch()
    rig.ask("a file", songs / "tiny-1.wav")
    failed = rig.end("a file")
    assert isinstance(failed, Failed)
    assert "could not be written" in failed.message
    assert "--cache-dir" in failed.hint


def test_other_content_under_the_same_key_is_made_anew(rig: Rig, songs: Path) -> None:
    rig.ask("changed", songs / "short.wav", playhead=0, stop=CELL)
    rig.end("changed")
    rig.ask("changed", songs / "tiny-1.wav")
    assert isinstance(rig.end("changed"), JobDone)
    rig.ask("unchanged", songs / "tiny-1.wav")
    assert isinstance(rig.end("unchanged"), JobDone)
    assert checksums(rig, "changed") == checksums(rig, "unchanged")
