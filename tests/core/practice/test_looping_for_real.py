"""Loops, click and count-in reach a real engine, also a song that is loaded again."""

from collections.abc import Callable
from pathlib import Path

from player.core.playback import Transport
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
