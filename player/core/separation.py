"""What the program knows of each track's stems, and the wishes to have them made."""

from dataclasses import dataclass
from enum import Enum

from player.base.events import Event
from player.base.units import Seconds, TrackId


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


@dataclass(frozen=True)
class ModelStatus:
    """Whether the separation model is there."""

    installed: bool = False
    stage: str = ""
    """What is being done to install it ("downloading"), or ""."""
    fraction: float = 0.0


class Separation:
    """Asks for stems and says how far they are. Main thread only; events are emitted there too."""

    def __init__(self) -> None:
        self.status_changed: Event[TrackId] = Event()
        self.model_changed: Event[ModelStatus] = Event()
        self.usage_changed: Event[[]] = Event()
        self.paused_changed: Event[[]] = Event()
        self.model = ModelStatus()

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

    def install_model(self) -> None:
        """Fetch the model, with progress in `model_changed`."""
        raise NotImplementedError

    def usage(self) -> tuple[int, int]:
        """Bytes used by the stem cache, and its budget."""
        raise NotImplementedError

    def clear_cache(self) -> None:
        """Delete all stems but those of the track that plays."""
        raise NotImplementedError
