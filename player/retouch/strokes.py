"""What was painted on a song's stems: strokes, and how many of them count."""

from dataclasses import replace
from enum import Enum

from player.base.units import Seconds, StemName
from player.base.values import dataclass

NOWHERE = StemName("")
HARMONICS = 40
"""The most overtones that a stroke may paint."""


class Kind(Enum):
    """What a stroke does."""

    BRUSH = "brush"
    HARMONIC = "harmonic"
    """Paints the overtones of what it is drawn along as well."""
    ERASER = "eraser"
    """Takes back what was painted before it, of all stems."""


@dataclass(frozen=True)
class Spot:
    """A place on a spectrogram."""

    time: Seconds
    hertz: float


@dataclass(frozen=True)
class Stroke:
    """A line along which sound goes from one stem to another. An eraser needs no stems."""

    kind: Kind
    spots: tuple[Spot, ...]
    source: StemName = NOWHERE
    target: StemName = NOWHERE
    seconds: Seconds = 0.05
    """How far it reaches to each side in time."""
    octaves: float = 0.1
    """How far it reaches up and down."""
    strength: float = 1.0
    """The share that is moved, 0 to 1."""
    harmonics: int = 1
    """How many partials are painted, the fundamental among them; 1 is none but that."""


@dataclass(frozen=True)
class EditList:
    """All strokes on one set of stems; those behind `done` were taken back."""

    base: str
    """The version of the stems that are painted on; they stay as they are."""
    strokes: tuple[Stroke, ...] = ()
    done: int = 0
    made: str = ""
    """The version of the refined stems that are there; "" for none."""

    @property
    def active(self) -> tuple[Stroke, ...]:
        """What counts."""
        return self.strokes[: self.done]

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to take back."""
        return self.done > 0

    @property
    def can_redo(self) -> bool:
        """Whether a stroke was taken back, and nothing painted since."""
        return self.done < len(self.strokes)

    def add(self, stroke: Stroke) -> "EditList":
        """With one more stroke; those that were taken back are forgotten."""
        return replace(self, strokes=(*self.active, stroke), done=self.done + 1)

    def undo(self) -> "EditList":
        """Without the last stroke, which can be had back."""
        return replace(self, done=max(0, self.done - 1))

    def redo(self) -> "EditList":
        """With the stroke that was taken back last."""
        return replace(self, done=min(len(self.strokes), self.done + 1))

    def clear(self) -> "EditList":
        """Without any stroke; all can be had back."""
        return replace(self, done=0)
