"""The Wiener filter in complex numbers is the one that Open-Unmix's authors wrote in pairs."""

import pytest
import torch
from demucs_infer.wiener import wiener

from separation.models.studio.wiener import refined


@pytest.mark.parametrize("level", [1e-3, 1.0, 100.0])
def test_it_is_the_published_one(level: float) -> None:
    torch.manual_seed(1)
    mix = torch.randn(2, 64, 20, dtype=torch.complex64) * level
    magnitudes = torch.rand(4, 2, 64, 20) * mix.abs()
    pairs = torch.view_as_real(mix).permute(2, 1, 0, 3)
    theirs = wiener(magnitudes.permute(3, 2, 1, 0), pairs, iterations=1)
    expected = torch.view_as_complex(theirs.permute(4, 2, 1, 0, 3).contiguous())
    assert expected.abs().max() > level / 10
    torch.testing.assert_close(refined(magnitudes, mix), expected, atol=1e-4 * level, rtol=1e-3)


def test_silence_stays_silence() -> None:
    nothing = refined(torch.zeros(4, 2, 8, 5), torch.zeros(2, 8, 5, dtype=torch.complex64))
    assert not nothing.abs().any()
