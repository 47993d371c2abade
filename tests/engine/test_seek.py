"""A seek lands on the very frame in every format, and sounds as if it had been played through."""

import random
from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE
from player.engine.mixer import RAMP
from tests.engine.formats import EXACT, LOSSY, SECONDS, sine
from tests.engine.rig import BUFFER, Rig

FORMATS = EXACT | LOSSY


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_heard_after_a_seek_is_what_stands_there(
    rig: Rig, kind: str, tmp_path: Path
) -> None:
    write, rate = FORMATS[kind]
    noise = np.random.default_rng(5).standard_normal((SECONDS * rate, 2)).astype(np.float32)
    path = write(tmp_path / "song", sine(rate) + 0.05 * noise, rate)
    rig.load(path)
    whole = rig.play(SECONDS * SAMPLE_RATE + BUFFER)
    assert len(whole) == SECONDS * SAMPLE_RATE
    rig.load(path)
    rig.play(RAMP)
    dice = random.Random(kind)
    for _ in range(8):
        place = dice.randrange(len(whole) - 3 * BUFFER)
        rig.transport.seek(place)
        heard = rig.play(2 * BUFFER)
        assert np.array_equal(heard[RAMP:], whole[place + RAMP : place + 2 * BUFFER])
