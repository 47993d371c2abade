"""The equaliser's own presets as people read them; those of the user keep their names."""

from player.core.equaliser_presets import PRESETS
from player.ui.words import mark, tr

NAMES = (
    mark("Flat"),
    mark("Bass boost"),
    mark("Bass cut"),
    mark("Treble boost"),
    mark("Classical"),
    mark("Dance"),
    mark("Electronic"),
    mark("Jazz"),
    mark("Loudness"),
    mark("Pop"),
    mark("Rock"),
    mark("Small speakers"),
    mark("Speech"),
    mark("Vocal"),
)


def preset_name(name: str) -> str:
    """In the language of the window."""
    return tr(name) if name in PRESETS else name
