"""Which part of a song is seen, and how large: a value that zooming and scrolling make anew."""

from dataclasses import replace
from math import ceil

from player.base.units import Frames
from player.base.values import dataclass

CLOSEST = 1 / 16
"""Frames per pixel: a period of 440 Hz is 1,600 pixels wide."""
_AHEAD = 1 / 3
"""While the view follows, the playhead stands here: more is seen of what comes."""


@dataclass(frozen=True)
class LaneView:
    """A song of `length` frames, `width` pixels of which are seen from `column` on.

    Columns are counted from the song's start; each is `per_pixel` frames wide. So scrolling moves
    what is drawn by whole pixels.
    """

    length: Frames
    width: int
    per_pixel: float
    column: int = 0
    follow: bool = True
    """Whether it scrolls with the playhead."""

    @classmethod
    def whole_song(cls, length: Frames, width: int, *, follow: bool = True) -> "LaneView":
        """All of it."""
        return cls(max(length, 1), max(width, 1), _widest(length, width), 0, follow)

    @property
    def is_whole(self) -> bool:
        """Whether all of the song is seen."""
        return self.per_pixel >= _widest(self.length, self.width)

    @property
    def first(self) -> float:
        """The frame at the left edge."""
        return self.column * self.per_pixel

    @property
    def last(self) -> float:
        """The frame at the right edge."""
        return (self.column + self.width) * self.per_pixel

    @property
    def columns(self) -> int:
        """How many columns the song has."""
        return max(self.width, ceil(self.length / self.per_pixel))

    def x(self, frame: float) -> float:
        """Where a frame lies, in pixels from the left edge."""
        return frame / self.per_pixel - self.column

    def frame(self, x: float) -> Frames:
        """The frame that lies at a pixel, within the song."""
        return min(max(round((x + self.column) * self.per_pixel), 0), self.length)

    def zoomed(self, factor: float, x: float) -> "LaneView":
        """`factor` times as much time in a pixel; what lies at `x` stays there if it can."""
        widest = _widest(self.length, self.width)
        wanted = min(max(self.per_pixel * factor, min(CLOSEST, widest)), widest)
        frame = (self.column + x) * self.per_pixel
        return replace(self, per_pixel=wanted, column=round(frame / wanted - x)).inside()

    def scrolled(self, pixels: int) -> "LaneView":
        """Further to the right, as far as there is more; it follows no longer then."""
        moved = replace(self, column=self.column + pixels, follow=False).inside()
        return self if moved.column == self.column else moved

    def resized(self, width: int) -> "LaneView":
        """As wide as this; a whole song stays whole, else the left edge stays."""
        if self.is_whole:
            return self.whole_song(self.length, width, follow=self.follow)
        wider = replace(self, width=max(width, 1))
        return wider.zoomed(1.0, 0.0)

    def showing(self, start: Frames, stop: Frames) -> "LaneView":
        """This piece, with a little around it."""
        room = max(stop - start, 1) * 1.1
        near = self.zoomed(room / self.width / self.per_pixel, 0.0)
        middle = (start + stop) / 2 / near.per_pixel
        return replace(near, column=round(middle - self.width / 2), follow=False).inside()

    def following(self, position: Frames) -> "LaneView":
        """With the playhead in its place, if it follows."""
        if not self.follow or self.is_whole:
            return self
        column = int(position / self.per_pixel) - round(self.width * _AHEAD)
        return replace(self, column=column).inside()

    def inside(self) -> "LaneView":
        """Scrolled so far that nothing outside the song is seen."""
        column = min(max(self.column, 0), self.columns - self.width)
        return self if column == self.column else replace(self, column=column)


def _widest(length: Frames, width: int) -> float:
    return max(length, 1) / max(width, 1)
