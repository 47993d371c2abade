"""The library's folders in the settings, with a real scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from player.base.messages import MessageLog
from player.core.scan_service import ScanService
from player.ui.bridge import MainThread
from player.ui.settings.library_page import LibraryPage
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song
from tests.ui.hands import click

WAIT = 30_000


@pytest.fixture
def scan(tmp_path: Path, qtbot: QtBot) -> Iterator[ScanService]:
    main_thread = MainThread()
    scan = ScanService(tmp_path / "library.sqlite", MessageLog(), main_thread)
    yield scan
    scan.close()
    main_thread.close()


def test_folders_are_added_looked_through_and_removed(
    scan: ScanService, tmp_path: Path, qtbot: QtBot
) -> None:
    music = tmp_path / "music"
    music.mkdir()
    write_song(music / "song.wav", noisy_song(4410, seed=1))
    page = LibraryPage(scan)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert not page.rescan_button.isEnabled()
    click(page.add_button)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(music)])
    dialog.close()
    qtbot.waitUntil(lambda: page.folders.count() == 1, timeout=WAIT)
    assert page.folders.item(0).text() == str(music)
    qtbot.waitUntil(lambda: not scan.scanning, timeout=WAIT)
    assert page.rescan_button.text() == "Look through now"
    click(page.rescan_button)
    assert page.rescan_button.text() == "Stop"
    qtbot.waitUntil(lambda: not scan.scanning, timeout=WAIT)
    page.folders.setCurrentRow(0)
    click(page.remove_button)
    qtbot.waitUntil(lambda: page.folders.count() == 0, timeout=WAIT)
    assert music.is_dir()
