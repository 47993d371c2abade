"""What was put out when: which frames of which song the listener heard in the last seconds."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm, Seconds
from player.base.values import dataclass
from player.engine.input.clock import DeviceClock
from player.engine.spans import Span

_BUFFERS = 4_096
"""Kept: ten seconds, even of the shortest ones."""


@dataclass(frozen=True)
class _Buffer:
    first: Frames
    count: Frames
    spans: tuple[Span, ...]


class OutputLog:
    """Lies between an output and the transport; a new output has a new log."""

    def __init__(
        self,
        render: Callable[[Frames], Pcm],
        spans: Callable[[], tuple[Span, ...]],
        lasts: Seconds | None = None,
    ) -> None:
        """`spans`: those of the buffer that `render` gave last; `lasts`: see `DeviceClock`."""
        self.clock = DeviceClock(lasts)
        self.test: Pcm | None = None
        """A sound (n, 2) to be heard as soon as possible, once, over whatever plays."""
        self.tested: Frames | None = None
        """The frame of the output at which it began."""
        self._render = render
        self._spans = spans
        self._buffers: deque[_Buffer] = deque(maxlen=_BUFFERS)
        self._sounding: Pcm = np.zeros((0, CHANNELS), np.float32)

    def render(self, count: Frames) -> Pcm:
        """The transport's next frames, noted down; on the output's thread."""
        first = self.clock.frames
        self.clock.note(count, asked=True)
        sound = self._render(count)
        self._buffers.append(_Buffer(first, count, self._spans()))
        test, self.test = self.test, None
        if test is not None:
            self._sounding, self.tested = test, first
        return self._with_test(sound, count) if len(self._sounding) else sound

    def spans(self, start: Frames, stop: Frames) -> tuple[Span, ...]:
        """What was heard in these frames of the output; each span's offset counts from frame 0.

        Frames that were silent, or are forgotten, are in none.
        """
        found: list[Span] = []
        for buffer in reversed(self._buffers.copy()):
            if buffer.first + buffer.count <= start:
                break
            for span in reversed(buffer.spans):
                cut = _cut(replace(span, offset=buffer.first + span.offset), start, stop)
                if cut.count > 0:
                    found.append(cut)
        return tuple(reversed(found))

    def _with_test(self, sound: Pcm, count: Frames) -> Pcm:
        part = self._sounding[:count]
        self._sounding = self._sounding[count:]
        out = np.zeros((count, CHANNELS), np.float32)
        out[: len(sound)] = sound
        out[: len(part)] += part
        return out


def _cut(span: Span, start: Frames, stop: Frames) -> Span:
    first = max(span.offset, start)
    count = min(span.offset + span.count, stop) - first
    position = span.position + (first - span.offset) * span.rate
    return replace(span, offset=first, count=count, position=position)
