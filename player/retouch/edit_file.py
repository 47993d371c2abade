"""Edit lists on disk. They are the user's work, so they lie in the data folder, not in the cache:
clearing the cache, or a full one, costs no more than applying them once more.
"""

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.units import SongKey, StemName
from player.retouch.strokes import HARMONICS, EditList, Kind, Spot, Stroke

PREFIX = "retouch-"
"""What the versions of refined stems begin with."""
_RULES = 1  # changes whenever the same strokes would give other stems
_DAMAGED = ".damaged"


class EditFiles:
    """`<folder>/<song key>/<version of the stems>.json`, for all stems that were painted on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: SongKey, base: str) -> Path:
        """Where the edit list of these stems is, or would be."""
        return self._folder / key / f"{base}.json"

    def load(self, key: SongKey, base: str, say: Callable[[MinusOneError], None]) -> EditList:
        """The edit list, empty if there is none. A damaged file is set aside, and `say` told."""
        path = self.path(key, base)
        try:
            return _edit_list(base, json.loads(path.read_bytes()))
        except FileNotFoundError:
            return EditList(base)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            say(_set_aside(path, error))
            return EditList(base)

    def base_of(self, key: SongKey, version: str) -> str:
        """The version of the stems that these refined ones were made of; "" if nobody knows."""
        for path in sorted((self._folder / key).glob("*.json")):
            edits = self.load(key, path.stem, lambda _: None)
            if version in (edits.made, version_of(edits)):
                return path.stem
        return ""

    def known(self, key: SongKey) -> bool:
        """Whether this song was ever painted on."""
        return (self._folder / key).is_dir()

    def save(self, key: SongKey, edits: EditList) -> None:
        """Write the list in one step; MinusOneError as the disk says."""
        path = self.path(key, edits.base)
        stored = asdict(edits)
        for stroke in stored["strokes"]:
            stroke["kind"] = stroke["kind"].value
        try:
            write_atomically(path, json.dumps(stored).encode())
        except OSError as error:
            raise MinusOneError(
                f"What was painted could not be written to {path}: {error.strerror}.",
                "Free some space; it is kept until the player ends.",
            ) from error


def version_of(edits: EditList) -> str:
    """The version of the stems that these edits make; the same edits have the same."""
    told = repr((_RULES, edits.base, edits.active))
    return PREFIX + hashlib.sha256(told.encode()).hexdigest()[:16]


def _set_aside(path: Path, error: Exception) -> MinusOneError:
    aside = path.with_name(path.name + _DAMAGED)
    try:
        path.replace(aside)
    except OSError:
        aside = path
    return MinusOneError(
        f"What was painted on this song cannot be read ({error}).", f"The file is now {aside}."
    )


def _edit_list(base: str, stored: dict[str, Any]) -> EditList:
    strokes = tuple(map(_stroke, stored["strokes"]))
    done = int(stored["done"])
    if not 0 <= done <= len(strokes):
        raise ValueError("it counts more strokes than there are")
    if stored["base"] != base:
        raise ValueError("it is about other stems")
    return EditList(base, strokes, done, str(stored["made"]))


def _stroke(stored: dict[str, Any]) -> Stroke:
    stroke = Stroke(
        Kind(stored["kind"]),
        tuple(Spot(float(spot["time"]), float(spot["hertz"])) for spot in stored["spots"]),
        StemName(str(stored["source"])),
        StemName(str(stored["target"])),
        float(stored["seconds"]),
        float(stored["octaves"]),
        float(stored["strength"]),
        int(stored["harmonics"]),
    )
    numbers = [stroke.seconds, stroke.octaves, stroke.strength]
    numbers += [number for spot in stroke.spots for number in (spot.time, spot.hertz)]
    if not all(map(math.isfinite, numbers)) or min(numbers, default=0) < 0:
        raise ValueError("a stroke makes no sense")
    if not stroke.spots or not 1 <= stroke.harmonics <= HARMONICS:
        raise ValueError("a stroke makes no sense")
    return stroke
