"""What the palette offers, and the order it is offered in."""

from collections.abc import Callable, Iterable, Sequence

from player.base.values import dataclass
from player.ui.palette.fuzzy import score


@dataclass(frozen=True)
class Entry:
    """One thing to do. `name` is the same in every language and every run."""

    name: str
    text: str
    run: Callable[[], object]
    group: str = ""
    """The menu or list it comes from, in words."""
    key: str = ""
    """As this system writes it."""


def best(query: str, entries: Iterable[Entry], recent: Sequence[str]) -> list[Entry]:
    """The entries that fit, the best first; without a query the recent ones, then all."""
    place = {name: number for number, name in enumerate(recent)}
    if not query.strip():
        return sorted(entries, key=lambda entry: place.get(entry.name, len(place)))
    fits = [(_score(query, entry), entry) for entry in entries]
    known = [(fit + (entry.name in place), entry) for fit, entry in fits if fit is not None]
    return [entry for _, entry in sorted(known, key=lambda each: -each[0])]


def _score(query: str, entry: Entry) -> float | None:
    """The words count; the group helps to find what the words alone do not say."""
    alone = score(query, entry.text)
    return alone if alone is not None else score(query, f"{entry.group} {entry.text}")
