"""What the tests of stems share: songs, their undisturbed stems, and a warm scheduler."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from player.stemfile.entry import load_entry
from player.stems import protocol
from tests.models import installed_spleeter
from tests.stems.rig import Rig, write_song


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """long.wav (9.3 cells in three canonical chunks), short.wav, tiny-1.wav, tiny-2.wav."""
    folder = tmp_path_factory.mktemp("songs")
    write_song(folder / "long.wav", 9.3)
    write_song(folder / "short.wav", 2.2, seed=1)
    for number in (1, 2):
        write_song(folder / f"tiny-{number}.wav", 0.3, seed=number)
    return folder


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """A warm scheduler; each test uses names of its own."""
    installed_spleeter()
    rig = Rig(tmp_path_factory.mktemp("stems"))
    try:
        rig.until(lambda: bool(rig.warm))
        yield rig
    finally:
        rig.scheduler.close()


@pytest.fixture(scope="session")
def undisturbed(songs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Checksums of the stems of long.wav, made in one go."""
    installed_spleeter()
    rig = Rig(tmp_path_factory.mktemp("undisturbed"))
    try:
        rig.ask("long", songs / "long.wav")
        assert isinstance(rig.end("long"), protocol.JobDone)
    finally:
        rig.scheduler.close()
    entry = load_entry(rig.entry("long"))
    assert entry is not None
    assert entry.complete
    return entry.checksums
