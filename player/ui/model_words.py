"""What there is to say of a model, in words."""

from player.core.separation import ModelChoice, Separation
from player.ui.stem_names import stem_name
from player.ui.widgets.text import size, time_span
from player.ui.words import mark, tr

_SONG = 240.0
"""Seconds of the song that speeds are told by."""

QUALITY_WORDS = {
    "fast": mark("One pass: the stems are there soonest."),
    "better": mark("Two passes, averaged: cleaner, for twice the work."),
    "best": mark("Four passes and a Wiener filter: cleanest, for more than four times the work."),
}


QUALITY_NAMES = {"fast": mark("Fast"), "better": mark("Better"), "best": mark("Best")}


def model_named(separation: Separation, name: str) -> ModelChoice | None:
    """The model of this name, if it is known (yet)."""
    return next((each for each in separation.models() if each.name == name), None)


def title_of(separation: Separation, name: str) -> str:
    """A model's title; its name where there is none."""
    known = model_named(separation, name)
    return name if known is None else known.title


def stems_words(choice: ModelChoice) -> str:
    """The stems: "4 stems: vocals, drums, bass, other"."""
    names = ", ".join(stem_name(stem) for stem in choice.stems)
    return tr("{count} stems: {names}").format(count=len(choice.stems), names=names)


def speed_words(x_realtime: float) -> str:
    """How long a song takes on this machine."""
    if x_realtime <= 0:
        return tr("Speed not measured yet")
    taken = time_span(_SONG / x_realtime)
    if x_realtime < 1:
        return tr("Slower than playback: about {taken} for a 4-minute song").format(taken=taken)
    return tr("About {taken} for a 4-minute song").format(taken=taken)


def facts(choice: ModelChoice) -> str:
    """Speed and size in one line."""
    words = tr("{size} on disk") if choice.installed else tr("{size} to download")
    space = words.format(size=size(choice.bytes)) if choice.bytes else ""
    return " · ".join(part for part in (speed_words(choice.x_realtime), space) if part)
