"""A playhead that jumps is told from one that plays on, however late the reports come."""

from dataclasses import replace

import pytest

from player.base.units import SAMPLE_RATE, TrackId
from player.core.playback import PlaybackState, Transport
from player.ui.desktop.playhead_jumps import PlayheadJumps

BEGUN = PlaybackState(Transport.PLAYING, TrackId(1), 10 * SAMPLE_RATE, 200 * SAMPLE_RATE)


@pytest.mark.parametrize(
    ("transport", "after_s", "position_s", "jumped"),
    [
        (Transport.PLAYING, 0.02, 10.02, False),
        (Transport.PLAYING, 3.0, 13.1, False),
        (Transport.PLAYING, 0.02, 15.02, True),
        (Transport.PLAYING, 0.02, 5.0, True),
        (Transport.PLAYING, 5.0, 10.0, True),
        (Transport.PAUSED, 5.0, 10.0, False),
        (Transport.PAUSED, 0.02, 10.1, True),
    ],
)
def test_jumps(transport: Transport, after_s: float, position_s: float, jumped: bool) -> None:
    times = iter([0.0, after_s])
    before = replace(BEGUN, transport=transport)
    jumps = PlayheadJumps(before, lambda: next(times))
    assert jumps.notice(replace(before, position=round(position_s * SAMPLE_RATE))) is jumped


@pytest.mark.parametrize(("position_s", "jumped"), [(0.0, False), (90.0, True)])
def test_another_track_is_expected_at_its_start(position_s: float, jumped: bool) -> None:
    jumps = PlayheadJumps(BEGUN)
    begun = replace(BEGUN, track=TrackId(2), position=round(position_s * SAMPLE_RATE))
    assert jumps.notice(begun) is jumped
