"""What an output counts as a dropout: only what a listener hears."""

import numpy as np
import pytest

from player.engine.output import base
from player.engine.output.base import PERIODS, Pulse

SOUND, NOTHING = np.ones((441, 2), np.float32), np.zeros((0, 2), np.float32)


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.mark.parametrize(("before", "late"), [(SOUND, 1), (NOTHING, 0)])
def test_a_late_callback_is_a_dropout_where_sound_was_playing(
    monkeypatch: pytest.MonkeyPatch, before: np.ndarray, late: int
) -> None:
    clock = Clock()
    monkeypatch.setattr(base, "time", clock)
    pulse = Pulse(45)
    for _ in range(PERIODS + 1):
        pulse.beat(before)
        clock.now += 0.01
    pulse.beat(before)
    clock.now += 0.06
    pulse.beat(SOUND)
    clock.now += 0.01
    pulse.beat(SOUND)
    assert pulse.late == late
    assert [gap.stop - gap.start for gap in pulse.gaps] == pytest.approx([0.06] * late)
    assert pulse.longest == pytest.approx(0.06 if late else 0.01)
