"""What the window tells the analysing process, and what it answers."""

from pathlib import Path

from player.analysis.analysis import Analysis
from player.base.values import dataclass


@dataclass(frozen=True)
class Analyse:
    """Analyse this file."""

    path: Path
    stems: Path | None = None
    """A finished entry of the stem cache."""
    models: Path | None = None
    """Where the weights of a network for beats may be."""


@dataclass(frozen=True)
class Analysed:
    """The answer."""

    analysis: Analysis


@dataclass(frozen=True)
class Failed:
    """The answer for what cannot be analysed, in words for the listener."""

    message: str
    hint: str = ""
