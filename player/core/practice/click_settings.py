"""How the click sounds and how it counts in, kept in a JSON file for all songs."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.units import Decibels, linear
from player.engine.protocol import Click, ClickSound

QUIETEST: Decibels = -40.0
LOUDEST: Decibels = 12.0
MOST_BARS = 4
MOST_PARTS = 4
FORMAT = 1


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


def load(path: Path) -> tuple[ClickSettings, str]:
    """What was kept, and what is wrong with the file; a damaged one is set aside."""
    try:
        stored = json.loads(path.read_bytes())
        return _read(stored), ""
    except FileNotFoundError:
        return ClickSettings(), ""
    except OSError as error:
        return ClickSettings(), f"How the click was set cannot be read: {error.strerror}."
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        aside = path.with_name(f"{path.name}.damaged")
        with suppress(OSError):
            path.replace(aside)
        said = f"How the click was set is damaged; the file is kept as {aside}."
        return ClickSettings(), said


def save(settings: ClickSettings, path: Path) -> None:
    """Keep these; MinusOneError if the disk does not let us."""
    stored = asdict(settings) | {"format": FORMAT, "sound": settings.sound.value}
    try:
        write_atomically(path, json.dumps(stored, indent=1).encode())
    except OSError as error:
        raise MinusOneError(
            f"The click's settings could not be kept: {error.strerror}.",
            f"Check the folder {path.parent}.",
        ) from error


def _read(stored: Mapping[str, Any]) -> ClickSettings:
    if stored["format"] != FORMAT:
        raise ValueError(f"format {stored['format']!r}")
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
