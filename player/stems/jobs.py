"""Jobs: the wishes for stems that the scheduler holds, in the order in which they are served."""

import dataclasses
from enum import Enum, IntEnum
from pathlib import Path
from typing import TypeAlias

from player.base.units import Frames, SongKey
from player.base.values import dataclass
from player.stems import protocol

End: TypeAlias = protocol.JobDone | protocol.PartDone | protocol.JobStopped | protocol.Failed
"""How a job can end."""


class Priority(IntEnum):
    """What is separated first; the lowest number."""

    PLAYING = 0
    NEXT = 1
    ASKED = 2
    IDLE = 3


class Tier(Enum):
    """Which of the two models a job is for."""

    FAST = "fast"
    """Always warm, ahead of the playhead."""
    STUDIO = "studio"
    """Works when the fast one has nothing urgent; its process lives only while it is needed."""


@dataclasses.dataclass
class Job:
    """A wish for a song's stems by one model. Its folder tells it from all others."""

    key: SongKey
    path: Path
    folder: Path
    priority: Priority
    tier: Tier = Tier.FAST
    playhead: Frames | None = None
    number: int = 0
    stop: Frames | None = None
    deaths: int = 0
    cancelled: bool = False

    @property
    def polite(self) -> bool:
        """Whether it waits while the machine is needed for something else."""
        return self.tier is Tier.STUDIO or self.priority >= Priority.ASKED


@dataclass(frozen=True)
class News:
    """Something that happened to a job."""

    key: SongKey
    folder: Path
    tier: Tier
    report: protocol.JobStarted | protocol.ChunkDone | End


class Line:
    """The jobs that wait, by tier and priority; each change costs the same however long it is."""

    def __init__(self) -> None:
        self._jobs: dict[Path, Job] = {}
        self._places: dict[tuple[Tier, Priority], dict[Path, Job]] = {
            (tier, priority): {} for tier in Tier for priority in Priority
        }

    def __contains__(self, job: Job) -> bool:
        return self._jobs.get(job.folder) is job

    def get(self, folder: Path) -> Job | None:
        """The waiting job for this entry."""
        return self._jobs.get(folder)

    def add(self, job: Job) -> None:
        """Have a job wait."""
        self._jobs[job.folder] = job
        self._places[job.tier, job.priority][job.folder] = job

    def remove(self, job: Job) -> None:
        """The job waits no longer."""
        del self._jobs[job.folder]
        del self._places[job.tier, job.priority][job.folder]

    def at(self, tier: Tier, priority: Priority) -> list[Job]:
        """The jobs of one place, first come first."""
        return sorted(self._places[tier, priority].values(), key=lambda job: job.number)

    def urgent(self, tier: Tier) -> Priority | None:
        """The most urgent priority that waits."""
        return next((priority for priority in Priority if self._places[tier, priority]), None)

    def of(self, tier: Tier) -> list[Job]:
        """All jobs of a tier, in their order."""
        return [job for priority in Priority for job in self.at(tier, priority)]
