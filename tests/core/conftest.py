"""What the tests of the controllers share: songs, homes and running players."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.base.folders import Folders
from player.base.settings import Settings
from tests.core.rig import CALM, Rig, new_folders
from tests.stems.rig import write_song


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four short songs and, last, one of 20 seconds."""
    folder = tmp_path_factory.mktemp("songs")
    short = [write_song(folder / f"song {n}.wav", 1.2, seed=n) for n in range(4)]
    return [*short, write_song(folder / "long.wav", 13.5, seed=9)]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return new_folders(tmp_path)


@pytest.fixture
def start(folders: Folders) -> Iterator[Callable[..., Rig]]:
    """Starts players in the same home; all end with the test."""
    rigs: list[Rig] = []

    def begin(settings: Settings = CALM) -> Rig:
        rigs.append(Rig(folders, settings))
        return rigs[-1]

    yield begin
    for rig in rigs:
        rig.close()
