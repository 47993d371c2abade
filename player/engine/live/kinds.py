"""The live filters there are, as data: what each is called, its parameters and their ranges."""

from enum import Enum
from typing import Annotated, ClassVar, TypeAlias, get_type_hints

from player.base.errors import MinusOneError
from player.base.units import Decibels, Seconds
from player.base.values import dataclass

SILENCE: Decibels = -120.0
"""A gain that is no sound at all."""
HIGHEST = 20_000.0
"""Hz: an upper end up there lets everything above through as well."""
LONGEST: Seconds = 86_400.0

Point: TypeAlias = tuple[float, float]
"""A place on the stereo plane: pan (-1 is left, 1 is right) and Hz."""


class LiveFilterError(MinusOneError):
    """There is no such filter, or not with such a value."""


class Mode(Enum):
    """What is done with the part of the sound that a filter picks."""

    SOLO = "solo"
    CUT = "cut"
    GAIN = "gain"


@dataclass(frozen=True)
class Range:
    """What a number may be, and what it is."""

    low: float
    high: float
    help: str

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g} ({self.help})"


@dataclass(frozen=True)
class Choice:
    """What a mode may be."""

    modes: tuple[Mode, ...]

    def __str__(self) -> str:
        return " or ".join(mode.value for mode in self.modes)


@dataclass(frozen=True)
class LiveFilter:
    """One filter; it hears what the filters before it left. LiveFilterError for a bad value."""

    name: ClassVar[str]

    def __post_init__(self) -> None:
        for name, allowed in parameters(type(self)).items():
            value = getattr(self, name)
            if not _fits(value, allowed):
                shown = value.value if isinstance(value, Mode) else value
                raise LiveFilterError(
                    f"The live filter {self.name} cannot have {name}={shown}.",
                    f"{name} is {allowed}.",
                )


def parameters(kind: type[LiveFilter]) -> dict[str, Range | Choice]:
    """The parameters of a kind that can be written as a word or a number."""
    hints = get_type_hints(kind, include_extras=True)
    notes = {name: getattr(hint, "__metadata__", (None,))[0] for name, hint in hints.items()}
    return {name: note for name, note in notes.items() if isinstance(note, Range | Choice)}


def _fits(value: object, allowed: Range | Choice) -> bool:
    if isinstance(allowed, Choice):
        return value in allowed.modes
    return isinstance(value, int | float) and allowed.low <= value <= allowed.high


@dataclass(frozen=True)
class PhaseInversion(LiveFilter):
    """The classic trick: one channel is inverted and added, so what is alike on both sides goes."""

    name = "phase-inversion"
    low: Annotated[float, Range(0.0, HIGHEST, "Hz below which nothing is changed")] = 120.0


@dataclass(frozen=True)
class MidSide(LiveFilter):
    """What both channels share, and what they do not, each with a gain."""

    name = "mid-side"
    mid: Annotated[Decibels, Range(SILENCE, 24.0, "dB; -120 is silence")] = 0.0
    side: Annotated[Decibels, Range(SILENCE, 24.0, "dB; -120 is silence")] = 0.0
    low: Annotated[float, Range(0.0, HIGHEST, "Hz below which nothing is changed")] = 0.0


@dataclass(frozen=True)
class Centre(LiveFilter):
    """What is as loud on both sides and in phase; the rest keeps its place in the stereo image."""

    name = "centre"
    mode: Annotated[Mode, Choice((Mode.CUT, Mode.SOLO))] = Mode.CUT
    low: Annotated[float, Range(0.0, HIGHEST, "Hz below which nothing counts as centre")] = 130.0
    high: Annotated[float, Range(100.0, HIGHEST, "Hz above which nothing does")] = HIGHEST
    width: Annotated[float, Range(0.01, 1.0, "how far off the middle that reaches")] = 0.15
    strength: Annotated[float, Range(0.0, 1.0, "how much of it is cut (or kept)")] = 1.0
    drums: Annotated[float, Range(0.0, 1.0, "1: drums are left where they are")] = 0.0


