"""Mixes under a name, as values: what the strips stand at, and how that is kept."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from player.base.units import SongKey, StemName
from player.base.values import dataclass
from player.core.mix import LOUDEST, SILENT, Strip
from player.core.song_values import Kept

COMMON = SongKey("mixes")
"""Instead of a song: the mixes for all songs, in `<data>/mixes.json`."""


@dataclass(frozen=True)
class NamedMix:
    """Where the strips stood when it was kept."""

    name: str
    strips: tuple[Strip, ...]

    def strips_for(self, stems: Sequence[StemName]) -> tuple[Strip, ...]:
        """Where the strips of these stems are to stand; those it does not know, at their place."""
        known = {strip.stem: strip for strip in self.strips}
        return tuple(known.get(stem, Strip(stem)) for stem in stems)

    def missing(self, stems: Sequence[StemName]) -> tuple[StemName, ...]:
        """Stems that it moves, and that are none of these."""
        moved = (strip for strip in self.strips if strip != Strip(strip.stem))
        return tuple(strip.stem for strip in moved if strip.stem not in stems)


NamedMixes: TypeAlias = tuple[NamedMix, ...]
"""In the user's order; no two have the same name."""


def kept_mixes(data: Path) -> tuple[Kept[NamedMixes], Kept[NamedMixes]]:
    """How those for all songs are kept (at `COMMON`), and those of one song."""
    common: Kept[NamedMixes] = Kept(data, "mixes", (), _read, _write, _joined, whose="")
    own: Kept[NamedMixes] = Kept(data / "mixes", "mixes", (), _read, _write, _joined)
    return common, own


def with_mix(mixes: NamedMixes, new: NamedMix) -> NamedMixes:
    """Have this one, in the place of the one with its name or at the end."""
    if all(each.name != new.name for each in mixes):
        return (*mixes, new)
    return tuple(new if each.name == new.name else each for each in mixes)


def _joined(kept: NamedMixes, early: NamedMixes) -> NamedMixes:
    for each in early:
        kept = with_mix(kept, each)
    return kept


def written_mix(mix: NamedMix) -> dict[str, Any]:
    """A mix as JSON has it."""
    return asdict(mix)


def read_mix(stored: Mapping[str, Any]) -> NamedMix:
    """A mix from JSON; ValueError, KeyError or TypeError if it is none."""
    name = stored["name"]
    if not isinstance(name, str):
        raise TypeError(stored)
    return NamedMix(name.strip(), tuple(map(_strip, stored["strips"])))


def _write(mixes: NamedMixes) -> list[dict[str, Any]]:
    return [written_mix(each) for each in mixes]


def _read(stored: Sequence[Mapping[str, Any]]) -> NamedMixes:
    mixes = tuple(map(read_mix, stored))
    if not all(mix.name for mix in mixes):
        raise ValueError(stored)
    return _joined((), mixes)


def _strip(stored: Mapping[str, Any]) -> Strip:
    stem, mute, solo = (stored[name] for name in ("stem", "mute", "solo"))
    if not isinstance(stem, str) or not isinstance(mute, bool) or not isinstance(solo, bool):
        raise TypeError(stored)
    gain, pan = float(stored["gain"]), float(stored["pan"])
    if not (math.isfinite(gain) and math.isfinite(pan)):
        raise ValueError(stored)
    gain, pan = min(max(gain, SILENT), LOUDEST), min(max(pan, -1.0), 1.0)
    return Strip(StemName(stem), gain, pan, mute, solo)
