"""What keeps a song from being analysed."""

from importlib.util import find_spec

from player.base.errors import MinusOneError

PACKAGE = "librosa"
HINT = "It needs the classic extra: pip install 'minus-one[classic]'"


class AnalysisError(MinusOneError):
    """A song cannot be analysed here."""


def needed() -> None:
    """AnalysisError, with what to install, if the packages are missing."""
    if find_spec(PACKAGE) is None:
        raise AnalysisError("Beats and chords cannot be found here.", HINT)
