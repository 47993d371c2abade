"""What the hand holds: a tool, its size, where sound goes from and to."""

from collections.abc import Sequence
from dataclasses import dataclass

from player.base.units import Seconds, StemName
from player.retouch.strokes import NOWHERE, Kind, Spot, Stroke

SIZES = 9
_SECONDS, _OCTAVES, _STEP = 0.03, 0.03, 1.45
OVERTONES = 20
_NEAR = 0.3
"""Spots of a line are no nearer to each other, in reaches of the brush."""


@dataclass
class Brush:
    """Changes with the tools' row; strokes are made with what it is at that moment."""

    kind: Kind = Kind.BRUSH
    size: int = 4
    strength: float = 1.0
    source: StemName = NOWHERE
    target: StemName = NOWHERE

    @property
    def seconds(self) -> Seconds:
        """How far it reaches to each side."""
        return float(_SECONDS * _STEP**self.size)

    @property
    def octaves(self) -> float:
        """How far it reaches up and down."""
        return float(_OCTAVES * _STEP**self.size)

    @property
    def harmonics(self) -> int:
        """How many partials it paints."""
        return OVERTONES if self.kind is Kind.HARMONIC else 1

    @property
    def usable(self) -> bool:
        """Whether a stroke would do something."""
        return self.kind is Kind.ERASER or (bool(self.target) and self.source != self.target)

    def resize(self, steps: int) -> None:
        """Larger, or smaller."""
        self.size = min(max(self.size + steps, 0), SIZES - 1)

    def stroke(self, spots: Sequence[Spot]) -> Stroke:
        """A stroke along these spots."""
        return Stroke(
            self.kind,
            tuple(spots),
            self.source,
            self.target,
            self.seconds,
            self.octaves,
            self.strength,
            self.harmonics,
        )

    def far_enough(self, here: Spot, there: Spot) -> bool:
        """Whether a line needs both spots."""
        across = abs(here.time - there.time) / self.seconds
        up = abs(here.hertz / there.hertz - 1) / (2**self.octaves - 1)
        return max(across, up) >= _NEAR
