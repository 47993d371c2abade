"""Sections of a song in which a stem is louder, softer or silent: values, and how they change.

Of one stem no two sections overlap; what is put over others takes their place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from player.base.units import SAMPLE_RATE, Decibels, Frames, StemName, linear
from player.base.values import dataclass
from player.core.mix import LOUDEST, SILENT
from player.core.song_values import Kept
from player.engine import protocol

SHORTEST: Frames = SAMPLE_RATE // 100
"""The shortest section: 10 ms, half of a ramp."""
MOST = 2_000
"""Sections of one song; what a file has beyond is no work of a person."""


@dataclass(frozen=True)
class Section:
    """From start to stop a stem is this much louder or softer; at `SILENT` it is muted."""

    stem: StemName
    start: Frames
    stop: Frames
    gain: Decibels = SILENT

    @property
    def muted(self) -> bool:
        """Whether the stem is silent here."""
        return self.gain <= SILENT

    def holds(self, stem: StemName, position: Frames) -> bool:
        """Whether it says how loud this stem is at this frame."""
        return self.stem == stem and self.start <= position < self.stop


Sections: TypeAlias = tuple[Section, ...]
"""By stem, then by time."""


def put(sections: Sections, new: Section) -> Sections:
    """Have the stem at this gain there, whatever it was; at 0 dB it is as the mixer has it.

    What touches it with the same gain becomes one section with it.
    """
    start, stop, gain = new.start, new.stop, min(max(new.gain, SILENT), LOUDEST)
    kept: list[Section] = []
    for each in sections:
        if each.stem != new.stem or each.stop < start or each.start > stop:
            kept.append(each)
        elif each.gain == gain:
            start, stop = min(start, each.start), max(stop, each.stop)
        else:
            kept += _outside(each, new)
    if gain and stop - start >= SHORTEST:
        kept.append(Section(new.stem, start, stop, gain))
    return tuple(sorted(kept, key=lambda each: (each.stem, each.start)))


def without(sections: Sections, gone: Section) -> Sections:
    """All but this one."""
    return tuple(each for each in sections if each != gone)


def with_gain(sections: Sections, section: Section, gain: Decibels) -> Sections:
    """Have this section at another gain; at 0 dB it is gone."""
    return put(without(sections, section), replace(section, gain=gain))


def with_edges(
    sections: Sections, section: Section, start: Frames, stop: Frames
) -> tuple[Sections, Section]:
    """Have this section begin and end elsewhere, up to its neighbours; the section it became."""
    others = [e for e in sections if e.stem == section.stem and e != section]
    lowest = max((e.stop for e in others if e.stop <= section.start), default=0)
    highest = min((e.start for e in others if e.start >= section.stop), default=max(stop, start))
    start = min(max(start, lowest), section.stop - SHORTEST)
    stop = max(min(stop, highest), start + SHORTEST)
    moved = replace(section, start=start, stop=stop)
    return tuple(moved if each == section else each for each in sections), moved


def section_at(sections: Sections, stem: StemName, position: Frames) -> Section | None:
    """The section that says how loud this stem is at this frame."""
    return next((each for each in sections if each.holds(stem, position)), None)


def muted_throughout(sections: Sections, stem: StemName, start: Frames, stop: Frames) -> bool:
    """Whether the stem is silent from start to stop because of one section."""
    found = section_at(sections, stem, start)
    return found is not None and found.muted and found.stop >= stop


def for_engine(sections: Sections) -> tuple[protocol.Section, ...]:
    """The same, as the engine has it."""
    return tuple(
        protocol.Section(each.stem, each.start, each.stop, 0.0 if each.muted else linear(each.gain))
        for each in sections
    )


def kept_sections(data: Path) -> Kept[Sections]:
    """How they are kept in the user's folder."""
    return Kept(data / "sections", "sections", (), _read, _write, _joined)


def _outside(section: Section, new: Section) -> list[Section]:
    """What is left of a section on both sides of a new one."""
    left = replace(section, stop=min(section.stop, new.start))
    right = replace(section, start=max(section.start, new.stop))
    return [each for each in (left, right) if each.stop - each.start >= SHORTEST]


def _joined(kept: Sections, early: Sections) -> Sections:
    for each in early:
        kept = put(kept, each)
    return kept


def _write(sections: Sections) -> list[dict[str, Any]]:
    return [
        {
            "stem": each.stem,
            "start": each.start,
            "stop": each.stop,
            "gain": None if each.muted else each.gain,
        }
        for each in sections
    ]


def _read(stored: Sequence[Mapping[str, Any]]) -> Sections:
    return _joined((), tuple(_section(each) for each in stored[:MOST]))


def _section(stored: Mapping[str, Any]) -> Section:
    stem, start, stop, gain = (stored[name] for name in ("stem", "start", "stop", "gain"))
    if not isinstance(stem, str) or type(start) is not int or type(stop) is not int:
        raise TypeError(stored)
    level = SILENT if gain is None else float(gain)
    if not (0 <= start < stop and SILENT <= level <= LOUDEST):
        raise ValueError(stored)
    return Section(StemName(stem), start, stop, level)
