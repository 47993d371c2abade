"""Which frames of which song are heard in which frames of a buffer."""

from player.base.units import Frames
from player.base.values import dataclass


@dataclass(frozen=True)
class Span:
    """Frames of a buffer in which a song goes on evenly; where it jumps, another span begins."""

    offset: Frames
    """The first frame in the buffer."""
    count: Frames
    token: int
    """Which playing of a song this is (see `protocol.Song`)."""
    position: float
    """The frame of the song that is heard at `offset`."""
    rate: float = 1.0
    """Song frames for each frame of the buffer: 1 where nothing is stretched."""

    @property
    def end(self) -> float:
        """The frame of the song that comes after this span, if it goes on."""
        return self.position + self.count * self.rate


class Spans:
    """The spans of one buffer, in order; frames that are silent for want of sound have none."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, span: Span) -> None:
        """Append; what goes on where the last one ends becomes one with it."""
        last = self._spans[-1] if self._spans else None
        if (
            last is not None
            and (last.token, last.rate) == (span.token, span.rate)
            and last.offset + last.count == span.offset
            and last.end == span.position
        ):
            count = last.count + span.count
            self._spans[-1] = Span(last.offset, count, last.token, last.position, last.rate)
        else:
            self._spans.append(span)

    def take(self) -> tuple[Span, ...]:
        """All that were added since the last time."""
        spans, self._spans = tuple(self._spans), []
        return spans
