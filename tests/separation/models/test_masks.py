"""Masks take the shape that a model asks for, and the Wiener filter knows left from right."""

from dataclasses import replace

import numpy as np
import pytest

from separation.errors import SeparationError
from separation.models.masks import FAST, RECIPES, choose_recipe, reshape
from separation.models.wiener import wiener
from tests.separation.conftest import Sound

RANDOM = np.random.default_rng(3)


def masks(stems: int) -> Sound:
    """Shares of power, as a network gives them: all but the last."""
    powers = RANDOM.uniform(0, 1, (stems, 2, 8, 64)) ** 2
    return np.asarray((powers / powers.sum(axis=0))[:-1], np.float32)


@pytest.mark.parametrize("stems", [2, 4])
def test_an_exponent_turns_power_into_magnitude(stems: int) -> None:
    magnitudes = RANDOM.uniform(0.1, 1, (stems, 2, 8, 64))
    powers = (magnitudes**2 / (magnitudes**2).sum(axis=0)).astype(np.float32)
    shares = magnitudes / magnitudes.sum(axis=0)
    found = reshape(powers[:-1], replace(FAST, exponent=1.0))
    np.testing.assert_allclose(found, shares[:-1], atol=1e-5)


@pytest.mark.parametrize("stems", [2, 4])
def test_binary_masks_give_each_bin_to_one_stem(stems: int) -> None:
    shares = masks(stems)
    binary = reshape(shares, replace(FAST, mask="binary"))
    assert set(np.unique(binary)) == {0.0, 1.0}
    whole = np.concatenate((shares, 1 - shares.sum(axis=0, keepdims=True)))
    np.testing.assert_array_equal(binary[0], whole.argmax(axis=0) == 0)


def test_plain_masks_are_left_alone() -> None:
    shares = masks(2)
    assert reshape(shares, FAST) is shares


def test_a_models_own_options_are_part_of_its_version() -> None:
    assert choose_recipe("fast", {"activation": "elu"}) == FAST
    recipe = choose_recipe("best", {"mask": "binary", "bins": 1024})
    assert (recipe.mask, recipe.bins) == ("binary", 1024)
    assert recipe.passes == RECIPES["best"].passes
    assert recipe.name == "best1-bins=1024-mask=binary"


@pytest.mark.parametrize(
    ("option", "value"), [("mask", "soft"), ("bins", 1000), ("exponent", 0), ("mask", ["binary"])]
)
def test_a_wrong_option_is_named(option: str, value: object) -> None:
    with pytest.raises(SeparationError, match=f"{option} cannot be"):
        choose_recipe("fast", {option: value})


def noise(*shape: int) -> Sound:
    return RANDOM.normal(0, 1, shape).astype(np.float32)


def test_wiener_tells_stems_apart_by_their_places() -> None:
    """One stem is on the left, one on the right; the masks know next to nothing."""
    left = np.multiply.outer([1, 0.2], noise(200, 16) + 1j * noise(200, 16))
    right = np.multiply.outer([0.2, 1], noise(200, 16) + 1j * noise(200, 16))
    mix = (left + right).astype(np.complex64)
    guess = np.square(np.abs(left)) / (np.square(np.abs(left)) + np.square(np.abs(right)))
    guess = (0.5 + 0.2 * (guess - 0.5))[np.newaxis].astype(np.float32)
    by_mask = np.square(np.abs(mix * guess[0] - left)).sum()
    filtered = wiener(mix, guess)
    assert filtered.shape == (1, 2, 200, 16)
    assert filtered.dtype == np.complex64
    assert np.square(np.abs(filtered[0] - left)).sum() < 0.7 * by_mask


def test_wiener_gives_all_stems_together_the_mix() -> None:
    mix = (noise(2, 50, 300) + 1j * noise(2, 50, 300)).astype(np.complex64)
    first = RANDOM.uniform(0, 1, (1, 2, 50, 300)).astype(np.float32)
    both = wiener(mix, first)[0] + wiener(mix, 1 - first)[0]
    np.testing.assert_allclose(both, mix, atol=1e-3)
