"""The equaliser's presets: built in, and the user's own, kept in a file with the current curve."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.units import Decibels
from player.engine.protocol import BANDS, Curve

MOST: Decibels = 12.0
"""How far a band or the preamp goes up and down."""
FORMAT = 1


def _curve(*bands: Decibels) -> Curve:
    """Bands, with a preamp that takes back the highest of them."""
    return Curve(min(0.0, -max(bands)), bands)


PRESETS: Mapping[str, Curve] = {
    "Flat": Curve(),
    "Bass boost": _curve(6, 5, 4, 2.5, 1, 0, 0, 0, 0, 0),
    "Bass cut": _curve(-6, -5, -4, -2.5, -1, 0, 0, 0, 0, 0),
    "Treble boost": _curve(0, 0, 0, 0, 0, 0, 1, 2.5, 4, 5),
    "Classical": _curve(0, 0, 0, 0, 0, 0, -1.5, -2.5, -2.5, -3.5),
    "Dance": _curve(4, 5, 3, 0, 0, -1.5, -2, -1, 0, 0),
    "Electronic": _curve(4, 3.5, 1, 0, -2, 1, 0.5, 1, 3.5, 4),
    "Jazz": _curve(3, 2, 1, 1.5, -1.5, -1.5, 0, 1, 2, 3),
    "Loudness": _curve(5, 3.5, 1, 0, -0.5, 0, 0, 1, 3.5, 2.5),
    "Pop": _curve(-1, -0.5, 0, 2, 3, 3, 2, 0, -0.5, -1),
    "Rock": _curve(4, 3, 2, 0, -1, -0.5, 1, 2, 3, 3.5),
    "Small speakers": _curve(-6, -3, 3, 3.5, 2, 0, 0, 1, 2, 2.5),
    "Speech": _curve(-6, -4, -2, 0, 1, 2.5, 3, 2, 0, -1),
    "Vocal": _curve(-2, -2, -1.5, 0, 2, 3.5, 3.5, 2, 0.5, -1),
}


class EqualiserPresets:
    """`curve` is where the equaliser stood last; `own` are the user's presets by name."""

    def __init__(self, path: Path | None = None) -> None:
        """Without a path nothing is kept. What is damaged counts as not there."""
        self._path = path
        self.curve = Curve()
        self.own: dict[str, Curve] = {}
        if path is not None:
            self._read(path)

    @property
    def all(self) -> Mapping[str, Curve]:
        """All presets; the user's own come last."""
        return {**PRESETS, **self.own}

    def name(self, curve: Curve) -> str:
        """The preset that this is; "" if it is none."""
        return next((name for name, known in self.all.items() if known == curve), "")

    def find(self, name: str) -> Curve:
        """A preset by its name, however that is capitalised; MinusOneError if there is none."""
        for known, curve in self.all.items():
            if known.casefold() == name.strip().casefold():
                return curve
        raise MinusOneError(
            f"There is no equaliser preset {name!r}.", f"There are: {', '.join(self.all)}."
        )

    def add(self, name: str, curve: Curve) -> None:
        """Keep a curve under a name; MinusOneError if that is not possible."""
        name = name.strip()
        if not name or name in PRESETS:
            raise MinusOneError(
                "A preset needs a name of its own.", "Choose one that no built-in preset has."
            )
        self._write(self.curve, self.own | {name: curve})

    def remove(self, name: str) -> None:
        """Forget one of the user's own."""
        self._write(self.curve, {known: c for known, c in self.own.items() if known != name})

    def keep(self, curve: Curve) -> None:
        """Remember where the equaliser stands."""
        if curve != self.curve:
            self._write(curve, self.own)

    def _write(self, curve: Curve, own: dict[str, Curve]) -> None:
        stored = {
            "format": FORMAT,
            "curve": asdict(curve),
            "own": {name: asdict(each) for name, each in own.items()},
        }
        try:
            if self._path is not None:
                write_atomically(self._path, json.dumps(stored, indent=2).encode())
        except OSError as error:
            raise MinusOneError(
                f"The equaliser could not be kept: {error.strerror}.",
                f"Check the folder {self._path.parent if self._path else ''}.",
            ) from error
        self.curve, self.own = curve, own

    def _read(self, path: Path) -> None:
        try:
            stored = json.loads(path.read_bytes())
            if stored["format"] == FORMAT:
                self.own = {str(name): _stored(curve) for name, curve in stored["own"].items()}
                self.curve = _stored(stored["curve"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return


def _stored(stored: Mapping[str, Any]) -> Curve:
    levels = [float(level) for level in (stored["preamp"], *stored["bands"])]
    if len(levels) != 1 + len(BANDS) or not all(math.isfinite(level) for level in levels):
        raise ValueError("no curve")
    preamp, *bands = (min(max(level, -MOST), MOST) for level in levels)
    return Curve(preamp, tuple(bands))
