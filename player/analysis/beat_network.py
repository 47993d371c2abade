"""Beats by the network Beat This! (Foscarin, Schlüter and Widmer 2024), where it is installed.

It is used if its package can be loaded and its weights lie in the folder of the models; nothing is
ever fetched.
"""

import logging
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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


def beats_by_network(
    weights: Path, sound: Mono
) -> tuple[NDArray[np.int64], NDArray[np.bool_]] | None:
    """Frames of the beats, and which of them begin a bar; None if the network cannot run here."""
    try:
        from beat_this.inference import Audio2Beats

        beats, downbeats = Audio2Beats(str(weights), device="cpu")(sound, RATE)
    except Exception as error:  # noqa: BLE001 - whatever its packages or weights lack
        logger.info("Beat This! cannot run here: %s", error)
        return None
    frames = np.round(np.asarray(beats) * SAMPLE_RATE).astype(np.int64)
    return frames, np.isin(beats, downbeats)
