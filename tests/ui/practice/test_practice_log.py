"""What is practised is counted while it is, and shown and exported by the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from player.core.mix import VOCALS
from player.core.practice.practice_log import PracticeLog
from player.ui.practice.practice_log_dialog import PracticeLogDialog
from player.ui.window import MainWindow
from tests.ui.fakes import FakePlayer
from tests.ui.hands import key

CTRL = Qt.KeyboardModifier.ControlModifier


class Hours:
    """Lets time pass while the player plays on."""

    def __init__(self, player: FakePlayer) -> None:
        self._player = player
        self._time = 0.0
        player.practice.clock.now = lambda: self._time

    def pass_by(self, time: float, step: float = 0.5) -> None:
        for _ in range(round(time / step)):
            self._time += step
            position = self._player.playback.state.position + 1
            self._player.engine.trigger_position(position)


@pytest.fixture
def log(player: FakePlayer, tmp_path: Path) -> Iterator[PracticeLog]:
    log = PracticeLog(tmp_path / "practice.jsonl")
    player.practice.clock.log = log
    yield log
    player.practice.clock.close()


def practised(player: FakePlayer, log: PracticeLog) -> list[tuple[str, bool, float]]:
    """Title, whether a loop was on, and seconds, as the file has it."""
    done: list[bool] = []
    player.practice.clock.read(lambda _: done.append(True))
    assert player.loop.run_until(lambda: bool(done), 10)
    spells = log.read()
    return [(each.subject.title, bool(each.subject.loop), each.time) for each in spells]


def test_only_practising_counts(player: FakePlayer, log: PracticeLog) -> None:
    time = Hours(player)
    player.playback.play()
    time.pass_by(30)
    player.mix.set_mute(VOCALS, True)
    time.pass_by(20)
    player.practice.loops.set(0, 441_000)
    time.pass_by(40)
    player.playback.pause()
    time.pass_by(50)
    player.playback.play()
    time.pass_by(0.5)
    time.pass_by(3_600, step=3_600)  # the machine slept
    player.mix.set_mute(VOCALS, False)
    player.practice.loops.switch(on=False)
    time.pass_by(30)
    assert practised(player, log) == [("Song 1", False, 20.0), ("Song 1", True, 40.0)]


def test_a_loop_that_is_still_being_set_is_not_torn_to_pieces(
    player: FakePlayer, log: PracticeLog
) -> None:
    time = Hours(player)
    player.playback.play()
    for stop in (100_000, 200_000, 300_000):
        player.practice.loops.set(0, stop)
        time.pass_by(2.5)
    time.pass_by(10)
    assert [each[2] for each in practised(player, log)] == [pytest.approx(17.0, abs=0.6)]


def test_a_long_spell_is_written_before_it_is_over(player: FakePlayer, log: PracticeLog) -> None:
    time = Hours(player)
    player.playback.play()
    player.mix.set_mute(VOCALS, True)
    told: list[bool] = []
    player.practice.clock.changed.connect(lambda: told.append(True))
    time.pass_by(61)
    assert player.loop.run_until(lambda: bool(told), 10)
    assert sum(spell.time for spell in log.read()) == pytest.approx(60, abs=1)


def test_the_window_shows_the_days_and_exports_them(
    window: MainWindow, player: FakePlayer, log: PracticeLog, tmp_path: Path
) -> None:
    time = Hours(player)
    player.playback.play()
    player.practice.loops.set(441_000, 882_000)
    time.pass_by(95)
    key(Qt.Key.Key_F8, CTRL)
    dialog = window.findChild(PracticeLogDialog)
    assert dialog is not None
    assert player.loop.run_until(lambda: dialog.tree.topLevelItemCount() == 1, 10)
    day = dialog.tree.topLevelItem(0)
    assert day is not None
    (row,) = day.takeChildren()
    assert [row.text(column) for column in range(3)] == ["Artist 1 – Song 1", "0:10–0:20", "100 %"]
    assert day.text(3) == row.text(3) == "1:35"
    dialog.export(tmp_path / "out.csv")
    assert "Song 1" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    dialog.export(tmp_path / "nowhere" / "out.csv")
    assert "could not be written" in player.messages.recent[-1].text
    dialog.close()
