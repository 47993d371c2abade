"""Loops, click and count-in reach a real engine, also a song that is loaded again."""

from collections.abc import Callable
from pathlib import Path

from player.core.mix import VOCALS
from player.core.playback import Transport
from player.core.practice.training import Training, Turns
from player.engine.protocol import Beats
from tests.core.rig import Rig


def test_a_loop_goes_round_counted_in_and_again_when_the_song_is_loaded_anew(
    start: Callable[..., Rig], songs: list[Path]
) -> None:
    rig = start()
    player = rig.player
    (track,) = rig.open(songs[-1])
    rounds: list[int] = []
    player.playback.looped.connect(lambda: rounds.append(player.playback.state.position))
    player.practice.beats.set(track, Beats(tuple(range(0, 500_000, 4_000)), (True,) * 125))
    player.practice.click.set(type(player.practice.click.settings)(bars=1, each_round=True))
    player.playback.play(track)
    player.practice.loops.set(40_000, 50_000)
    player.playback.seek(40_000)
    rig.until(lambda: len(rounds) >= 3)
    assert all(position < 60_000 for position in rounds)
    player.playback.play(track)
    rig.until(lambda: player.playback.state.transport is Transport.PLAYING)
    player.playback.seek(40_000)
    rig.until(lambda: len(rounds) >= 6)
    player.practice.loops.toggle()
    rig.until(lambda: player.playback.state.position > 60_000)


def test_the_trainer_gets_faster_and_mutes_in_turns(
    start: Callable[..., Rig], songs: list[Path]
) -> None:
    rig = start()
    player, practice = rig.player, rig.player.practice
    (track,) = rig.open(songs[-1])
    player.playback.play(track)
    practice.loops.set(40_000, 60_000)
    practice.trainer.set_plan(
        Training(start=150, step=25, rounds=2, stop=200, part=VOCALS, turns=Turns.ALTERNATE)
    )
    heard: list[tuple[float, bool]] = []
    practice.trainer.changed.connect(
        lambda: heard.append((practice.tempo.percent, player.mix.strip(VOCALS).mute))
    )
    practice.trainer.start()
    rig.until(lambda: practice.trainer.done >= 5)
    assert heard[:6] == [
        (150, False),
        (150, True),
        (175, False),
        (175, True),
        (200, False),
        (200, True),
    ]
    practice.trainer.stop()
    assert practice.tempo.percent == 100
    assert not player.mix.strip(VOCALS).mute
