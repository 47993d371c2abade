"""What the command line's tests share: a home with the model in it, and a way to run in it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from player.base.units import SAMPLE_RATE
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song
from tests.models import installed_spleeter


@dataclass
class Home:
    """A user's folders, empty but for the model."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(
        self, *arguments: str | Path, prepare: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the program as a shell would; what it says must never be a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "player", *map(str, arguments)],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=prepare,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


def new_home(root: Path, *, model: bool = True) -> Home:
    """Folders below `root`; with the real model, or without any."""
    models = root / "data" / "models"
    models.mkdir(parents=True)
    if model:
        folder = installed_spleeter()
        (models / folder.name).symlink_to(folder)
    places = {"MINUSONE_DATA_DIR": str(root / "data"), "MINUSONE_CACHE_DIR": str(root / "cache")}
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    return Home(root, places | nowhere)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return new_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight seconds of something; no two places are alike."""
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", noisy_song(8 * SAMPLE_RATE))
