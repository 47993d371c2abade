"""What texts are sorted by: without case, diacritics, quotes and article; numbers by value."""

import re
import unicodedata

_NUMBER = re.compile(r"\d+")
_DIGITS = 6
_ARTICLE = "the "
_LEAD = re.compile(r"^[^\w]+")


def fold(text: str) -> str:
    """`text` without case and diacritics."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def sort_key(text: str) -> str:
    """Compared as plain text, such keys put "The Beatles" under B, and "2" before "10"."""
    key = fold(text)
    if key and not key[0].isalnum():
        key = _LEAD.sub("", key) or key
    key = key.removeprefix(_ARTICLE) or key
    if not key.isalpha():
        key = _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), key)
    return key
