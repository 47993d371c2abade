"""A 2-hour song plays, 40 songs are separated behind it, and the controls are never at rest."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from player.base.folders import Folders
from player.base.units import SAMPLE_RATE, frames
from player.core.mix import VOCALS
from player.core.separation import StemState
from player.engine.protocol import OpenOutput, Stats
from tests.bench.bench import Bench, note
from tests.bench.figures import Figure
from tests.bench.processes import resident
from tests.bench.session import Session, dice, session
from tests.bench.songs import write_song

HOURS_2 = 7_200
SONGS = 40
MINUTES = 4
STEP = 2.0
"""Seconds between two seeks or mutes."""


@dataclass
class _Run:
    """What one long run came to."""

    stats: Stats
    made: int
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)


def measure(bench: Bench) -> list[Figure]:
    """Memory at the end beside that soon after the start: they should be the same."""
    minutes = 1 if bench.quick else MINUTES
    with bench.place() as place:
        run = _run(place, minutes)
    name = f"2-hour song, {run.made} of {SONGS} songs separated behind it"
    figures = [Figure(f"dropouts, by the engine, {name}", run.stats.dropouts, "", limit=0)]
    return figures + [
        Figure(
            f"memory of the {part}, after {minutes} min",
            after,
            "MB",
            peer="after half a minute",
            peer_value=run.before[part],
        )
        for part, after in run.after.items()
    ]


def _run(place: Folders, minutes: int) -> _Run:
    long = write_song(place.data / "long.flac", HOURS_2)
    songs = [write_song(place.data / f"song {n}.flac", 60, turn=n) for n in range(SONGS)]
    with session(place, OpenOutput("null")) as here:
        track = here.add(long)
        others = [here.add(song) for song in songs]
        here.play(track, frames(HOURS_2 / 3))
        note(f"playing for {minutes} min ...")
        here.player.separation.request_many(others)
        _use(here, 30)
        before = _memory(here)
        _use(here, 60 * minutes - 30)
        after = _memory(here)
        status = here.player.separation.status
        made = sum(status(each).state is StemState.READY for each in others)
        return _Run(here.end(), made, before, after)


def _use(here: Session, seconds: float) -> None:
    """Seek and mute all the time, within the long song."""
    chance = dice()
    for _ in range(round(seconds / STEP)):
        if chance.random() < 0.5:
            here.player.playback.seek(chance.randrange((HOURS_2 - 300) * SAMPLE_RATE))
        else:
            here.player.mix.set_mute(VOCALS, chance.random() < 0.5)
        here.pass_time(STEP)


def _memory(here: Session) -> dict[str, float]:
    """Megabytes in use now."""
    return {
        "window's process": resident(os.getpid()),
        "engine": resident(here.player.engine.pid),
        "separator": resident(here.player.scheduler.pids[0]),
    }
