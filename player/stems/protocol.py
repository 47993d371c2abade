"""What the scheduler tells the separator process, and what it tells back. All are frozen."""

from pathlib import Path
from typing import Self, TypeAlias

from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import Frames, StemName
from player.base.values import dataclass


@dataclass(frozen=True)
class Configure:
    """Which model to run, from where, on what; the separator loads it at once, so as to be warm."""

    model: str
    models_folder: Path
    device: str = "auto"
    threads: int = 1
    spool: Path | None = None
    """Where decoders may keep what they cannot decode twice alike."""
    quality: str = "fast"
    """fast, better or best, for the models that have a choice."""
    codec: str = "flac"
    """How finished stems are kept: flac, or opus in a third of the room."""
    cache_budget: int = 0
    """Bytes that all stems of the cache may take; 0 where nobody counts them."""

    @classmethod
    def by_settings(cls, place: Folders, settings: Settings, threads: int) -> Self:
        """The fast model, as the settings say."""
        return cls(
            settings.model,
            place.models,
            settings.device,
            threads,
            place.spool(),
            settings.quality,
            settings.stem_codec,
            settings.cache_budget,
        )


@dataclass(frozen=True)
class Separate:
    """Make the stems of `path` in the entry `folder`, from the playhead on if there is one."""

    job: int
    path: Path
    folder: Path
    playhead: Frames | None = None
    stop: Frames | None = None
    """Be content when all from the playhead to here is final; None for the whole song."""


@dataclass(frozen=True)
class MovePlayhead:
    """The listener is here now."""

    job: int
    playhead: Frames | None


@dataclass(frozen=True)
class StopJob:
    """Stop at the next chance; chunks already done stay."""

    job: int


@dataclass(frozen=True)
class ListModels:
    """Answer with `Models`."""

    models_folder: Path


@dataclass(frozen=True)
class InstallModel:
    """Fetch a model; answers with `InstallProgress`, then `ModelInstalled`."""

    model: str
    models_folder: Path
    accepted: bool = False
    """Whether the user has read and accepted the model's terms, if it has any."""


@dataclass(frozen=True)
class AddModel:
    """Install a model from a file that the user has; answers like `InstallModel`."""

    file: Path
    models_folder: Path


@dataclass(frozen=True)
class RemoveModel:
    """Delete an installed model; answers with `ModelRemoved`."""

    model: str
    models_folder: Path


@dataclass(frozen=True)
class Quit:
    """End the process."""


Request: TypeAlias = (
    Configure
    | Separate
    | MovePlayhead
    | StopJob
    | ListModels
    | InstallModel
    | AddModel
    | RemoveModel
    | Quit
)


@dataclass(frozen=True)
class Warm:
    """The model is loaded and has run once. `version` is part of the cache key."""

    model: str
    version: str
    device: str
    stems: tuple[StemName, ...]
    x_realtime: float = 0.0
    """Seconds of music per second of work, as measured on 2 CPU cores; 0 where unknown."""


@dataclass(frozen=True)
class JobStarted:
    """The entry is there: stems can be attached from now on."""

    job: int
    frames: Frames
    stems: tuple[StemName, ...]


@dataclass(frozen=True)
class ChunkDone:
    """Some cells more. `cells` is one byte (CellState) for each cell of the song."""

    job: int
    cells: bytes
    speed: float
    """Seconds of music per second of work, of this chunk."""
    notice: str = ""
    """What was given up for lack of memory since the last chunk, as a line for the user."""


@dataclass(frozen=True)
class JobDone:
    """The entry is complete."""

    job: int


@dataclass(frozen=True)
class PartDone:
    """All that was asked for is final; the rest of the song is not."""

    job: int


@dataclass(frozen=True)
class JobStopped:
    """Stopped as asked; can be taken up again."""

    job: int


@dataclass(frozen=True)
class Failed:
    """The job (or, with job 0, the last other request) failed."""

    job: int
    message: str
    hint: str


@dataclass(frozen=True)
class InstallProgress:
    """How far an installation is."""

    model: str
    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class ModelInstalled:
    """The model can be used now."""

    model: str


@dataclass(frozen=True)
class ModelRemoved:
    """The model is deleted."""

    model: str


@dataclass(frozen=True)
class ModelDescription:
    """One line of the list of models."""

    name: str
    title: str
    stems: tuple[str, ...]
    installed: bool
    bytes: int
    """On disk, or to be fetched; 0 where unknown."""
    licence: str
    note: str
    studio: bool = False
    """Too slow to keep ahead of the playhead on a CPU."""
    terms: str = ""
    """What has to be accepted before it is fetched."""
    x_realtime: float = 0.0
    """Seconds of music per second of work on 2 CPU cores; 0 where unknown."""
    memory_mb: int = 0
    missing: str = ""
    """What has to be installed beside the weights, as a sentence with its command; or ""."""
    published_sdr: str = ""
    """Published quality with its source, for people."""
    sdr: tuple[tuple[str, float], ...] = ()
    """Stem and decibels, as published in `published_in`."""
    published_in: str = ""
    licence_code: str = ""
    licence_weights: str = ""
    credit: str = ""
    homepage: str = ""
    addresses: tuple[str, ...] = ()
    """Where it is fetched from."""
    own: bool = False
    """Whether the user added it."""
    weights: str = ""
    """The model on whose files it runs; "" when it has its own."""


@dataclass(frozen=True)
class Models:
    """All models there are."""

    models: tuple[ModelDescription, ...]


Report: TypeAlias = (
    Warm
    | JobStarted
    | ChunkDone
    | JobDone
    | PartDone
    | JobStopped
    | Failed
    | InstallProgress
    | ModelInstalled
    | ModelRemoved
    | Models
)
