"""The split of an accompaniment finds the drums and the bass, wherever it is cut."""

import numpy as np
import pytest

from separation.dsp.percussive import CONTEXT, HOP, drums_and_bass
from tests.separation.conftest import Sound, agreement, reader
from tests.separation.dsp.band import band

TRACKS = band(12)
MIX = TRACKS["drums"] + TRACKS["bass"] + TRACKS["other"]
LENGTH = len(MIX) // HOP * HOP


def split(start: int, stop: int) -> Sound:
    return drums_and_bass(reader(MIX)(start - CONTEXT, stop - start + 2 * CONTEXT))


@pytest.fixture(scope="module")
def whole() -> Sound:
    return split(0, LENGTH)


def energy(sound: Sound) -> float:
    return float(np.square(sound, dtype=np.float64).sum())


def test_drums_and_bass_are_found(whole: Sound) -> None:
    drums, bass = whole
    assert agreement(TRACKS["drums"][:LENGTH], drums) > 4
    assert agreement(TRACKS["bass"][:LENGTH], bass) > 6
    assert agreement(TRACKS["other"][:LENGTH], MIX[:LENGTH] - drums - bass) > 2


@pytest.mark.parametrize(("track", "drums", "bass"), [("drums", 0.6, 0.0), ("bass", 0.0, 0.7)])
def test_a_player_alone_goes_to_its_own_stem(track: str, drums: float, bass: float) -> None:
    alone = np.pad(TRACKS[track][:LENGTH], ((CONTEXT, CONTEXT), (0, 0)))
    shares = [energy(stem) / energy(alone) for stem in drums_and_bass(alone)]
    assert shares[0] > drums
    assert shares[1] > bass
    assert min(shares) < 0.15


def test_it_is_the_same_wherever_it_is_cut(whole: Sound) -> None:
    for start, stop in ((0, 10 * HOP), (7 * HOP, 40 * HOP), (50 * HOP, 51 * HOP)):
        np.testing.assert_allclose(split(start, stop), whole[:, start:stop], atol=1e-6)


def test_silence_stays_silence() -> None:
    assert not drums_and_bass(np.zeros((2 * CONTEXT + HOP, 2), np.float32)).any()


@pytest.mark.parametrize("frames", [2 * CONTEXT, 2 * CONTEXT + HOP + 1])
def test_a_piece_without_context_is_refused(frames: int) -> None:
    with pytest.raises(ValueError, match=f"{frames} frames"):
        drums_and_bass(np.zeros((frames, 2), np.float32))
