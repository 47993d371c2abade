"""How a song's stems fill the four places of a stem file."""

from collections.abc import Sequence

from player.base.units import StemName
from player.base.values import dataclass
from player.interchange.manifest import StemLabel

COUNT = 4
"""DJ programs want exactly so many stems."""
PADDING = "-"
"""What a stream is called that only fills a stem file up."""
_DJ_ORDER = ("drums", "bass", "other", "vocals")  # as most programs write them
_COLOURS = {
    "drums": "#009E73",
    "bass": "#D55E00",
    "other": "#CC79A7",
    "vocals": "#56B4E9",
    "accompaniment": "#E69F00",
    "guitar": "#F0E442",
    "piano": "#0072B2",
}  # Okabe and Ito (2008): told apart by colour-blind eyes too
_GREY = "#808080"


@dataclass(frozen=True)
class Slot:
    """One of the four, and which of our stems it is the sum of; none for a silent one."""

    label: StemLabel
    stems: tuple[int, ...]


def slots(stems: Sequence[StemName]) -> tuple[Slot, ...]:
    """Four slots: fewer stems are filled up with silence called "-", more are summed as Other."""
    if {"vocals", "drums", "bass"} <= set(stems):
        places = {name: [i for i, stem in enumerate(stems) if stem == name] for name in _DJ_ORDER}
        places["other"] = [
            i for i, stem in enumerate(stems) if stem not in {*_DJ_ORDER} - {"other"}
        ]
    elif len(stems) <= COUNT:
        places = {str(stem): [i] for i, stem in enumerate(stems)}
    else:
        places = {str(stem): [i] for i, stem in enumerate(stems[: COUNT - 1])}
        places["other"] = list(range(COUNT - 1, len(stems)))
    filled = [Slot(_label(name), tuple(indices)) for name, indices in places.items() if indices]
    return (*filled, *[Slot(StemLabel(PADDING, _GREY), ())] * (COUNT - len(filled)))


def _label(name: str) -> StemLabel:
    return StemLabel(name.capitalize(), _COLOURS.get(name, _GREY))
