"""The real player without a window, for as long as a benchmark needs it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from player.base.folders import Folders
from player.base.loop import Loop
from player.base.settings import Settings
from player.base.units import Frames, TrackId
from player.core.assembly import MinusOne, Wishes
from player.core.playback import Transport
from player.core.separation import StemState
from player.engine.protocol import OpenOutput, Stats
from tests.bench.bench import UnavailableError

PATIENCE = 60.0
SETTINGS = Settings(wait_on_battery=False, wait_when_busy=False)


@dataclass
class Session:
    """A player and the loop that it lives in."""

    player: MinusOne
    loop: Loop

    def add(self, path: Path) -> TrackId:
        """Queue a file."""
        before = {track.id for track in self.player.queue.tracks}
        self.player.open([path])
        self.wait(lambda: len(self.player.queue.tracks) > len(before))
        return next(t.id for t in self.player.queue.tracks if t.id not in before)

    def play(self, track_id: TrackId, start: Frames = 0) -> None:
        """Play a track from a frame on; returns when it sounds."""
        track = self.player.queue.get(track_id)
        if track is None:
            raise UnavailableError(f"track {track_id} is not in the queue")
        self.player.playback.load(track, start)
        self.wait(lambda: self.player.playback.state.transport is Transport.PLAYING)

    def separate(self, track_id: TrackId, patience: float = PATIENCE) -> None:
        """Have all stems of a track made."""
        self.player.separation.request(track_id)
        self.wait(
            lambda: self.player.separation.status(track_id).state is StemState.READY, patience
        )

    def wait(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Let the player work until `done()`; UnavailableError if that takes too long."""
        if not self.loop.run_until(done, patience):
            said = "; ".join(message.text for message in self.player.messages.recent)
            raise UnavailableError(f"the player did not get there: {said or 'no message'}")

    def pass_time(self, seconds: float) -> None:
        """Let the player work for a while."""
        self.loop.run_until(lambda: False, seconds)

    def end(self) -> Stats:
        """Close the player; what its engine counted."""
        self.player.close()
        self.loop.run_until(lambda: self.player.playback.stats is not None, 5.0)
        if self.player.playback.stats is None:
            raise UnavailableError("the engine ended without its figures")
        return self.player.playback.stats


@contextmanager
def session(place: Folders, output: OpenOutput) -> Iterator[Session]:
    """A player whose separator is warm, and that separates only what is asked for."""
    loop = Loop()
    player = MinusOne(place, SETTINGS, loop, Wishes(output, eager=False))
    here = Session(player, loop)
    try:
        here.wait(lambda: player.separation.model.installed)
        yield here
    finally:
        if player.playback.stats is None:
            player.close()


def dice() -> random.Random:
    """The same chances in each run."""
    return random.Random(1)
