"""The stems' names as people read them; models name theirs in English."""

from player.base.units import StemName
from player.ui.words import mark, tr

NAMES = (
    mark("vocals"),
    mark("accompaniment"),
    mark("drums"),
    mark("bass"),
    mark("guitar"),
    mark("piano"),
    mark("other"),
)
"""Those of the usual models; what another model calls its stems stays as it is."""


def stem_name(stem: StemName) -> str:
    """In the language of the window."""
    return tr(stem)
