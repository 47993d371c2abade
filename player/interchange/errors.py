"""What can be wrong with stems from elsewhere."""

from pathlib import Path

from player.base.errors import MinusOneError
from player.decoder.errors import name_of


class InterchangeError(MinusOneError):
    """Stems that cannot be taken over or handed on."""


def not_a_stem_file(path: Path, reason: str) -> InterchangeError:
    """The error for a file that should be a stem file and is none."""
    return InterchangeError(
        f"“{name_of(path)}” is no stem file: {reason}.",
        "A stem file is an MP4 with the song, its stems and their names (.stem.mp4).",
    )
