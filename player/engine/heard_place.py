"""Which place of a song is heard now: what was rendered lies in the output for a while."""

from bisect import bisect_right
from collections.abc import Sequence

from player.base.units import SAMPLE_RATE, Frames
from player.engine.click import COUNTED_IN
from player.engine.output_log import OutputLog
from player.engine.protocol import Beats, Loop
from player.engine.spans import Span

_LONGEST = SAMPLE_RATE / 2
"""Frames that can lie in a device; what is further apart was left just now."""
_SLACK = 100.0
"""Frames that a song may seem to jump by where its tempo changes."""


def heard_place(log: OutputLog, frame: Frames, rendered: Frames, loop: Loop | None) -> Frames:
    """The frame that is heard now of the song that is rendered.

    `frame`: of the output, the one that is heard now; `rendered`: where the song is rendered next.
    Where it was left for another place, it is that place before it can be heard.
    """
    newest = log.clock.frames
    spans = log.spans(min(frame, newest - 1), newest)
    if not spans or spans[-1].token == COUNTED_IN:
        return rendered
    first = _without_jump(spans, loop)
    ahead = (rendered - first.position) / first.rate
    around = loop is not None and loop.stop - first.position < _LONGEST * first.rate
    return round(first.position) if 0 <= ahead < _LONGEST or around else rendered


def counted_beat(log: OutputLog, frame: Frames, beats: Beats) -> int:
    """Which beat of its bar is heard of a count-in with these beats, from 1; 0 if none is."""
    spans = log.spans(frame, frame + 1)
    number = bisect_right(beats.places, spans[0].position) if spans else 0
    if not number or spans[0].token != COUNTED_IN:
        return 0
    if True not in beats.downbeats:
        return number
    in_bar = len(beats.places) // sum(beats.downbeats)
    return (number - 1 - beats.downbeats.index(True)) % in_bar + 1


def _without_jump(spans: Sequence[Span], loop: Loop | None) -> Span:
    """The first of them from which the song goes on to the last."""
    first = spans[-1]
    for before in reversed(spans[:-1]):
        if not _goes_on(before, first, loop):
            break
        first = before
    return first


def _goes_on(before: Span, after: Span, loop: Loop | None) -> bool:
    if before.token != after.token:
        return False
    if abs(before.end - after.position) < _SLACK:
        return True
    if loop is None or loop.token != after.token:
        return False
    return abs(before.end - loop.stop) < _SLACK and abs(after.position - loop.start) < _SLACK
