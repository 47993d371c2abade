"""What the program knows of each track's stems, and the wishes to have them made."""

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from player.base.events import Event
from player.base.units import Seconds, StemName, TrackId
from player.base.values import dataclass


class StemState(Enum):
    """How far a track's stems are."""

    NONE = "none"
    QUEUED = "queued"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class StemStatus:
    """How far a track's stems are, in numbers."""

    state: StemState = StemState.NONE
    done: float = 0.0
    """0 to 1."""
    cells: bytes = b""
    """One byte for each grid cell (1.486 s) of the song: 0 is missing, all else can be heard."""
    time_left: Seconds | None = None
    reason: str = ""
    """Why it failed, in words for the user."""
    model: str = ""
    """Name of the model whose stems these are (or will be)."""


@dataclass(frozen=True)
class ModelStatus:
    """Whether the separation model is there."""

    installed: bool = False
    stage: str = ""
    """What is being done to install it ("downloading"), or ""."""
    fraction: float = 0.0
    name: str = ""
    """Which model `stage` is about; "" is the fast one in use."""


@dataclass(frozen=True)
class ModelChoice:
    """One model that the user can choose."""

    name: str
    title: str
    stems: tuple[StemName, ...]
    studio: bool
    """Works in the background and replaces the fast stems; False: keeps ahead of the playhead."""
    installed: bool
    bytes: int
    """On disk, or to be fetched."""
    licence: str
    note: str
    terms: str = ""
    """What has to be accepted before it is fetched."""
    x_realtime: float = 0.0
    """Seconds of music per second of work on this machine (or, until measured, on 2 cores)."""
    missing: str = ""
    """What has to be installed beside the weights, as a sentence with its command; or ""."""
    published_sdr: str = ""
    """Published quality with its source, for people: "vocals 8.9 dB (paper, MUSDB18-HQ)"."""
    weights: str = ""
    """The model on whose files it runs; "" when it has its own."""


@dataclass(frozen=True)
class StemSet:
    """Stems of a song by one model."""

    model: str
    """Its name; or what its stems are kept under, if it was never loaded here."""
    folder: Path
    stems: tuple[StemName, ...]
    quality: str = ""
    """How careful it was."""


@dataclass(frozen=True)
class Backlog:
    """All that is wanted and not done yet."""

    tracks: int = 0
    """How many of the wanted are not ready."""
    wanted: int = 0
    """How many were wanted since the backlog was last empty; `tracks` of them are left."""
    time_left: Seconds | None = None
    waiting: str = ""
    """Why nothing runs at the moment ("on battery"), in words; "" while it works."""


class Separation:
    """Asks for stems and says how far they are. Main thread only; events are emitted there too."""

    def __init__(self) -> None:
        self.status_changed: Event[TrackId] = Event()
        self.model_changed: Event[ModelStatus] = Event()
        self.usage_changed: Event[[]] = Event()
        self.paused_changed: Event[[]] = Event()
        self.models_changed: Event[[]] = Event()
        """What `models` gives, `model_name` or `studio_name` changed."""
        self.backlog_changed: Event[Backlog] = Event()
        self.model = ModelStatus()
        self.backlog = Backlog()

    def status(self, track_id: TrackId) -> StemStatus:
        """How far this track's stems are."""
        raise NotImplementedError

    def request(self, track_id: TrackId) -> None:
        """Have this track separated when its turn comes."""
        raise NotImplementedError

    def cancel(self, track_id: TrackId) -> None:
        """Stop separating this track; chunks already done stay."""
        raise NotImplementedError

    def set_paused(self, paused: bool) -> None:
        """Hold all separation, or go on."""
        raise NotImplementedError

    @property
    def paused(self) -> bool:
        """Whether all separation is held."""
        raise NotImplementedError

    def request_many(self, track_ids: Sequence[TrackId]) -> None:
        """Have all these separated, in this order, after what is played."""
        raise NotImplementedError

    def request_songs(self, paths: Sequence[Path]) -> None:
        """Have these files separated, in this order, whether or not they are in the queue."""
        raise NotImplementedError

    def cancel_all(self) -> None:
        """Take all wishes back; chunks already done stay."""
        raise NotImplementedError

    @property
    def model_name(self) -> str:
        """The fast model, which works while the song plays."""
        raise NotImplementedError

    @property
    def studio_name(self) -> str:
        """The studio model, whose stems replace the fast ones when they are done; "" for none."""
        raise NotImplementedError

    @property
    def quality(self) -> str:
        """The fast model's care: fast, better or best."""
        raise NotImplementedError

    def models(self) -> tuple[ModelChoice, ...]:
        """All models; empty until the list was read once (see `models_changed`)."""
        raise NotImplementedError

    def choose(self, model: str, studio: str, quality: str) -> None:
        """Use these from now on; the songs that are open get their stems anew. Kept in settings."""
        raise NotImplementedError

    def install_model(self, name: str = "") -> None:
        """Fetch a model ("" is the fast one in use), with progress in `model_changed`."""
        raise NotImplementedError

    def add_model(self, file: Path) -> None:
        """Install a model from a file that the user has."""
        raise NotImplementedError

    def remove_model(self, name: str) -> None:
        """Delete an installed model; its stems stay in the cache."""
        raise NotImplementedError

    def heard(self, track_id: TrackId) -> StemSet | None:
        """The stems that this track is heard with, whole or growing; None while there are none."""
        raise NotImplementedError

    def find_stems(self, track_id: TrackId, found: Callable[[Sequence[StemSet]], None]) -> None:
        """Look in the cache for this track's whole stems, by whatever model; then call `found`."""
        raise NotImplementedError

    def use_stems(self, track_id: TrackId, stems: StemSet | None) -> None:
        """Let this track be heard with these stems, until None: with its own again."""
        raise NotImplementedError

    def usage(self) -> tuple[int, int]:
        """Bytes used by the stem cache, and its budget."""
        raise NotImplementedError

    def clear_cache(self) -> None:
        """Delete all stems but those of the track that plays."""
        raise NotImplementedError

    def pin(self, track_ids: Sequence[TrackId], pinned: bool) -> None:
        """Keep the stems of these tracks whatever the cache's budget, or no longer."""
        raise NotImplementedError

    def pinned(self, track_id: TrackId) -> bool:
        """Whether this track's stems are kept whatever the cache's budget."""
        raise NotImplementedError

    def import_stems(self, track_id: TrackId, path: Path) -> None:
        """Take a folder of stem files, or a .stem.mp4, as this track's stems (checked first)."""
        raise NotImplementedError

    def export_stems(self, track_id: TrackId, path: Path) -> None:
        """Write this track's finished stems as a .stem.mp4."""
        raise NotImplementedError
