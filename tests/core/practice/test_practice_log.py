"""The practice log: every spell stays, whatever happens to the file."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.core.practice.practice_log import PracticeLog, Spell, Subject, by_day, write_csv

SONG = Subject("/music/Sóng.flac", "Sóng", "Artist")
SOLO = Subject("/music/Sóng.flac", "Sóng", "Artist", (441_000, 882_000), 85.0)
MONDAY = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
SPELLS = (
    Spell(SONG, MONDAY, 60.0),
    Spell(SOLO, MONDAY + timedelta(minutes=5), 30.5),
    Spell(SONG, MONDAY + timedelta(minutes=9), 20.0),
    Spell(SOLO, MONDAY + timedelta(days=1), 300.0),
)


@pytest.fixture
def log(tmp_path: Path) -> PracticeLog:
    log = PracticeLog(tmp_path / "data" / "practice.jsonl")
    for spell in SPELLS:
        log.append(spell)
    return log


def test_days_add_up_and_the_last_comes_first(log: PracticeLog) -> None:
    assert log.read() == SPELLS
    found = [(each.day.day, each.subject, each.time) for each in by_day(log.read())]
    assert found == [(3, SOLO, 300.0), (2, SONG, 80.0), (2, SOLO, 30.5)]


def test_a_line_that_was_cut_off_costs_no_other(log: PracticeLog) -> None:
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[:-20])
    log.append(SPELLS[0])
    assert log.read() == (*SPELLS[:-1], SPELLS[0])
    log.path.write_bytes(b'{"begun": 1}\n[]\n\xff\n' + whole)
    assert log.read() == SPELLS


def test_a_table_for_a_spreadsheet(log: PracticeLog, tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", by_day(log.read()))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert rows[0] == {
        "day": "2026-03-03",
        "artist": "Artist",
        "title": "Sóng",
        "file": "/music/Sóng.flac",
        "loop from (s)": "10.000",
        "loop to (s)": "20.000",
        "tempo (%)": "85",
        "practised (s)": "300",
    }
    with pytest.raises(MinusOneError, match="could not be written"):
        write_csv(tmp_path / "nowhere" / "out.csv", ())


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where the folder should be")
    with pytest.raises(MinusOneError, match="could not be kept"):
        PracticeLog(tmp_path / "file" / "practice.jsonl").append(SPELLS[0])
