"""A large library: only what is in sight is ever fetched."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from player.library.items import Ids, TrackRow
from player.ui.library.library_model import LibraryModel
from player.ui.library.library_table import LibraryTable
from player.ui.library.track_pages import PAGE

COUNT = 1_000_000


class Rows:
    """Stands for the library: makes up rows, and counts those that it was asked for."""

    def __init__(self) -> None:
        self.fetched = 0

    def fetch(self, ids: Ids, done: Callable[[list[TrackRow]], object]) -> None:
        self.fetched += len(ids)
        done([TrackRow(int(each), f"/m/{each}.flac", f"Song {each}") for each in ids])  # type: ignore[arg-type]


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def table(qtbot: QtBot, rows: Rows) -> LibraryTable:
    model = LibraryModel(rows.fetch)
    table = LibraryTable(model)
    qtbot.addWidget(table)
    table.resize(1000, 600)
    model.show(np.arange(1, COUNT + 1))
    with qtbot.waitExposed(table):
        table.show()
    return table


def test_opening_fetches_what_is_in_sight(table: LibraryTable, rows: Rows) -> None:
    table.viewport().grab()
    assert table.model().rowCount() == COUNT
    assert 0 < rows.fetched <= 2 * PAGE


def test_jumping_fetches_what_is_there(table: LibraryTable, rows: Rows) -> None:
    table.viewport().grab()
    before = rows.fetched
    table.go_to(COUNT // 2)
    table.viewport().grab()
    assert rows.fetched - before <= 2 * PAGE
    assert table.model().index(COUNT // 2, 1).data() == f"Song {COUNT // 2 + 1}"


def test_choosing_all_fetches_nothing(table: LibraryTable, rows: Rows) -> None:
    table.viewport().grab()
    before = rows.fetched
    table.selectAll()
    assert len(table.chosen) == COUNT
    assert rows.fetched == before


def test_only_some_pages_are_kept(table: LibraryTable) -> None:
    model = table.model()
    assert isinstance(model, LibraryModel)
    for page in range(300):
        model.row(page * PAGE)
    assert len(model._pages._pages) < 100


def test_a_name_that_is_no_text_is_shown(qtbot: QtBot) -> None:
    name = b"/m/caf\xe9.flac".decode(errors="surrogateescape")
    model = LibraryModel(lambda ids, done: done([TrackRow(1, name, Path(name).stem)]))  # type: ignore[arg-type]
    table = LibraryTable(model)
    qtbot.addWidget(table)
    model.show(np.array([1]))
    table.resize(600, 200)
    assert not table.viewport().grab().isNull()
