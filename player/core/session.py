"""What is kept from one run to the next: the list, the place in it, the mixer; as a JSON file."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.units import Frames, StemName
from player.base.values import dataclass
from player.core.mix import LOUDEST, SILENT, Strip
from player.core.playing_order import Repeat
from player.core.shuffling import Shuffle

FORMAT = 1


@dataclass(frozen=True)
class Session:
    """One state of the player."""

    locations: tuple[str, ...] = ()
    """Files and stream URLs, in the list's order."""
    current: int | None = None
    """The current track's place in the list."""
    position: Frames = 0
    volume: float = 1.0
    strips: tuple[Strip, ...] = ()
    """Of all stems there ever were, those that the current song does not have included."""
    repeat: Repeat = Repeat.OFF
    shuffle: bool = False
    past: tuple[int, ...] = ()
    """Places in the list that a shuffled round has played."""
    coming: tuple[int, ...] = ()
    """Places that it has yet to play."""
    shuffle_way: Shuffle = Shuffle.TRACKS
    """How it is shuffled, when it is."""


def read_session(path: Path) -> Session | None:
    """What was kept, if anything; ValueError if the file is damaged, OSError if unreadable."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return _session(json.loads(content))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path} is no session: {error!r}") from error


def write_session(session: Session, path: Path) -> None:
    """Keep this; MinusOneError if the disk does not let us."""
    stored = asdict(session) | {"format": FORMAT, "repeat": session.repeat.value}
    stored["shuffle_way"] = session.shuffle_way.value
    try:
        write_atomically(path, json.dumps(stored).encode())
    except OSError as error:
        raise MinusOneError(
            f"The list of tracks could not be kept for the next time: {error.strerror}.",
            f"Check the folder {path.parent}.",
        ) from error


def _session(stored: Mapping[str, Any]) -> Session:
    if stored["format"] != FORMAT:
        raise ValueError(f"format {stored['format']!r}")
    locations = tuple(map(_location, stored["locations"]))
    current = stored["current"]
    return Session(
        locations,
        None if current is None else _whole(current, len(locations)),
        _whole(stored["position"]),
        _number(stored["volume"], 0.0, 1.0),
        tuple(map(_strip, stored["strips"])),
        Repeat(stored["repeat"]),
        _switch(stored["shuffle"]),
        tuple(_whole(place, len(locations)) for place in stored["past"]),
        tuple(_whole(place, len(locations)) for place in stored["coming"]),
        Shuffle(stored.get("shuffle_way", Shuffle.TRACKS.value)),
    )


def _strip(stored: Mapping[str, Any]) -> Strip:
    if stored.keys() != {field.name for field in fields(Strip)}:
        raise ValueError("another kind of strip")
    return Strip(
        StemName(_location(stored["stem"])),
        _number(stored["gain"], SILENT, LOUDEST),
        _number(stored["pan"], -1.0, 1.0),
        _switch(stored["mute"]),
        _switch(stored["solo"]),
    )


def _location(value: object) -> str:
    if not isinstance(value, str) or not value or b"\0" in os.fsencode(value):
        raise ValueError(f"{value!r} is no name")
    return value


def _whole(value: object, end: int = 2**53) -> int:
    if type(value) is not int or not 0 <= value < end:
        raise ValueError(f"{value!r} is no place")
    return value


def _number(value: float, low: float, high: float) -> float:
    if type(value) not in (int, float) or not low <= value <= high:
        raise ValueError(f"{value!r} is not from {low} to {high}")
    return float(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value
