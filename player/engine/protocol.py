"""What the window tells the engine, and what the engine tells back. All messages are frozen."""

from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from player.base.units import Decibels, Frames, StemName
from player.base.values import dataclass
from player.engine.input_protocol import InputCommand, InputEvent
from player.engine.live.kinds import LiveFilter
from player.engine.tempo import Tempo

BANDS = tuple(31.25 * 2**octave for octave in range(10))
"""Centres of the equaliser's bands, in Hz: 31.25 to 16,000."""


@dataclass(frozen=True)
class Song:
    """Something to play. `token` names this one playing of it, to tell late news apart."""

    token: int
    location: str
    start: Frames = 0
    stop: Frames | None = None
    """Where the song ends for this playing; None for its own end."""
    gain: float = 1.0
    """Linear, on top of the mix: what ReplayGain asks for, with clipping already kept in mind."""
    fade: Frames = 0
    """How long it fades in over the end of the song before it; 0 follows on without a gap."""


class Sounding(Enum):
    """Where the sound comes from."""

    ORIGINAL = "original"
    LIVE = "live"
    """A stand-in for the vocals, made at once of what is in the middle."""
    STEMS = "stems"


@dataclass(frozen=True)
class StemGain:
    """Linear gains of one stem for the left and the right channel."""

    stem: StemName
    left: float
    right: float


@dataclass(frozen=True)
class Mix:
    """All gains. `sent` is the monotonic time of the user's command, for measuring."""

    gains: tuple[StemGain, ...] = ()
    volume: float = 1.0
    sent: float = 0.0
    sections: bool = True
    """Whether the songs' own sections count (see `SetSections`)."""
    levels: tuple[StemGain, ...] = ()
    """On top of the gains: what a song's sections say of the place at hand."""


@dataclass(frozen=True)
class Section:
    """From start to stop (frames of the song), one stem is multiplied with a linear gain."""

    stem: StemName
    start: Frames
    stop: Frames
    gain: float = 0.0


@dataclass(frozen=True)
class Curve:
    """What the equaliser does, in dB: to everything, and to each of `BANDS`."""

    preamp: Decibels = 0.0
    bands: tuple[Decibels, ...] = (0.0,) * len(BANDS)

    @property
    def flat(self) -> bool:
        """Whether it does nothing."""
        return self.preamp == 0 and not any(self.bands)


# commands


@dataclass(frozen=True)
class Load:
    """Make this song the current one; the song before sounds on until the new one can be heard."""

    song: Song
    play: bool = True


@dataclass(frozen=True)
class Preload:
    """Make this song follow the current one without a gap; None takes the wish back."""

    song: Song | None


@dataclass(frozen=True)
class Beats:
    """Where beats are, in frames and in order, and which of them begin a bar."""

    places: tuple[Frames, ...] = ()
    downbeats: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if len(self.places) != len(self.downbeats):
            raise ValueError(f"{len(self.places)} beats and {len(self.downbeats)} downbeats")


@dataclass(frozen=True)
class CountIn:
    """Silence before a song goes on, in frames of the song, with clicks on these of its frames."""

    frames: Frames = 0
    beats: Beats = field(default_factory=Beats)


@dataclass(frozen=True)
class Play:
    """Go on, after a count-in."""

    count_in: CountIn = field(default_factory=CountIn)


@dataclass(frozen=True)
class Pause:
    """Hold."""


@dataclass(frozen=True)
class Stop:
    """End playback and let go of the songs."""


@dataclass(frozen=True)
class Seek:
    """Go to a frame of the current song."""

    position: Frames


@dataclass(frozen=True)
class Loop:
    """The frames of a song from `start` up to, not including, `stop`, again and again."""

    token: int
    start: Frames
    stop: Frames
    count_in: CountIn = field(default_factory=CountIn)
    """What comes before each round but the first."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"no loop from {self.start} to {self.stop}")


@dataclass(frozen=True)
class SetLoop:
    """Go round in this loop; a playhead behind it goes to its start. None: play on."""

    loop: Loop | None


@dataclass(frozen=True)
class NextRound:
    """Carry this out when the loop next goes back to its start; what was wanted before is not."""

    commands: tuple["Command", ...] = ()


class ClickSound(Enum):
    """What the click sounds like."""

    STICK = "stick"
    BEEP = "beep"
    COWBELL = "cowbell"
    WOOD = "wood"


@dataclass(frozen=True)
class Click:
    """How beats are heard. A count-in is heard whether the click is on or not."""

    on: bool = False
    level: float = 1.0
    """Linear, on top of the volume."""
    sound: ClickSound = ClickSound.STICK
    accents: bool = True
    """Whether downbeats sound otherwise."""
    parts: int = 1
    """Clicks for each beat."""


@dataclass(frozen=True)
class SetClick:
    """Have the click like this from the next buffer on."""

    click: Click


@dataclass(frozen=True)
class SetBeats:
    """The beats of the song with this token, for the click."""

    token: int
    beats: Beats


@dataclass(frozen=True)
class SetMix:
    """Use these gains from the next buffer on."""

    mix: Mix


@dataclass(frozen=True)
class AdjustSong:
    """Give a song that was loaded or preloaded another gain and fade (see `Song`)."""

    token: int
    gain: float
    fade: Frames


@dataclass(frozen=True)
class SetEqualiser:
    """Use this curve from the next buffer on."""

    curve: Curve


@dataclass(frozen=True)
class HoldLoudness:
    """Whether a mix without some stems is kept as loud as the song."""

    on: bool


@dataclass(frozen=True)
class SetTempo:
    """Play all songs so from the next buffer on."""

    tempo: Tempo


@dataclass(frozen=True)
class SetLive:
    """Filter every song so from the next buffer on, or only the song with this token.

    `stand_in`: muted vocals go at once where they are not separated yet. `sent`: see `Mix`.
    """

    filters: tuple[LiveFilter, ...] = ()
    stand_in: bool = False
    token: int | None = None
    sent: float = 0.0


@dataclass(frozen=True)
class SetSections:
    """Mix the song with this token so over its time, on top of the mix, from the next buffer on."""

    token: int
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class TakePart:
    """A recording that sounds with a song from its frame `start` on, at these linear gains."""

    file: Path
    start: Frames
    left: float = 1.0
    right: float = 1.0


@dataclass(frozen=True)
class SetTakes:
    """Have these recordings sound with this playing of a song, now or as soon as it is loaded."""

    token: int
    parts: tuple[TakePart, ...]


@dataclass(frozen=True)
class AttachStems:
    """The stems of a song are (being made) in `folder`; None if there are none any more."""

    token: int
    folder: Path | None
    anew: bool = False
    """Read them again though they are attached: what is in them changed."""


@dataclass(frozen=True)
class OpenOutput:
    """Put the sound out here. `target`: "default", a device's name, "null", "vlc" or "wav:FILE"."""

    target: str = "default"
    buffer_ms: int = 60
    realtime: bool = True
    """False: null and wav run as fast as sound and stems arrive."""


