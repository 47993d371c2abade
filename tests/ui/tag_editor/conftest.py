"""Real files and a real editing service behind the dialogs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from player.core.tag_editing import TagEditing
from player.library.tag_changes import Edit, Field, TagChange, Values
from player.library.tag_writing import TagWriter, read_file_tags
from player.ui.bridge import MainThread
from tests.library.tagged_files import write_sound
from tests.ui.fakes import FakePlayer

TITLES = ("one", "two", "three")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sound(tmp_path_factory.mktemp("original") / "song.mp3")


@pytest.fixture
def songs(original: Path, tmp_path: Path) -> list[Path]:
    """Three songs of an album, by different artists."""
    folder = tmp_path / "music"
    folder.mkdir()
    made = []
    for number, title in enumerate(TITLES, start=1):
        song = Path(shutil.copy(original, folder / f"{number:02} {title}.mp3"))
        values: dict[Field, Values] = {
            Field.TITLE: (title,),
            Field.ARTISTS: (f"Artist {number}",),
            Field.ALBUM: ("Album",),
        }
        TagWriter().write(Edit(song, TagChange(values)))
        made.append(song)
    return made


@pytest.fixture
def player(qapp: QApplication, tmp_path: Path) -> Iterator[FakePlayer]:
    player = FakePlayer()
    main_thread = MainThread()
    player.editing = TagEditing(tmp_path / "edits", main_thread)
    player.editing.start()
    yield player
    player.editing.close()
    main_thread.close()


def said(song: Path, field: Field) -> Values:
    """What a file says."""
    return read_file_tags(song).values.get(field, ())
