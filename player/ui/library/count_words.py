"""Sentences about how much there is."""

from player.ui.library.sources import Source
from player.ui.widgets.text import MINUTE
from player.ui.words import tr


def count_words(tracks: int, duration: float) -> str:
    """How many tracks, and how long they play: "1,204 tracks · 3 days 4 h"."""
    count = tr("1 track") if tracks == 1 else tr("{count} tracks").format(count=f"{tracks:,}")
    return f"{count} · {long_time(duration)}" if tracks else count


def long_time(time: float) -> str:
    """Seconds in the two largest units that matter: "42 min", "3 h 10 min", "34 days 2 h"."""
    if time < MINUTE:
        return f"{round(time)} s"
    minutes = round(time / MINUTE)
    days, hours, rest = minutes // (24 * 60), minutes // 60 % 24, minutes % 60
    if days:
        day = tr("1 day") if days == 1 else tr("{days} days").format(days=f"{days:,}")
        return f"{day} {hours} h" if hours else day
    if hours:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{rest} min"


def nothing_words(source: Source, text: str, *, albums: bool = False) -> tuple[str, str]:
    """Why nothing is shown, and what to loosen; `albums`: there are tracks, but no albums."""
    if albums:
        return tr("No albums here"), tr("The tags of these tracks name none.")
    if text:
        hint = tr("Try fewer words, or another spelling.")
        return tr("Nothing was found for “{text}”").format(text=text), hint
    if not source.part:
        return tr("Nothing has all of these"), tr("Choose “All” in a column of the browser.")
    if source.editable:
        return tr("This playlist is empty"), tr("Drag tracks onto its name.")
    return tr("Nothing here yet"), tr("Tracks come here by themselves.")
