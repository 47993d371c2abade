"""The player without a window, with real processes and models, and everything it announced."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from player.base.folders import Folders
from player.base.loop import Loop
from player.base.settings import Settings
from player.base.units import TrackId
from player.core.assembly import MinusOne, Wishes
from player.core.separation import Backlog, StemState, StemStatus
from tests.models import installed_spleeter

WAIT = 60.0
FAST, FOUR = "spleeter-2stems", "spleeter-quick4"
CALM = Settings(
    output="null", wait_on_battery=False, wait_when_busy=False, separate_while_playing=False
)
BOTH = replace(CALM, studio_model=FOUR)


def new_folders(root: Path) -> Folders:
    """A home with the embedded model in it."""
    models = root / "data" / "models"
    models.mkdir(parents=True)
    folder = installed_spleeter()
    (models / folder.name).symlink_to(folder)
    return Folders(root / "data", root / "cache")


class Rig:
    """A running player."""

    def __init__(self, folders: Folders, settings: Settings = CALM) -> None:
        self.loop = Loop()
        self.player = MinusOne(folders, settings, self.loop, Wishes(threads=2))
        self.separation = self.player.separation
        self.backlogs: list[Backlog] = []
        self.statuses: dict[TrackId, list[StemStatus]] = {}
        self.separation.backlog_changed.connect(self.backlogs.append)
        self.separation.status_changed.connect(self._note)

    def open(self, *paths: Path) -> list[TrackId]:
        """Queue files; returns their tracks."""
        before = len(self.player.queue.tracks)
        self.player.open(list(paths))
        self.until(lambda: len(self.player.queue.tracks) == before + len(paths))
        new = {track.path: track.id for track in self.player.queue.tracks[before:]}
        return [new[path] for path in paths]

    def ready(self, track: TrackId, model: str = FAST) -> None:
        """Wait until the stems of this model are there."""
        self.until(
            lambda: (
                self.separation.status(track).state is StemState.READY
                and self.separation.status(track).model == model
            )
        )

    def until(self, done: Callable[[], bool]) -> None:
        """Run the loop until then."""
        reached = self.loop.run_until(done, WAIT)
        assert reached, (self.backlogs[-3:], list(self.player.messages.recent))

    def close(self) -> None:
        self.player.close()

    def _note(self, track: TrackId) -> None:
        self.statuses.setdefault(track, []).append(self.separation.status(track))
