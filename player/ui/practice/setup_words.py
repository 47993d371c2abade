"""How a song is practised, in few words."""

from player.base.units import Frames, seconds
from player.core.mix import Strip
from player.core.practice.practice_list import Setup
from player.ui.widgets.text import MINUS, clock
from player.ui.words import tr

DASH = "–"


def loop_words(loop: tuple[Frames, Frames] | None) -> str:
    """From where to where: "0:10–0:24"; a dash for the whole song."""
    return DASH if loop is None else DASH.join(clock(seconds(edge)) for edge in loop)


def tempo_words(percent: float) -> str:
    """A tempo: "85 %"."""
    return f"{percent:g} %"


def key_words(setup: Setup) -> str:
    """By how much it is transposed: "+2", "−1 +20 ct"; a dash for not at all."""
    words = [_signed(setup.semitones)] if setup.semitones else []
    words += [tr("{cents} ct").format(cents=_signed(setup.cents))] if setup.cents else []
    return " ".join(words) or DASH


def mix_words(setup: Setup) -> str:
    """The name of the mix, or that it is one without a name; a dash for the song as it is."""
    if setup.mix.name:
        return setup.mix.name
    plain = all(strip == Strip(strip.stem) for strip in setup.mix.strips)
    return DASH if plain else tr("Own mix")


def bars_words(bars: int) -> str:
    """How long the count-in is: "2 bars"; a dash for none."""
    return DASH if not bars else tr("1 bar") if bars == 1 else tr("{bars} bars").format(bars=bars)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"{MINUS}{-number}"
