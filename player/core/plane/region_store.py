"""Keeps each song's regions in a JSON file named after the song's content key."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.core.plane.regions import COLOURS, PlaneRegion, Regions
from player.core.song_values import Kept
from player.engine.live.kinds import LiveFilterError, Mode, Region


def kept_regions(folder: Path) -> Kept[Regions]:
    """How regions are kept in this folder."""
    return Kept(
        folder,
        "regions",
        empty=(),
        read=_regions,
        write=lambda regions: [_stored(each) for each in regions],
        join=lambda kept, early: kept + early,
    )


def _regions(stored: Sequence[Mapping[str, Any]]) -> Regions:
    try:
        return tuple(_region(each) for each in stored)
    except LiveFilterError as error:
        raise ValueError(error.message) from error


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
