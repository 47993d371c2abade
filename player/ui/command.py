"""One thing the user can ask for, by menu, key or palette."""

from collections.abc import Callable

from player.base.values import dataclass
from player.core.player import Player
from player.ui.keymap import KEYMAP
from player.ui.words import tr

Do = Callable[[Player], object]
Ask = Callable[[Player], bool]


@dataclass(frozen=True)
class Command:
    """One thing the user can ask for."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    """The usual keys, by their portable names; the first is shown."""
    what: Do | None = None
    """None if it concerns the window rather than the player."""
    checked: Ask | None = None
    """Whether a tick stands before it; None if it has no tick."""
    repeats: bool = False
    """Whether it goes on while the key is held down."""
    group: str = ""
    """The words of the menu within the menu that it is in; "" for none."""

    @property
    def keys_now(self) -> tuple[str, ...]:
        """The keys as the user has them."""
        return KEYMAP.keys(self.name, self.keys)

    def tip(self, text: str = "") -> str:
        """A tool tip that tells the key: "Mute vocals (M)"."""
        words = text or tr(self.text).removesuffix("…")
        return f"{words} ({self.keys_now[0]})" if self.keys_now else words
