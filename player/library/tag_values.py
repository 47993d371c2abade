"""What the texts in tags mean: dates, "3 of 12", gains, ratings."""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # see player.library.tags
    from player.base.units import Decibels

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBER = re.compile(r"\s*[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d{1,3})?")
_COUNT = re.compile(r"\s*(\d{1,6})(?:\s*(?:/|of)\s*(\d{1,6}))?", re.IGNORECASE)
_MONTHS, _DAYS = 12, 31

LONGEST = 4_096
"""Characters kept of one text."""
MOST = 100
"""Values kept of one field."""
R128_TO_REPLAY_GAIN: "Decibels" = 5.0
"""R128 tags lead to -23 LUFS, ReplayGain 2 to -18."""
_LOUDEST = 70.0
_HIGHEST_PEAK = 100.0

_POPM_STARS = (1, 32, 96, 160, 224)
"""The least of the 255 points that Windows and most programs take for one to five stars."""
_STARS = 5
_PERCENT = 100
_POINTS = 255


def tidy(text: str) -> str:
    """One text without the blanks and zero bytes around it, and only what is text."""
    text = text[:LONGEST].strip(" \t\r\n\0\ufeff")
    if text.isascii():
        return text.replace("\0", " ") if "\0" in text else text
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def tidy_all(texts: Sequence[str]) -> tuple[str, ...]:
    """All texts that say something, each once, in order."""
    if len(texts) == 1:  # by far the most
        text = tidy(texts[0])
        return (text,) if text else ()
    return tuple(dict.fromkeys(filter(None, map(tidy, texts[:MOST]))))


def date(text: str) -> str:
    """ISO 8601 as far as it is known; a text without a year as it is."""
    if len(text) == 4 and text.isdigit():  # noqa: PLR2004 - a year, as mostly
        return text if text != "0000" else ""
    found = _COMPACT_DATE.match(text) or _DATE.match(text)
    if found is None:
        year = _YEAR.search(text)
        return year.group() if year else text
    year_text, month, day = found.groups()
    if year_text == "0000":
        return ""
    parts = [year_text]
    for part, most in ((month, _MONTHS), (day, _DAYS)):
        if part is None or not 1 <= int(part) <= most:
            break
        parts.append(f"{int(part):02}")
    return "-".join(parts)


def count(text: str) -> tuple[int | None, int | None]:
    """Number and total of "3", "3/12" or "3 of 12"; None for what is not said."""
    found = _COUNT.match(text)
    if found is None:
        return None, None
    number, total = found.groups()
    return int(number) or None, int(total or 0) or None


def number(text: str) -> float | None:
    """The number that a text begins with ("-7.5 dB", "0,98"); None if there is none."""
    found = _NUMBER.match(text[:40])
    if found is None:
        return None
    value = float(found.group().replace(",", "."))
    return value if math.isfinite(value) else None


def gain(text: str) -> "Decibels | None":
    """A ReplayGain gain such as "-7.5 dB"; None for what cannot be one."""
    return sane_gain(number(text))


def sane_gain(value: float | None) -> "Decibels | None":
    """None for what no song needs."""
    return value if value is not None and abs(value) <= _LOUDEST else None


def peak(text: str) -> float | None:
    """A ReplayGain peak, 1 being full scale; None for what cannot be one."""
    value = number(text)
    return value if value is not None and 0 < value <= _HIGHEST_PEAK else None


def r128_gain(text: str) -> "Decibels | None":
    """An R128 gain (RFC 7845, in 1/256 dB) as ReplayGain 2.

    It counts from what the decoder gives out, which has the gain of the Opus header in it.
    """
    value = number(text)
    return None if value is None else sane_gain(value / 256 + R128_TO_REPLAY_GAIN)


def truth(text: str) -> bool:
    """Whether "1", "yes", "true"."""
    return text.lower() in ("1", "true", "yes", "y")


def bpm(text: str) -> float | None:
    """Beats a minute; None for nonsense."""
    value = number(text)
    return value if value is not None and 0 < value < 1_000 else None  # noqa: PLR2004 - none plays so


def popm(points: int) -> float | None:
    """An ID3 popularimeter's points as 0 to 1; 0 points are no rating."""
    stars = sum(points >= least for least in _POPM_STARS)
    return stars / _STARS if stars else None


def fraction(text: str) -> float | None:
    """FMPS_RATING and the like: 0 to 1."""
    value = number(text)
    return value if value is not None and 0 <= value <= 1 else None


def rating(text: str) -> float | None:
    """RATING as programs write it: 1 to 5 stars, percent, or 0 to 1 with a point; None for 0."""
    value = number(text)
    if value is None or value <= 0 or value > _POINTS:
        return None
    if value < 1 or (value == 1 and "." in text):
        return value
    scale = _STARS if value <= _STARS else _PERCENT if value <= _PERCENT else _POINTS
    return value / scale


def asf_rating(text: str) -> float | None:
    """WM/SharedUserRating: 1, 25, 50, 75, 99 for one to five stars."""
    value = number(text)
    if value is None or not 0 < value < _PERCENT:
        return None
    return ((int(value) + 1) // 25 + 1) / _STARS
