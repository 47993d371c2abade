"""The transform and its inverse give the sound back."""

import numpy as np

from separation.stft import BINS, HOP, WINDOW, istft, stft


def test_there_and_back_is_the_same_sound() -> None:
    samples = np.random.default_rng(1).standard_normal((2, 20 * HOP)).astype(np.float32)
    spectrum = stft(samples)
    assert spectrum.shape == (2, 17, BINS)
    assert spectrum.dtype == np.complex64
    back = istft(spectrum)
    assert back.shape == samples.shape
    whole = slice(WINDOW - HOP, -(WINDOW - HOP))
    np.testing.assert_allclose(back[:, whole], samples[:, whole], atol=2e-6)


def test_a_sine_stands_in_its_bin() -> None:
    time = np.arange(8 * HOP) / 44_100
    sine = np.sin(2 * np.pi * 100 * 44_100 / WINDOW * time).astype(np.float32)
    spectrum = np.abs(stft(np.stack((sine, sine)), 1024))
    assert spectrum.shape == (2, 5, 1024)
    assert (spectrum.argmax(axis=2) == 100).all()
    np.testing.assert_allclose(spectrum[:, :, 100], WINDOW / 4, rtol=1e-4)


def test_missing_bins_count_as_zero() -> None:
    samples = np.random.default_rng(2).standard_normal((2, 8 * HOP)).astype(np.float32)
    cut = stft(samples)
    cut[:, :, 1024:] = 0
    np.testing.assert_allclose(istft(stft(samples, 1024)), istft(cut), atol=1e-6)
