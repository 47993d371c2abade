"""What the stem atom says: names and colours of the stems, and how they are mastered.

Native Instruments' Stems format, version 1, as DJ programs read and write it: JSON.
"""

import json
from typing import Any

from player.base.values import dataclass

# Of the stems' sum, as the format's own tool writes it; switched off, so that the sum is the mix.
_MASTERING = {
    "compressor": {
        "enabled": False,
        "attack": 0.003,
        "dry_wet": 50,
        "hp_cutoff": 300,
        "input_gain": 0.5,
        "output_gain": 0.5,
        "ratio": 3,
        "release": 0.3,
        "threshold": 0,
    },
    "limiter": {"enabled": False, "ceiling": -0.35, "release": 0.05, "threshold": 0},
}


@dataclass(frozen=True)
class StemLabel:
    """One stem in a DJ program."""

    name: str
    colour: str
    """#RRGGBB"""


@dataclass(frozen=True)
class Manifest:
    """The stems of a stem file, in the order of its streams."""

    stems: tuple[StemLabel, ...]
    mastered: bool = False
    """Whether a compressor or limiter lies between the sum of the stems and the mix."""


def dump(manifest: Manifest) -> bytes:
    """The atom's content."""
    stems = [{"name": stem.name, "color": stem.colour} for stem in manifest.stems]
    content = {"version": 1, "mastering_dsp": _MASTERING, "stems": stems}
    return json.dumps(content, separators=(",", ":")).encode()


def parse(content: bytes) -> Manifest:
    """What an atom says; names and colours may be missing. ValueError if it makes no sense."""
    try:
        stored = json.loads(content.rstrip(b"\0"))
        stems = tuple(_label(stem) for stem in stored["stems"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the stem atom makes no sense ({error})") from error
    return Manifest(stems, _mastered(stored.get("mastering_dsp")))


def _label(stem: dict[str, Any]) -> StemLabel:
    return StemLabel(str(stem.get("name") or ""), str(stem.get("color") or ""))


def _mastered(chain: object) -> bool:
    if not isinstance(chain, dict):
        return False
    return any(bool(unit.get("enabled")) for unit in chain.values() if isinstance(unit, dict))
