"""The window's words go through the translation: in a language made up for it, all are there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from player.core.library_service import LibraryService
from player.ui.bridge import MainThread
from player.ui.languages import Translation, languages, use_language
from player.ui.library.library_place import LibraryTools
from player.ui.library.smart_dialog import SmartDialog
from player.ui.tag_editor.rename_dialog import RenameDialog
from player.ui.tag_editor.tag_dialog import TagDialog
from player.ui.window import MainWindow
from player.ui.words import tr
from tests.library.tagged_files import write_sound
from tests.ui.fakes import MODELS, FakePlayer

ROOT = Path(__file__).parents[2]
OPEN, CLOSE = "⟦", "⟧"
NO_WORDS = {"M", "S", "C", "A", "B", "X", "English", "Press shortcut", "Save", "Cancel"}
"""Letters on buttons, what a language calls itself, and Qt's own words."""
KEY = r"([A-Z?]|F\d+|Del|Down|Up|Left|Right|Return|Enter|Space|(Ctrl|Alt|Shift)\+.*)"
NO_WORD = re.compile(rf"\d+k|/.*|{KEY}(, {KEY})*")
"""Frequencies, paths and keys."""
OF_MODELS = {str(getattr(model, field.name)) for model in MODELS for field in fields(model)}
"""What a model's publisher says."""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A translation into English in brackets, made by the project's own step."""
    folder = tmp_path_factory.mktemp("translations")
    step = [str(ROOT / "packaging" / "collect-words.sh"), str(Path(sys.executable).parent)]
    if shutil.which("pyside6-lupdate", path=step[1]) is None:
        pytest.skip("PySide6's tools are not installed")
    subprocess.run([*step, str(folder)], cwd=ROOT, check=True, timeout=60)
    tree = ET.parse(folder / "minusone.ts")  # noqa: S314 - our own file
    for message in tree.iter("message"):
        source, translation = message.find("source"), message.find("translation")
        assert source is not None
        assert translation is not None
        translation.text = f"{OPEN}{source.text}{CLOSE}"
        translation.attrib.pop("type", None)
    tree.write(folder / "minusone_xx.ts", encoding="utf-8", xml_declaration=True)
    target = folder / "minusone_xx.qm"
    release = str(Path(step[1]) / "pyside6-lrelease")
    subprocess.run(
        [release, "-silent", str(folder / "minusone_xx.ts"), "-qm", str(target)], check=True
    )
    return target.read_bytes()


@pytest.fixture
def foreign(qapp: QApplication, made_up: bytes) -> Iterator[None]:
    translation = Translation(made_up, qapp)
    assert translation.good
    qapp.installTranslator(translation)
    yield
    qapp.removeTranslator(translation)


def texts(widget: QWidget) -> Iterator[str]:
    """What can be read in a window, its tool tips included."""
    for each in [widget, *widget.findChildren(QWidget)]:
        yield each.toolTip()
        yield each.accessibleName()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QComboBox):
            yield from (each.itemText(row) for row in range(each.count()))
        if isinstance(each, QListWidget):
            yield from (each.item(row).text() for row in range(each.count()))


def untranslated(widget: QWidget) -> list[str]:
    found = {text.strip() for text in texts(widget)}
    return sorted(text for text in found if is_plain(text))


def is_plain(text: str) -> bool:
    named = text in NO_WORDS | OF_MODELS or NO_WORD.fullmatch(text) is not None
    return any(letter.isalpha() for letter in text) and OPEN not in text and not named


@pytest.mark.usefixtures("foreign")
def test_the_window_speaks_another_language(
    show: Callable[[FakePlayer], MainWindow],
) -> None:
    window = show(FakePlayer())
    assert window.menuBar().actions()[0].text() == f"{OPEN}&File{CLOSE}"
    menus = [each.menu() for each in window.menuBar().actions()]
    entries = [
        entry.text() for menu in menus if isinstance(menu, QMenu) for entry in menu.actions()
    ]
    assert [text for text in entries if is_plain(text)] == []
    window.go_to("now-playing")
    assert untranslated(window) == []


OPENED: dict[str, Callable[[MainWindow], object]] = {
    "settings": lambda window: window.dialogs.show_settings("general"),
    "separation": lambda window: window.dialogs.show_settings("separation"),
    "shortcuts": lambda window: window.dialogs.show_shortcuts(),
    "palette": lambda window: window.dialogs.show_palette(),
    "live filter": lambda window: window.dialogs.show_live(),
    "compare": lambda window: window.dialogs.show_compare(),
    "sound": lambda window: window.dialogs.show_sound(),
    "models": lambda window: window.dialogs.show_models(),
    "keys": lambda window: window.dialogs.show_keys(),
    "smart playlist": lambda window: SmartDialog(lambda *_: None, window).show(),
}


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("name", OPENED)
def test_the_dialogs_speak_it_too(show: Callable[[FakePlayer], MainWindow], name: str) -> None:
    window = show(FakePlayer())
    OPENED[name](window)
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert OPEN in dialog.windowTitle()
    assert untranslated(dialog) == []


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("kind", [TagDialog, RenameDialog])
def test_the_tag_editor_speaks_it_too(
    show: Callable[[FakePlayer], MainWindow], tmp_path: Path, kind: type[QDialog]
) -> None:
    song = write_sound(tmp_path / "song.mp3")
    player = FakePlayer()
    window = show(player)
    if kind is TagDialog:
        window.edit_tags([song])
    else:
        window.rename_files([song])
    (dialog,) = window.findChildren(kind)
    player.editing.close()
    assert OPEN in dialog.windowTitle()
    assert untranslated(dialog) == []


@pytest.mark.usefixtures("foreign")
def test_the_library_speaks_it_too(qtbot: QtBot, tmp_path: Path) -> None:
    player, main_thread = FakePlayer(), MainThread()
    service = LibraryService(tmp_path / "library.sqlite", player.messages, main_thread)
    window = MainWindow(player, library=LibraryTools(service))
    qtbot.addWidget(window)
    window.show()
    assert window.library is not None
    qtbot.waitUntil(window.library.empty.isVisible)
    assert untranslated(window) == []
    window.library.end()
    service.close()
    main_thread.close()


def test_english_needs_no_file(qapp: QApplication) -> None:
    assert use_language(qapp, "en") == "en"
    assert use_language(qapp, "xx_YY") == "en"
    assert languages()["en"] == "English"
    assert tr("Queue") == "Queue"
    assert QCoreApplication.instance() is qapp
