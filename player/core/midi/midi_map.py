"""Which control does what, and how that is kept."""

from pathlib import Path
from typing import Any

from player.base.units import SongKey
from player.core.midi.control import Control, Kind
from player.core.song_values import Kept

NAME = SongKey("midi")
_CHANNELS, _NUMBERS = range(1, 17), range(128)

MidiMap = tuple[tuple[Control, str], ...]
"""Controls, and the name of the command (or of what is moved: "fader-vocals") of each."""


def given(mapping: MidiMap, control: Control, name: str) -> MidiMap:
    """With this control for that, and for nothing else; what it had before is let go."""
    others = (pair for pair in mapping if pair[0] != control and pair[1] != name)
    return (*others, (control, name))


def without(mapping: MidiMap, name: str) -> MidiMap:
    """With no control for that."""
    return tuple(pair for pair in mapping if pair[1] != name)


def kept_map(data: Path) -> Kept[MidiMap]:
    """That of the user, in `midi.json`."""
    return Kept(data, "controls", (), _read, _write, lambda _, now: now, whose=" of MIDI devices")


def _write(mapping: MidiMap) -> list[dict[str, Any]]:
    return [
        {
            "kind": control.kind.value,
            "channel": control.channel,
            "number": control.number,
            "does": name,
        }
        for control, name in mapping
    ]


def _read(stored: Any) -> MidiMap:  # noqa: ANN401 - whatever a file may hold
    return tuple((_control(each), str(each["does"])) for each in stored)


def _control(stored: Any) -> Control:  # noqa: ANN401
    channel, number = stored["channel"], stored["number"]
    if channel not in _CHANNELS or number not in _NUMBERS:
        raise ValueError(f"no control: {stored!r}")
    return Control(Kind(stored["kind"]), channel, number)
