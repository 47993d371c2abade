"""Going through a practice list with the real engine: each entry plays as it was kept."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from player.core.playback import PlaybackState, Transport
from tests.core.rig import Rig


def test_each_entry_plays_in_its_loop_or_from_its_start(
    start: Callable[[], Rig], songs: list[Path]
) -> None:
    rig = start()
    player, practice = rig.player, rig.player.practice
    room, loops = practice.room, practice.loops

    def state() -> PlaybackState:
        return player.playback.state

    long, short = rig.open(songs[-1], songs[0])
    rig.until(lambda: all(track.tagged for track in player.queue.tracks))
    player.playback.play(long)
    rig.until(lambda: state().transport is Transport.PLAYING and state().position > 0)
    loop = (220_500, 264_600)
    loops.set(*loop)
    room.add()
    loops.switch(on=False)
    player.playback.play(short)
    room.add()
    player.playback.stop()
    player.queue.clear()

    room.go(0)
    assert [track.path for track in player.queue.tracks] == [songs[-1]]
    seen: list[int] = []
    player.playback.state_changed.connect(lambda now: seen.append(now.position))
    rig.until(lambda: _rounds(seen) > 1)  # two seconds: less than one is not kept
    assert all(loop[0] <= place <= loop[1] for place in seen if place)
    room.step(1)
    rig.until(lambda: state().transport is Transport.PLAYING and 0 < state().position < loop[0])
    assert player.queue.tracks[1].path == songs[0]
    assert loops.passage is None
    rig.close()

    again = start()
    assert [entry.setup.loop for entry in again.player.practice.room.entries] == [loop, None]
    told: list[float] = []
    again.player.practice.clock.read(lambda spells: told.extend(each.time for each in spells))
    again.until(lambda: bool(told))
    assert 0 < sum(told) < 60


def _rounds(places: list[int]) -> int:
    """How often playback went from the loop's end to its start."""
    return sum(later < place for place, later in pairwise(places) if later)
