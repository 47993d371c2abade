"""What the live filters and their parameters are called."""

from player.core.live_filters import name_of
from player.engine.live.kinds import LiveFilter
from player.ui.words import mark, tr

FILTER_WORDS = {
    "phase-inversion": mark("Phase inversion"),
    "mid-side": mark("Mid and side"),
    "centre-cut": mark("Centre cut"),
    "centre-keep": mark("Centre keep"),
    "voice-cut": mark("Voice cut"),
    "voice-keep": mark("Voice keep"),
    "adress": mark("Pan position (ADRess)"),
    "band": mark("Frequency window"),
    "gate": mark("Gate for each band"),
}
"""Those that can be chosen from a list; regions are drawn."""
PARAMETER_WORDS = {
    "mode": mark("What is heard"),
    "low": mark("Low edge"),
    "high": mark("High edge"),
    "mid": mark("Mid"),
    "side": mark("Side"),
    "width": mark("Width"),
    "strength": mark("Strength"),
    "drums": mark("Drums stay"),
    "azimuth": mark("Place, left to right"),
    "soft": mark("Soft edges"),
    "threshold": mark("Threshold"),
    "attack": mark("Opens in"),
    "release": mark("Closes in"),
}
MODE_WORDS = {
    "solo": mark("only this"),
    "cut": mark("all but this"),
    "gain": mark("this, louder or softer"),
}
UNITS = {
    "low": "Hz",
    "high": "Hz",
    "mid": "dB",
    "side": "dB",
    "threshold": "dB",
    "attack": "ms",
    "release": "ms",
    "soft": "oct",
}


def filter_name(wanted: LiveFilter) -> str:
    """What a filter is called."""
    name = name_of(wanted)
    return tr(FILTER_WORDS.get(name, name.capitalize()))


def filters_name(filters: tuple[LiveFilter, ...]) -> str:
    """What a row of filters is called."""
    return ", ".join(filter_name(each) for each in filters)
