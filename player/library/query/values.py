"""Numbers, lengths, dates and ages as people write them: each stands for a stretch of values."""

import re
from datetime import datetime, timedelta

from player.library.query.fields import Kind

Interval = tuple[float, float]

_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_DECADE = re.compile(r"(\d{3}0)s")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)")
_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(h|m|min|s)")
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)(k|m|g|t)?b?")
_AGE = re.compile(r"(\d{1,5})(s|min|h|d|w|m|mon|y)")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SECONDS = {"h": 3600.0, "m": 60.0, "min": 60.0, "s": 1.0}
_BYTES = {None: 1, "k": 1000, "m": 1000**2, "g": 1000**3, "t": 1000**4}
_DAY = 86_400.0
_AGES = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": _DAY, "w": 7 * _DAY, "y": 365.25 * _DAY}
_MONTH = 30.44 * _DAY
_DECEMBER = 12
EXAMPLES = {
    Kind.COUNT: "12",
    Kind.YEAR: "1959 or 1960s",
    Kind.RATING: "4 (stars, from 0 to 5)",
    Kind.BPM: "120",
    Kind.KEY: "Am, F# or 8A",
    Kind.BITRATE: "320 (kbit/s)",
    Kind.LENGTH: "5:00 or 300s",
    Kind.SIZE: "10MB",
    Kind.TIME: "30d (days ago), 2024-01 or today",
}
"""How a value of each kind is written."""


def interval(kind: Kind, text: str, now: float) -> Interval | None:
    """What `text` stands for, in the units of the library's columns; None if it is nothing."""
    text = text.lower()
    if kind is Kind.TIME:
        return _day(text, now) or _date(text)
    if kind is Kind.LENGTH:
        return _length(text)
    if kind is Kind.SIZE:
        size = _SIZE.fullmatch(text)
        low = float(size[1]) * _BYTES[size[2]] if size else 0
        return (low, low + 1) if size else None
    decade = _DECADE.fullmatch(text)
    if kind is Kind.YEAR and decade:
        return float(decade[1]), float(decade[1]) + 10
    number = _NUMBER.fullmatch(text)
    return _around(kind, float(number[0])) if number else None


def age(text: str) -> float | None:
    """How many seconds "30d" is; None if it is no age."""
    found = _AGE.fullmatch(text.lower())
    if found is None:
        return None
    return float(found[1]) * (_AGES.get(found[2]) or _MONTH)


def _around(kind: Kind, value: float) -> Interval:
    """A number as precise as people mean it."""
    if kind is Kind.RATING:
        return value * 200 - 50, value * 200 + 50
    if kind is Kind.BPM:
        return value * 100 - 50, value * 100 + 50
    if kind is Kind.BITRATE:
        return value * 1000 - 500, value * 1000 + 500
    return value, value + 1


def _length(text: str) -> Interval | None:
    clock, span, number = (each.fullmatch(text) for each in (_CLOCK, _SPAN, _NUMBER))
    if clock:
        low = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
        return low * 1000.0, (low + 1) * 1000.0
    if span:
        unit = _SECONDS[span[2]]
        low_ms = float(span[1]) * unit * 1000
        return low_ms, low_ms + unit * 1000
    return (float(number[0]) * 1000, (float(number[0]) + 1) * 1000) if number else None


def _day(text: str, now: float) -> Interval | None:
    back = {"today": 0, "yesterday": 1}.get(text)
    if back is None:
        return None
    today = datetime.fromtimestamp(now).astimezone()
    start = today.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back)
    return start.timestamp(), (start + timedelta(days=1)).timestamp()


def _date(text: str) -> Interval | None:
    """A year, a month or a day, in local time."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        start = datetime(year, month, day).astimezone()
        if found[3]:
            return start.timestamp(), (start + timedelta(days=1)).timestamp()
        if found[2]:
            year, month = (year + month // _DECEMBER, month % _DECEMBER + 1)
        else:
            year += 1
        return start.timestamp(), datetime(year, month, 1).astimezone().timestamp()
    except (ValueError, OverflowError):
        return None
