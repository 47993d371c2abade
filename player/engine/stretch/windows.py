"""Which frame before a stretcher is heard in which frame after it."""

from collections import deque

import numpy as np

from player.base.units import Frames

_LEANED_A_HOP = 0.2
"""How much of a hop another lean may take: places never go back."""


class Windows:
    """A stretcher moves a window through its input and another through what it makes of it.

    The sound in the middle of the one is heard in the middle of the other, and then the pitch is
    changed by playing that faster or slower. For each hop there is a mark of where all of this
    stood: the frame put out, the frame before the change of pitch, the frame of the input.
    Short sounds come out beside the middle, by a *lean* that is told with each hop.
    """

    def __init__(self, half: Frames) -> None:
        """`half`: of a window, in frames."""
        self._half = half
        self._marks: deque[tuple[float, float, float]] = deque()
        self._lean = 0.0

    def start(self, first: Frames, lean: float) -> None:
        """The first window begins at this frame of the input."""
        self._lean = lean
        self._marks.clear()
        self._marks.append((0.0, 0.0, first - lean))

    def hop(self, put_out: Frames, pitch: float, consumed: Frames, lean: float) -> None:
        """So many frames were put out; the window stands at frame `consumed` of the input now."""
        out, inner, before = self._marks[-1]
        most = _LEANED_A_HOP * (consumed - self._lean - before)
        self._lean += min(max(lean - self._lean, -most), most)
        self._marks.append((out + put_out, inner + put_out * pitch, consumed - self._lean))

    @property
    def end(self) -> float:
        """The frame of the input that is heard in the next frame to be put out."""
        return self.place(self._marks[-1][0])

    def place(self, frame: float) -> float:
        """The frame of the input that is heard in this frame."""
        put_out, inner, consumed = zip(*self._marks, strict=True)
        centre = float(np.interp(frame, put_out, inner)) - self._half
        if centre < inner[0]:  # before the middle of the first window: silence
            return float(consumed[0] + self._half + centre - inner[0])
        return self._half + float(np.interp(centre, inner, consumed))

    def forget(self, frame: float) -> None:
        """What is heard before this frame is not asked for any more."""
        marks = self._marks
        put_out, inner, _ = zip(*marks, strict=True)
        centre = float(np.interp(frame, put_out, inner)) - self._half
        while len(marks) > 1 and marks[1][1] <= centre:
            marks.popleft()
