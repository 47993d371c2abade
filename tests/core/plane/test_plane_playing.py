"""Regions through a real engine: heard at once, and again in the next run."""

from collections.abc import Callable
from pathlib import Path

from player.core.plane.regions import Box, PlaneRegion, drawn
from player.engine.live.kinds import Mode
from tests.core.rig import Rig

SILENCER = drawn("All", 0, Mode.CUT, Box(-1.0, 1.0, 0.0, 20_000.0))


def loud(rig: Rig) -> list[float]:
    """Levels of the sum, as they are reported from now on."""
    levels: list[float] = []
    rig.player.playback.levels.connect(lambda each: levels.append(max(each.master)))
    return levels


def until_silent(rig: Rig) -> None:
    levels = loud(rig)
    rig.until(lambda: len(levels) > 2 and max(levels[-2:]) < 1e-3)


def until_loud(rig: Rig) -> None:
    levels = loud(rig)
    rig.until(lambda: len(levels) > 2 and min(levels[-2:]) > 1e-2)


def set_regions(rig: Rig, *regions: PlaneRegion) -> None:
    rig.player.plane.set(regions)


def test_heard_while_it_plays_and_when_it_plays_again(
    start: Callable[..., Rig], songs: list[Path]
) -> None:
    first = start()
    (track,) = first.open(songs[-1])
    first.player.playback.play(track)
    until_loud(first)
    set_regions(first, SILENCER)
    until_silent(first)
    first.player.plane.undo()
    until_loud(first)
    first.player.plane.redo()
    until_silent(first)
    first.close()
    second = start()
    (track,) = second.open(songs[-1])
    second.player.playback.play(track)
    second.until(lambda: second.player.plane.regions == (SILENCER,))
    until_silent(second)
