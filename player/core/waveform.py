"""Waveform outlines of tracks, made once in the background and kept in the cache."""

import numpy as np
from numpy.typing import NDArray

from player.base.events import Event
from player.base.units import TrackId

BINS = 1_600


class Waveforms:
    """Outlines by track. Main thread only."""

    def __init__(self) -> None:
        self.ready: Event[TrackId] = Event()

    def get(self, track_id: TrackId) -> NDArray[np.float32] | None:
        """Peaks of shape (BINS, 2): lowest and highest sample of each bin; None until `ready`."""
        raise NotImplementedError
