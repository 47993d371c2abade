"""The trainer makes a loop faster round by round, with pauses, and with the part in turns."""

from collections.abc import Iterator

import pytest

from player.base.units import SAMPLE_RATE
from player.core.mix import VOCALS
from player.core.playback import Transport
from player.core.practice.training import Training, Turns
from player.engine.protocol import SetMix
from tests.ui.fakes import FakePlayer


class _Speed:
    """A tempo that can be asked."""

    def __init__(self) -> None:
        self.now = 100.0

    def set(self, percent: float) -> None:
        self.now = percent


@pytest.fixture
def speed() -> _Speed:
    return _Speed()


@pytest.fixture
def player(speed: _Speed) -> Iterator[FakePlayer]:
    player = FakePlayer()
    player.fill(1)
    player.playback.play()
    player.playback.pause()
    player.practice.loops.set(50_000, 150_000)
    trainer = player.practice.trainer
    trainer.set_speed, trainer.speed = speed.set, lambda: speed.now
    yield player
    player.close()


def test_it_gets_faster_after_some_rounds_up_to_the_end(player: FakePlayer, speed: _Speed) -> None:
    trainer = player.practice.trainer
    trainer.set_plan(Training(start=80, step=10, rounds=2, stop=105))
    trainer.start()
    assert player.playback.state.transport is Transport.PLAYING
    assert player.engine.seeks == [50_000]
    heard = [speed.now]
    for _ in range(7):
        player.engine.trigger_looped()
        heard.append(speed.now)
    assert heard == [80, 80, 90, 90, 100, 100, 105, 105]
    trainer.stop()
    assert speed.now == 100
    player.engine.trigger_looped()
    assert speed.now == 100


@pytest.mark.parametrize(
    ("turns", "muted"),
    [
        (Turns.WITH, [False, False, False, False, False]),
        (Turns.WITHOUT, [True, True, True, True, True]),
        (Turns.ALTERNATE, [False, True, False, True, False]),
        (Turns.LISTEN_FIRST, [False, True, True, False, True]),
    ],
)
def test_the_part_is_heard_in_its_turns(
    player: FakePlayer, turns: Turns, muted: list[bool]
) -> None:
    trainer = player.practice.trainer
    trainer.set_plan(Training(rounds=3, part=VOCALS, turns=turns))
    trainer.start()
    heard, prepared = [player.mix.strip(VOCALS).mute], []
    for _ in range(4):
        sets = [each for each in player.engine.next_round if isinstance(each, SetMix)]
        prepared.append(sets[0].mix.gains[0].left == 0 if sets else heard[-1])
        player.engine.trigger_looped()
        heard.append(player.mix.strip(VOCALS).mute)
    assert heard == muted
    assert prepared == muted[1:], "the engine has it when the round begins"
    trainer.stop()
    assert not player.mix.strip(VOCALS).mute
    assert player.engine.next_round == ()


def test_a_pause_comes_before_each_round(player: FakePlayer) -> None:
    trainer = player.practice.trainer
    trainer.set_plan(Training(start=50, step=0, stop=50, pause=2.0))
    trainer.start()
    assert player.engine.count_in.frames == SAMPLE_RATE, "at half the speed it takes two seconds"
    trainer.stop()
    assert player.engine.count_in.frames == 0


def test_without_a_loop_it_says_so_and_with_the_loop_it_ends(player: FakePlayer) -> None:
    trainer = player.practice.trainer
    trainer.start()
    player.practice.loops.switch(on=False)
    assert not trainer.running
    player.practice.loops.clear()
    trainer.start()
    assert not trainer.running
    assert any("no loop" in message.text for message in player.messages.recent)