@dataclass(frozen=True)
class Adress(LiveFilter):
    """Azimuth discrimination and resynthesis (Barry, Lawlor, Coyle 2004): one pan position."""

    name = "adress"
    mode: Annotated[Mode, Choice((Mode.SOLO, Mode.CUT))] = Mode.SOLO
    azimuth: Annotated[float, Range(-1.0, 1.0, "-1 is left, 1 is right")] = 0.0
    width: Annotated[float, Range(0.02, 2.0, "how broad a place is")] = 0.3


@dataclass(frozen=True)
class Band(LiveFilter):
    """A window of frequencies."""

    name = "band"
    mode: Annotated[Mode, Choice((Mode.SOLO, Mode.CUT))] = Mode.SOLO
    low: Annotated[float, Range(0.0, HIGHEST, "Hz")] = 200.0
    high: Annotated[float, Range(1.0, HIGHEST, "Hz")] = 4_000.0
    soft: Annotated[float, Range(0.0, 4.0, "octaves that an edge takes")] = 0.25


@dataclass(frozen=True)
class Gate(LiveFilter):
    """Silences each band of frequencies while it is below a level."""

    name = "gate"
    threshold: Annotated[Decibels, Range(-120.0, 0.0, "dB in a band, 0 a full-scale sine")] = -50.0
    attack: Annotated[float, Range(0.0, 2_000.0, "ms to open")] = 10.0
    release: Annotated[float, Range(0.0, 5_000.0, "ms to close")] = 150.0
    low: Annotated[float, Range(0.0, HIGHEST, "Hz below which nothing is changed")] = 0.0
    high: Annotated[float, Range(1.0, HIGHEST, "Hz above which nothing is changed")] = HIGHEST


@dataclass(frozen=True)
class Region(LiveFilter):
    """A part of the plane pan × frequency, for a time or the whole song.

    Regions beside each other in the list work together: all that is in solo is heard, less what
    is cut, with all gains that apply.
    """

    name = "region"
    mode: Annotated[Mode, Choice((Mode.SOLO, Mode.CUT, Mode.GAIN))] = Mode.SOLO
    left: Annotated[float, Range(-1.0, 1.0, "pan of its left edge")] = -1.0
    right: Annotated[float, Range(-1.0, 1.0, "pan of its right edge")] = 1.0
    low: Annotated[float, Range(0.0, HIGHEST, "Hz")] = 0.0
    high: Annotated[float, Range(1.0, HIGHEST, "Hz")] = HIGHEST
    gain: Annotated[Decibels, Range(-120.0, 24.0, "dB, in mode gain")] = -6.0
    soft: Annotated[float, Range(0.0, 1.0, "how broad its edges are, in pan and in octaves")] = 0.1
    start: Annotated[Seconds, Range(0.0, LONGEST, "seconds into the song")] = 0.0
    stop: Annotated[Seconds, Range(0.0, LONGEST, "seconds into the song")] = LONGEST
    outline: tuple[Point, ...] = ()
    """Corners of a free-hand shape; it then stands in place of the rectangle."""

    @property
    def neutral(self) -> bool:
        """Whether nothing is changed by it."""
        return self.mode is Mode.GAIN and self.gain == 0


NAMED: dict[str, LiveFilter] = {
    "phase-inversion": PhaseInversion(),
    "mid-side": MidSide(),
    "centre-cut": Centre(Mode.CUT),
    "centre-keep": Centre(Mode.SOLO),
    "voice-cut": Centre(Mode.CUT, high=12_000.0, drums=1.0),
    "voice-keep": Centre(Mode.SOLO, high=12_000.0, drums=1.0),
    "adress": Adress(),
    "band": Band(),
    "gate": Gate(),
    "region": Region(),
}
"""What can be asked for by name, as it is before anything is changed."""
SUMMARIES = {
    "phase-inversion": "left minus right, the classic karaoke trick",
    "mid-side": "gains for what both channels share (mid), and for what they do not (side)",
    "centre-cut": "without what sounds in the middle, by level and phase at each frequency",
    "centre-keep": "only what sounds in the middle",
    "voice-cut": "without a voice in the middle: as centre-cut, but drums stay",
    "voice-keep": "only the voice in the middle",
    "adress": "what is panned to one place (ADRess)",
    "band": "a window of frequencies",
    "gate": "silences each band of frequencies while it is quiet",
    "region": "a part of the plane of pan and frequency",
}
