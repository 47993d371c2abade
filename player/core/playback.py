"""The transport: play, pause, seek, next, previous, and what the engine says of itself."""

from collections.abc import Callable
from enum import Enum

from player.base.events import Event
from player.base.units import Frames, StemName, TrackId
from player.base.values import dataclass
from player.engine.protocol import Beats, Click, Command, CountIn, Section, TakePart


class Transport(Enum):
    """What the transport does now."""

    STOPPED = "stopped"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True)
class PlaybackState:
    """Where playback stands."""

    transport: Transport = Transport.STOPPED
    track: TrackId | None = None
    position: Frames = 0
    length: Frames | None = None
    """None for endless streams."""
    stems_sounding: bool = False
    """Whether what is heard now comes from stems (else the original plays)."""
    live_sounding: bool = False
    """Whether a stand-in for the vocals is heard, as their stem is not there yet."""
    counted: int = 0
    """Which beat of its bar is heard of a count-in, from 1; 0 while none is heard."""


@dataclass(frozen=True)
class Levels:
    """Peak amplitudes since the last report, linear (left, right), of each stem and of the sum."""

    stems: dict[StemName, tuple[float, float]]
    master: tuple[float, float]


class Playback:
    """Drives the engine. Methods return at once; what happened comes back as events.

    Everything runs on the main thread; events are emitted there too.
    """

    def __init__(self) -> None:
        self.state = PlaybackState()
        self.state_changed: Event[PlaybackState] = Event()
        """Emitted on every change, the position included (at most 60 times a second)."""
        self.levels: Event[Levels] = Event()
        self.lead: Callable[[TrackId, Frames], CountIn] = lambda _track, _place: CountIn()
        """What comes before playing from a place in a track."""
        self.looped: Event[[]] = Event()
        """The current track went from its loop's stop to the loop's start."""

    def play(self, track_id: TrackId | None = None) -> None:
        """Start this track, or go on with the current one (or the first of the queue).

        What was held or stopped is counted in, if `lead` says so.
        """
        raise NotImplementedError

    def pause(self) -> None:
        """Hold."""
        raise NotImplementedError

    def toggle(self) -> None:
        """Play if held or stopped, hold if playing."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop and forget the position."""
        raise NotImplementedError

    def seek(self, position: Frames) -> None:
        """Go to a frame of the current track."""
        raise NotImplementedError

    def next(self) -> None:
        """Go to the next track, if any."""
        raise NotImplementedError

    def previous(self) -> None:
        """Go to the start of this track, or to the track before within its first three seconds."""
        raise NotImplementedError

    def set_sections(self, track_id: TrackId, sections: tuple[Section, ...]) -> None:
        """Mix this track so over its time, now and whenever it is played."""
        raise NotImplementedError

    def set_takes(self, track_id: TrackId, takes: tuple[TakePart, ...]) -> None:
        """Have these recordings sound with this track, now and whenever it is played."""
        raise NotImplementedError

    def set_loop(
        self, track_id: TrackId, loop: tuple[Frames, Frames] | None, count_in: CountIn
    ) -> None:
        """Have this track go round from start to stop, with a count-in before each round.

        A playhead behind the loop goes to its start; None: play on.
        """
        raise NotImplementedError

    def set_next_round(self, commands: tuple[Command, ...]) -> None:
        """Have the engine do this when the loop next goes back to its start, and not before."""
        raise NotImplementedError

    def set_click(self, click: Click) -> None:
        """Have the click like this."""
        raise NotImplementedError

    def set_beats(self, track_id: TrackId, beats: Beats) -> None:
        """Put the click on these beats of this track, now and whenever it is played."""
        raise NotImplementedError

    def outputs(self) -> tuple[str, ...]:
        """Names of the sound devices that can be chosen; the first is the system's default."""
        raise NotImplementedError

    def find_renderers(self) -> None:
        """Look for Chromecasts and their like; `outputs` has them some seconds later."""
        raise NotImplementedError

    def select_output(self, name: str) -> None:
        """Play through this device from now on."""
        raise NotImplementedError
