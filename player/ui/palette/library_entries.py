"""What the library adds to the palette: the playlists of the user, and the ready-made ones."""

from collections.abc import Callable, Iterator
from functools import partial

from player.ui.library.source_list import SourceList
from player.ui.library.sources import Source
from player.ui.palette.entry import Entry
from player.ui.words import tr


def source_entries(sources: SourceList, show: Callable[[Source], object]) -> Iterator[Entry]:
    """An entry for each; `show` shows it."""
    for source in sources.sources.sources:
        if source.heading:
            continue
        own = source.playlist is not None
        name = f"playlist-{source.playlist}" if own else f"source-{source.name}"
        text = source.name if own else tr(source.name)
        yield Entry(name, text, partial(show, source), tr("Playlists") if own else tr("Library"))
