"""Everything the transport can be asked for, in any order: it always goes on."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE
from player.engine.protocol import CountIn, Loop
from player.engine.tempo import Tempo
from player.engine.transport import Transport
from tests.decoder.sounds import noisy_song
from tests.engine.rig import Rig, write_song

LENGTHS = (3.0, 1.2, 0.05, 5.0)


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("songs")
    return [
        write_song(folder / f"{n}.wav", noisy_song(round(SAMPLE_RATE * length), seed=n))
        for n, length in enumerate(LENGTHS)
    ]


def ask(rig: Rig, dice: random.Random, songs: list[Path]) -> None:
    """One of the commands."""
    transport = rig.transport
    tempo = Tempo(dice.choice([0.25, 0.5, 1.0, 1.3, 2.0]), dice.randrange(-12, 13))
    commands: tuple[Callable[[], object], ...] = (
        lambda: transport.seek(dice.randrange(6 * SAMPLE_RATE)),
        transport.pause,
        lambda: transport.play(CountIn(dice.choice([0, 5_000]))),
        lambda: transport.route.set(tempo),
        lambda: transport.route.set(Tempo()),
        lambda: transport.preload(rig.deck(dice.choice(songs))),
        lambda: transport.load(rig.deck(dice.choice(songs)), play=dice.random() < 0.8),
        lambda: loop(transport, dice),
        lambda: transport.set_loop(None),
        transport.stop,
    )
    dice.choice(commands)()


def loop(transport: Transport, dice: random.Random) -> None:
    start = dice.randrange(2 * SAMPLE_RATE)
    stop = start + dice.randrange(500, 40_000)
    if transport.target is not None:
        token = transport.target.song.token
        transport.set_loop(Loop(token, start, stop, CountIn(dice.choice([0, 8_000]))))


def check_spans(transport: Transport, count: int) -> None:
    end = 0
    for span in transport.spans:
        assert span.count > 0
        assert span.rate > 0
        assert span.offset >= end
        end = span.offset + span.count
    assert end <= count


@pytest.mark.parametrize("seed", [16, 21, 103, 158])
def test_it_goes_on_whatever_is_asked_for(rig: Rig, songs: list[Path], seed: int) -> None:
    dice = random.Random(seed)
    rig.buffer = dice.choice([100, 441, 661, 1764])
    rig.transport.route.hurried = seed % 2 == 0
    rig.load(songs[0])
    for _ in range(60):
        ask(rig, dice, songs)
        if not rig.transport.playing and dice.random() < 0.7:
            rig.transport.play()
        if rig.transport.target is not None:
            assert np.isfinite(rig.play(dice.randrange(1, 8_000))).all()
            check_spans(rig.transport, rig.buffer)
    assert rig.transport.starved == 0
