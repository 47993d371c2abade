"""How a network's masks become stems: what each quality does more than one plain pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from separation.errors import SeparationError
from separation.stft import WINDOW

_TINY = np.float32(1e-12)
_HIGHEST_EXPONENT = 8

Masks = NDArray[np.float32]
"""(stems - 1, 2, frames, bins), each in 0 .. 1 and their sum, too."""


@dataclass(frozen=True)
class Pass:
    """One run of the network: its answer depends on its framing and on the level of its input."""

    shift: int = 0
    """Frames by which the network's grid is moved."""
    gain: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """What is done with a network to get its masks, and with its masks to get stems."""

    name: str
    """As it stands in version strings: change it with anything that changes stems."""
    passes: tuple[Pass, ...] = (Pass(),)
    """Their masks are averaged."""
    bins: int = 1024
    """The network sees these; above, all belongs to the last stem. 1,024 are 11 kHz."""
    exponent: float = 2.0
    """Masks are shares of the stems' magnitudes to this power; the networks give 2.

    The Wiener filter squares what is masked, so that 0.5 gives it shares of magnitude.
    """
    mask: Literal["ratio", "binary"] = "ratio"
    """"binary" gives each bin to the strongest stem: less bleeding, more holes."""
    wiener: bool = False
    """One step of expectation maximisation of the multichannel Wiener filter."""

    @property
    def lowest(self) -> int:
        """The smallest shift, at most 0."""
        return min(0, *(one.shift for one in self.passes))

    @property
    def highest(self) -> int:
        """The largest shift, at least 0."""
        return max(0, *(one.shift for one in self.passes))


FAST = Recipe("")
_TWO = (Pass(), Pass(-24, 2.8))
_FOUR = (*_TWO, Pass(-8, 1.4), Pass(24, 4.0))
RECIPES = {
    "fast": FAST,
    "better": Recipe("better1", _TWO, bins=1536, exponent=0.5, wiener=True),
    "best": Recipe("best1", _FOUR, bins=1536, exponent=0.5, wiener=True),
}
"""By quality; measured one beside the other in tests/bench/variants.py."""


_OPTIONS: Mapping[str, Callable[[object], bool]] = {
    "bins": lambda value: isinstance(value, int) and value in range(64, WINDOW // 2 + 1, 64),
    "exponent": lambda value: isinstance(value, int | float) and 0 < value <= _HIGHEST_EXPONENT,
    "mask": lambda value: isinstance(value, str) and value in {"ratio", "binary"},
}
_HINT = "It takes bins in multiples of 64, an exponent up to 8, and the mask ratio or binary."


def choose_recipe(quality: str, architecture: Mapping[str, Any]) -> Recipe:
    """The recipe for a quality, with the model's own `bins`, `exponent` and `mask`, if any.

    Raises ValueError for a quality that does not exist, SeparationError for a wrong option.
    """
    if quality not in RECIPES:
        raise ValueError(f"no quality: {quality!r}")
    recipe = RECIPES[quality]
    own = {key: architecture[key] for key in _OPTIONS if key in architecture}
    for key, value in own.items():
        if not _OPTIONS[key](value):
            raise SeparationError(f"The model's {key} cannot be {value!r}.", _HINT)
    options = [f"{key}={value}" for key, value in own.items() if getattr(recipe, key) != value]
    return replace(recipe, name="-".join(filter(None, (recipe.name, *options))), **own)


def reshape(masks: Masks, recipe: Recipe) -> Masks:
    """The network's masks, which are shares of power, as the recipe wants them."""
    if recipe.mask == "ratio" and recipe.exponent == FAST.exponent:
        return masks
    rest = np.maximum(0, 1 - masks.sum(axis=0, keepdims=True))
    if recipe.mask == "binary":
        strongest = np.concatenate((masks, rest)).argmax(axis=0)
        return np.stack([strongest == stem for stem in range(len(masks))]).astype(np.float32)
    power = np.float32(recipe.exponent / FAST.exponent)
    shares: Masks = np.power(masks, power)
    shares /= shares.sum(axis=0) + np.power(rest[0], power) + _TINY
    return shares
