"""Keeps each song's regions in a JSON file named after the song's content key."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.units import SongKey
from player.core.plane.regions import COLOURS, PlaneRegion, Regions
from player.engine.live.kinds import LiveFilterError, Mode, Region

FORMAT = 1
_ASIDE = ".damaged"


class RegionStore:
    """One file a song; for one background thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, key: SongKey) -> tuple[Regions, str]:
        """The song's regions, and what is wrong with its file, if anything.

        A damaged file is set aside, so that nothing in it is lost.
        """
        file = self._file(key)
        try:
            return read_regions(file.read_bytes()), ""
        except FileNotFoundError:
            return (), ""
        except OSError as error:
            return (), f"The regions of this song cannot be read: {error.strerror}."
        except ValueError:
            aside = file.with_name(file.name + _ASIDE)
            with suppress(OSError):
                file.replace(aside)
            return (), f"The regions of this song are damaged; the file is kept as {aside}."

    def save(self, key: SongKey, regions: Sequence[PlaneRegion]) -> None:
        """Keep these, or nothing if there are none; MinusOneError if the disk does not let us."""
        file = self._file(key)
        try:
            if regions:
                write_atomically(file, written_regions(regions))
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise MinusOneError(
                f"The regions could not be kept: {error.strerror}.",
                f"Check the folder {self.folder}.",
            ) from error

    def _file(self, key: SongKey) -> Path:
        return self.folder / f"{key}.json"


def written_regions(regions: Sequence[PlaneRegion]) -> bytes:
    """Regions as JSON."""
    return json.dumps(
        {"format": FORMAT, "regions": [_stored(each) for each in regions]},
        indent=1,
        ensure_ascii=False,
    ).encode()


def read_regions(content: bytes) -> Regions:
    """Regions from JSON; ValueError if it is none."""
    try:
        stored = json.loads(content)
        if stored["format"] != FORMAT:
            raise ValueError(f"format {stored['format']!r}")
        return tuple(_region(each) for each in stored["regions"])
    except (KeyError, TypeError, AttributeError, RecursionError, LiveFilterError) as error:
        raise ValueError(f"no regions: {error!r}") from error


def _stored(region: PlaneRegion) -> dict[str, Any]:
    stored = asdict(region)
    return stored | {"region": stored["region"] | {"mode": region.region.mode.value}}


def _region(stored: Mapping[str, Any]) -> PlaneRegion:
    place = dict(stored["region"])
    place["mode"] = Mode(place["mode"])
    place["outline"] = tuple((float(pan), float(hertz)) for pan, hertz in place["outline"])
    name, colour = stored["name"], stored["colour"]
    if not isinstance(name, str) or type(colour) is not int:
        raise TypeError(name)
    return PlaneRegion(
        name,
        Region(**place),
        colour % COLOURS,
        on=_switch(stored["on"]),
        in_mixer=_switch(stored["in_mixer"]),
    )


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
