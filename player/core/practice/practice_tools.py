"""What the controllers for playing along work with."""

from dataclasses import field
from pathlib import Path

from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.settings import Settings
from player.base.values import dataclass
from player.core.mix import MixController
from player.core.playback import Playback
from player.core.practice.engine_link import EngineLink
from player.core.queue import Queue
from player.core.separation import Separation
from player.core.song_values import Keys


@dataclass(frozen=True)
class PracticeTools:
    """What the controllers for playing along work with."""

    engine: EngineLink
    playback: Playback
    mix: MixController
    separation: Separation
    data: Path
    """Where the user's own work is kept."""
    cache: Path
    """Where what can be made again is kept."""
    queue: Queue
    messages: MessageLog
    main_thread: MainThread
    keys: Keys | None = None
    """None keeps nothing beyond this run."""
    settings: Settings = field(default_factory=Settings)
