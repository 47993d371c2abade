"""Reads protocol buffers and their variable-length integers, as far as checkpoints need it."""

from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5  # wire types
_CONTINUES = 0x80
_MAX_BITS = 63


def varint(data: bytes, place: int) -> tuple[int, int]:
    """A variable-length integer and the place after it; ValueError, IndexError on garbage."""
    value = shift = 0
    while shift <= _MAX_BITS:
        byte = data[place]
        place += 1
        value |= (byte & ~_CONTINUES) << shift
        if byte < _CONTINUES:
            return value, place
        shift += 7
    raise ValueError("a number is too long")


def integers(message: bytes) -> dict[int, int]:
    """The integer fields of a message by their number; the last of each."""
    return {number: value for number, value in _fields(message) if isinstance(value, int)}


def messages(message: bytes, number: int) -> list[bytes]:
    """All fields `number` of a message that hold bytes: text, or messages in turn."""
    found = _fields(message)
    return [value for field, value in found if field == number and isinstance(value, bytes)]


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field numbers and values."""
    place = 0
    while place < len(message):
        tag, place = varint(message, place)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, place = varint(message, place)
            yield number, value
            continue
        length = {_FIXED64: 8, _FIXED32: 4}.get(kind)
        if kind == _BYTES:
            length, place = varint(message, place)
        if length is None or place + length > len(message):
            raise ValueError("a record is malformed")
        yield number, message[place : place + length]
        place += length
