"""The mixer: exact at unity, exact when muted, and never a jump in between."""

import numpy as np
from numpy.typing import NDArray

from player.engine.mixer import RAMP, Mixer, factors
from player.engine.protocol import Mix, StemGain
from tests.decoder.sounds import noisy_song
from tests.engine.rig import ACCOMPANIMENT, STEMS, VOCALS, muted


def settled(mix: Mix) -> Mixer:
    mixer = Mixer()
    mixer.aim(factors(mix, STEMS, present=True))
    mixer.jump()
    return mixer


def test_unity_is_the_mix_bit_for_bit() -> None:
    song = noisy_song(10_000)
    stems = noisy_song(10_000, seed=1)[np.newaxis]
    assert np.array_equal(settled(muted()).mix(song, stems), song)


def test_unity_stays_exact_while_the_stems_arrive() -> None:
    song, stems = noisy_song(5_000), noisy_song(5_000, seed=1)[np.newaxis]
    mixer = Mixer()
    mixer.aim(factors(muted(), STEMS, present=True))
    assert np.array_equal(mixer.mix(song, stems), song)


def test_a_muted_stem_is_gone_and_the_rest_untouched() -> None:
    song, vocals = noisy_song(5_000), noisy_song(5_000, seed=1)
    without = settled(muted(VOCALS)).mix(song, vocals[np.newaxis])
    np.testing.assert_allclose(without, song - vocals, atol=1e-7)
    alone = settled(muted(ACCOMPANIMENT)).mix(song, vocals[np.newaxis])
    np.testing.assert_allclose(alone, vocals, atol=1e-7)


def test_gains_apply_per_channel_and_the_volume_to_all() -> None:
    song, vocals = noisy_song(1_000), noisy_song(1_000, seed=1)
    gains = (StemGain(VOCALS, 0.5, 1.0), StemGain(ACCOMPANIMENT, 1.0, 0.25))
    out = settled(Mix(gains, 0.5)).mix(song, vocals[np.newaxis])
    expected = vocals * [0.5, 1.0] + (song - vocals) * [1.0, 0.25]
    np.testing.assert_allclose(out, 0.5 * expected, atol=1e-6)


def test_a_change_ramps_over_20_ms_across_buffers_without_a_jump() -> None:
    song = np.ones((2_000, 2), np.float32)
    vocals: NDArray[np.float32] = np.ones((1, 2_000, 2), np.float32)
    mixer = settled(muted())
    mixer.aim(factors(muted(VOCALS), STEMS, present=True))
    out = np.concatenate(
        [mixer.mix(song[a : a + 500], vocals[:, a : a + 500]) for a in range(0, 2_000, 500)]
    )
    assert np.abs(np.diff(out[:, 0])).max() < 1.5 / RAMP
    assert out[0, 0] > 1 - 2 / RAMP
    assert np.abs(out[RAMP:]).max() == 0.0


def test_a_change_of_mind_goes_on_from_where_the_gain_is() -> None:
    song: NDArray[np.float32] = np.ones((1_000, 2), np.float32)
    vocals = song[np.newaxis]
    mixer = settled(muted())
    mixer.aim(factors(muted(VOCALS), STEMS, present=True))
    first = mixer.mix(song[:300], vocals[:, :300])
    mixer.aim(factors(muted(), STEMS, present=True))
    second = mixer.mix(song, vocals)
    assert abs(second[0, 0] - first[-1, 0]) < 2 / RAMP
    assert second[-1, 0] == 1.0


def test_where_stems_are_missing_the_original_plays() -> None:
    assert factors(muted(VOCALS), STEMS, present=False).tolist() == [[1, 1], [0, 0]]
