"""How the window was left: its size, its place, what was shown; kept in a JSON file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.values import dataclass

RECENT = 20
"""How many of the last commands are remembered."""


@dataclass(frozen=True)
class WindowLayout:
    """Whatever is damaged or missing in the file is as it is here."""

    geometry: str = ""
    """Qt's own, in base64."""
    place: str = ""
    """The place that was shown; "" for the first."""
    mixer: Mapping[str, bool] = field(default_factory=dict)
    """By place: whether the mixer is shown beside it, where the user chose."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """By name: the states of splitters and columns, in base64."""
    view: str = ""
    """What the place of the song that plays showed; "" for the cover."""
    practice: bool = False
    """Whether the row for playing along was shown."""
    recent: tuple[str, ...] = ()
    """The commands that were last run from the palette, the newest first."""


def read_layout(path: Path) -> WindowLayout:
    """What was kept; the defaults if there is nothing, or nothing that can be read."""
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return WindowLayout()
    return _layout(stored) if isinstance(stored, dict) else WindowLayout()


def write_layout(layout: WindowLayout, path: Path) -> None:
    """Keep this; MinusOneError if the disk does not let us."""
    try:
        write_atomically(path, json.dumps(asdict(layout), indent=1).encode())
    except OSError as error:
        raise MinusOneError(
            f"The window's layout could not be kept: {error.strerror}.",
            f"Check the folder {path.parent}.",
        ) from error


def _layout(stored: Mapping[str, Any]) -> WindowLayout:
    recent = stored.get("recent")
    return WindowLayout(
        _text(stored.get("geometry")),
        _text(stored.get("place")),
        _map(stored.get("mixer"), bool),
        _map(stored.get("parts"), str),
        _text(stored.get("view")),
        stored.get("practice") is True,
        tuple(name for name in recent if _text(name))[:RECENT] if isinstance(recent, list) else (),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _map(value: object, kind: type) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    return {name: each for name, each in value.items() if isinstance(each, kind)}
