"""Beats by the network Beat This! (Foscarin, Schlüter and Widmer 2024), where it is installed.

It is used if its package can be loaded and its weights lie in the folder of the models; nothing is
ever fetched.
"""

import logging
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from player.analysis.analysis import Beats
from player.analysis.exact_beats import tempo_of
from player.analysis.sound import RATE, Mono
from player.base.units import SAMPLE_RATE

logger = logging.getLogger(__name__)
PACKAGE = "beat_this"
WEIGHTS = Path("beat_this", "final0.ckpt")
"""Below the folder of the models."""
MOST_SECONDS = 1_800
"""Of longer sound the network would take too much memory."""


def weights_in(models: Path | None) -> Path | None:
    """The weights' file, if it is there and the package is installed."""
    if models is None or find_spec(PACKAGE) is None:
        return None
    file = models / WEIGHTS
    return file if file.is_file() else None


def beats_by_network(weights: Path, sound: Mono) -> Beats | None:
    """The beats of a whole song; None if the network cannot run here."""
    try:
        from beat_this.inference import Audio2Beats

        beats, downbeats = Audio2Beats(str(weights), device="cpu")(sound, RATE)
    except Exception as error:  # noqa: BLE001 - whatever its packages or weights lack
        logger.info("Beat This! cannot run here: %s", error)
        return None
    frames = np.round(np.asarray(beats) * SAMPLE_RATE).astype(np.int64)
    first = np.isin(beats, downbeats)
    bars = np.diff(np.flatnonzero(first))
    return Beats(
        frames=tuple(map(int, frames)),
        downbeats=tuple(map(bool, first)),
        tempo=round(tempo_of(frames), 2),
        meter=int(np.median(bars)) if len(bars) else 4,
        confidence=1.0 if len(frames) else 0.0,
        by="Beat This!",
    )
