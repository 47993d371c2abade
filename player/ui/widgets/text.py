"""Numbers as short text: times, sizes, levels."""

from math import isfinite

from player.ui.words import tr

MINUS = "\u2212"
MINUTE = 60
HOUR = 3600
ZERO_WIDTH_SPACE = "\u200b"
LONGEST_WORD = 24
_UNITS = ((1e6, "MB", 0), (1e9, "GB", 1), (10e9, "GB", 0))
"""From which count of bytes on, in which unit, with how many decimals."""


def clock(time: float) -> str:
    """Seconds as 0:07, 3:25 or 1:02:03; fractions are cut off."""
    whole = max(0, int(time))
    hours, minutes, rest = whole // HOUR, whole // MINUTE % MINUTE, whole % MINUTE
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_left(time: float) -> str:
    """Seconds in words: "8 s left", "about 3 min left"."""
    words = tr("{time} left") if time < 1.5 * MINUTE else tr("about {time} left")
    return words.format(time=time_span(time))


def time_span(time: float) -> str:
    """Seconds in words: "40 s", "6 min", "2 h"."""
    if time < 1.5 * MINUTE:
        return f"{max(1, round(time))} s"
    if time < 1.5 * HOUR:
        return f"{round(time / MINUTE)} min"
    return f"{round(time / HOUR)} h"


def size(count: int) -> str:
    """Bytes as text: "0 MB", "430 MB", "1.2 GB"."""
    _, unit, decimals = max((u for u in _UNITS if u[0] <= count * 1.001), default=_UNITS[0])
    divisor = 1e9 if unit == "GB" else 1e6
    return f"{count / divisor:.{decimals}f} {unit}"


def decibels(level: float, silent: float) -> str:
    """A level as text: "+3.5 dB"; minus infinity at `silent` and below."""
    if level <= silent:
        return f"{MINUS}∞ dB"
    rounded = round(level, 1)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded):.1f} dB"


def parse_decibels(text: str, silent: float) -> float | None:
    """The level that somebody typed, or None if it is not one."""
    plain = text.strip().removesuffix("dB").strip().replace(MINUS, "-").replace(",", ".")
    if plain in {"-∞", "-inf"}:
        return silent
    try:
        level = float(plain)
    except ValueError:
        return None
    return level if isfinite(level) else None


def breakable(text: str) -> str:
    """The same text, with places where a line may be broken inside very long words."""
    return " ".join(word if len(word) <= LONGEST_WORD else _cut(word) for word in text.split(" "))


def _cut(word: str) -> str:
    parts = [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]
    return ZERO_WIDTH_SPACE.join(parts)
