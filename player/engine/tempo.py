"""How fast, and in which key, the songs are heard."""

from player.base.values import dataclass

SLOWEST, FASTEST = 0.25, 2.0
"""Limits of `Tempo.speed`."""
MOST_SEMITONES = 12
MOST_CENTS = 100
FINER, FASTER = 3, 2
"""Rubber Band's engines: R3, and R2 for less than half the work."""


@dataclass(frozen=True)
class Tempo:
    """Tempo and key, each without a change of the other; as it is made, the songs as they are."""

    speed: float = 1.0
    """Song time for each second heard: 0.25 to 2."""
    semitones: int = 0
    """-12 to 12."""
    cents: int = 0
    """-100 to 100, on top of the semitones."""
    formants: bool = False
    """Whether voices keep their colour when the key changes."""

    @property
    def neutral(self) -> bool:
        """Whether the songs are heard as they are."""
        return self.speed == 1.0 and self.semitones * 100 + self.cents == 0

    @property
    def pitch(self) -> float:
        """What every frequency is multiplied by."""
        return float(2.0 ** ((self.semitones * 100 + self.cents) / 1200))