@dataclass(frozen=True)
class AskOutputs:
    """Answer with `Outputs`."""


@dataclass(frozen=True)
class AskRenderers:
    """Look for Chromecasts and their like; answers with `Renderers` after some seconds."""


@dataclass(frozen=True)
class Quit:
    """End the process."""


Command: TypeAlias = (
    Load
    | Preload
    | Play
    | Pause
    | Stop
    | Seek
    | SetLoop
    | NextRound
    | SetClick
    | SetBeats
    | SetMix
    | AdjustSong
    | SetEqualiser
    | HoldLoudness
    | SetTempo
    | SetLive
    | SetSections
    | SetTakes
    | AttachStems
    | OpenOutput
    | AskOutputs
    | AskRenderers
    | InputCommand
    | Quit
)


# events


@dataclass(frozen=True)
class Loaded:
    """A song is open. `length` is None for endless streams; `warning` says what is odd about it."""

    token: int
    length: Frames | None
    warning: str = ""


@dataclass(frozen=True)
class SongFailed:
    """A song cannot be opened or read on; if it was the current one, it has ended."""

    token: int
    message: str
    hint: str


@dataclass(frozen=True)
class Started:
    """This song is now what sounds."""

    token: int


@dataclass(frozen=True)
class Ended:
    """The current song is over and nothing follows."""

    token: int


@dataclass(frozen=True)
class Looped:
    """The playhead went from its loop's stop to the loop's start."""

    token: int


@dataclass(frozen=True)
class Status:
    """Where the playhead is; sent at most 60 times a second, and after each change."""

    token: int
    position: Frames
    playing: bool
    stems_sounding: bool
    peaks: dict[StemName, tuple[float, float]] = field(default_factory=dict)
    """Peak amplitude (left, right) of each stem and of the sum ("mix") since the last status."""
    live_sounding: bool = False
    """Whether a stand-in for the vocals is heard."""
    counted: int = 0
    """Which beat of its bar is heard of a count-in, from 1; 0 while none is heard."""


@dataclass(frozen=True)
class Stretching:
    """Rubber Band's engine that is heard now: 3, or 2 where that is too much work; 0 for none."""

    engine: int


@dataclass(frozen=True)
class MixHeard:
    """The stems' sound of a mix has reached an output buffer, this long after the command."""

    milliseconds: float


@dataclass(frozen=True)
class LiveHeard:
    """The live tier has followed a command in an output buffer, this long after it."""

    milliseconds: float


@dataclass(frozen=True)
class StemsFailed:
    """The stems in this folder cannot be read; the original plays."""

    token: int
    folder: Path
    message: str


@dataclass(frozen=True)
class OutputOpened:
    """Sound goes out here now."""

    target: str
    latency_ms: float


@dataclass(frozen=True)
class OutputFailed:
    """The output could not be opened, or went away; playback holds its place."""

    target: str
    message: str
    hint: str


@dataclass(frozen=True)
class OutputStutters:
    """Sound came too late for the output several times in a minute; said once for each output."""

    buffer_ms: int


@dataclass(frozen=True)
class Outputs:
    """The sound devices there are."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Renderers:
    """What can be cast to, as "vlc:NAME"."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """A time without sound for the output: monotonic seconds at which it began and ended."""

    start: float
    stop: float


@dataclass(frozen=True)
class Stats:
    """Figures of this process, sent when it ends or is asked to."""

    dropouts: int
    longest_gap_ms: float
    buffers: int
    gaps: tuple[Gap, ...] = ()
    """When the output ran dry, for the first hundred dropouts."""


Event: TypeAlias = (
    Loaded
    | SongFailed
    | Started
    | Ended
    | Looped
    | Status
    | Stretching
    | MixHeard
    | LiveHeard
    | StemsFailed
    | OutputOpened
    | OutputFailed
    | OutputStutters
    | Outputs
    | Renderers
    | InputEvent
    | Stats
)
