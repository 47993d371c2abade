"""What alternatives are called, and how a blind test stands."""

from collections.abc import Sequence

from player.core.blind_test import BlindTest
from player.core.comparing import Alternative
from player.core.separation import ModelChoice, StemSet
from player.ui.live_words import filters_name
from player.ui.model_words import QUALITY_NAMES
from player.ui.widgets.text import decibels
from player.ui.words import tr

_LOWEST = -200.0


def alternative_name(alternative: Alternative, models: Sequence[ModelChoice]) -> str:
    """What an alternative is called."""
    if alternative.stems is not None:
        return _stems_name(alternative.stems, models)
    return filters_name(alternative.filters) or tr("Original")


def _stems_name(stems: StemSet, models: Sequence[ModelChoice]) -> str:
    plain = stems.model[:1].upper() + stems.model[1:]
    title = next((each.title for each in models if each.name == stems.model), plain)
    if stems.quality in ("", "fast"):
        return title
    quality = tr(QUALITY_NAMES.get(stems.quality, stems.quality))
    return tr("{title}, {quality}").format(title=title, quality=quality.lower())


def level_words(names: Sequence[str], trims: Sequence[float]) -> str:
    """By how much each is made louder or softer."""
    if not trims:
        return tr("Measuring how loud they are…")
    levels = (f"{name} {decibels(trim, _LOWEST)}" for name, trim in zip(names, trims, strict=True))
    return tr("Equally loud: {levels}").format(levels=", ".join(levels))


def tally_words(test: BlindTest) -> str:
    """How the test stands."""
    if not test.tries:
        return tr("X is A or B. Listen as often as you like, then say which.")
    return tr("{right} of {tries} right; by guessing that often or more: {chance} %").format(
        right=test.right, tries=test.tries, chance=f"{100 * test.by_guessing:.0f}"
    )


def reveal_words(test: BlindTest, names: Sequence[str]) -> str:
    """Which is which."""
    a, b = (names[test.alternative(letter)] for letter in "AB")
    return tr("A was: {a}. B was: {b}.").format(a=a, b=b)
