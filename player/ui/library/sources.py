"""What the table can show: all music, a playlist, or what a ready-made query finds."""

from player.base.values import dataclass
from player.library.items import PlaylistId, Sort
from player.ui.words import mark


@dataclass(frozen=True)
class Source:
    """One line of the list at the side; a `heading` only parts the lines."""

    name: str
    playlist: PlaylistId | None = None
    query: str = ""
    sort: tuple[Sort, ...] = ()
    smart: bool = False
    heading: bool = False
    tip: str = ""
    """What a smart one asks for."""

    @property
    def part(self) -> bool:
        """Whether this is less than all music."""
        return bool(self.query) or self.playlist is not None

    @property
    def editable(self) -> bool:
        """Whether tracks can be put in, taken out and moved."""
        return self.playlist is not None and not self.smart


ALL_MUSIC = Source(mark("All music"))
READY_MADE = (
    Source(mark("Recently added"), query="added<30d", sort=(("added", True),), smart=True),
    Source(mark("Recently played"), query="plays>0", sort=(("lastplayed", True),), smart=True),
    Source(mark("Most played"), query="plays>0", sort=(("plays", True),), smart=True),
    Source(mark("Never played"), query="plays=0", smart=True),
    Source(mark("Stems ready"), query="stems:ready", smart=True),
    Source(mark("Away"), query="is:away", smart=True),
)
"""As everybody wants them; they need no place in the library."""
