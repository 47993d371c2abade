"""What the tests of the whole program share: a real window and processes, no sound card."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from player.app import App
from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import SAMPLE_RATE
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song
from tests.models import installed_spleeter

SECONDS = 40
"""Of a song; long enough to click around in before it ends."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    folder = installed_spleeter()
    (models / folder.name).symlink_to(folder)
    return Folders(tmp_path / "data", tmp_path / "cache")


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("music")
    for number in (1, 2):
        sound = noisy_song(SECONDS * SAMPLE_RATE, seed=number)
        write_song(folder / f"song {number}.wav", sound)
    return folder


@pytest.fixture
def start(qtbot: QtBot, folders: Folders) -> Iterator[Callable[[Settings], App]]:
    """Opens the program with some settings; everything ends with the test."""
    apps = []

    def open_window(settings: Settings) -> App:
        app = App(folders, settings)
        qtbot.addWidget(app.window)
        app.window.show()
        app.start()
        apps.append(app)
        return app

    yield open_window
    for app in apps:
        app.close()
