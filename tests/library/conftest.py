"""Files with and without tags, and an empty library."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.library.store import Library
from tests.library.songs import MUSIC
from tests.library.tagged_files import write_sound


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A second of sound in a format, made once."""
    folder = tmp_path_factory.mktemp("sounds")

    def sound(kind: str) -> Path:
        path: Path = folder / f"song.{kind}"
        return path if path.exists() else write_sound(path)

    return sound


@pytest.fixture
def copy_of(sounds: Callable[[str], Path], tmp_path: Path) -> Callable[..., Path]:
    """A file of a format, in a folder of its own or wherever it is wanted."""

    def copy(kind: str, name: str = "") -> Path:
        path = tmp_path / "music" / (name or f"song.{kind}")
        path.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(sounds(kind), path))

    return copy


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library.sqlite")
    library.roots.add(MUSIC)
    yield library
    library.close()
