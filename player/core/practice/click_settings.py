"""How the click sounds and how it counts in, kept in a JSON file for all songs."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.units import Decibels, SongKey, linear
from player.base.values import dataclass
from player.core.song_values import Kept
from player.engine.protocol import Click, ClickSound

QUIETEST: Decibels = -40.0
LOUDEST: Decibels = 12.0
MOST_BARS = 4
MOST_PARTS = 4
NAME = SongKey("click")


@dataclass(frozen=True)
class ClickSettings:
    """Whether it is on is not kept: a song begins as it is."""

    level: Decibels = 0.0
    mute: bool = False
    """Whether the fader is down for now; a count-in is silent then, too."""
    sound: ClickSound = ClickSound.STICK
    accents: bool = True
    parts: int = 1
    """Clicks for each beat, 1 to 4."""
    bars: int = 0
    """Bars of the count-in, 0 to 4; 0 for none."""
    each_round: bool = False
    """Whether each round of a loop is counted in, or playing alone."""

    def click(self, *, on: bool) -> Click:
        """What the engine is told."""
        level = 0.0 if self.mute else linear(self.level)
        return Click(on, level, self.sound, self.accents, self.parts)


def kept_click(data: Path) -> Kept[ClickSettings]:
    """How they are kept in the user's folder, at `NAME`."""
    empty = ClickSettings()
    return Kept(data, "click settings", empty, _read, _write, lambda _kept, early: early, "")


def _write(settings: ClickSettings) -> dict[str, Any]:
    return asdict(settings) | {"sound": settings.sound.value}


def _read(stored: Mapping[str, Any]) -> ClickSettings:
    for name in ("mute", "accents", "each_round"):
        if not isinstance(stored[name], bool):
            raise TypeError(name)
    return ClickSettings(
        min(max(float(stored["level"]), QUIETEST), LOUDEST),
        stored["mute"],
        ClickSound(stored["sound"]),
        stored["accents"],
        min(max(int(stored["parts"]), 1), MOST_PARTS),
        min(max(int(stored["bars"]), 0), MOST_BARS),
        stored["each_round"],
    )
