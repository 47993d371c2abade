"""Damages sound files by a number, so that each can be made again."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

_MOST = 150_000
"""Bytes that are kept of a file: what scans stumble over stands at the beginning or the end."""
_HEAD = 4_096


def sources(testdata: Path) -> list[Path]:
    """The files to damage, of every format."""
    files = [*(testdata / "formats").iterdir(), *(testdata / "odd").rglob("*.flac")]
    return sorted(path for path in files if path.is_file())


def damaged(files: Sequence[Path], number: int) -> tuple[str, bytes]:
    """The name and content of the damaged file with this number."""
    chance = random.Random(number)
    source = files[number % len(files)]
    content = bytearray(source.read_bytes())
    if len(content) > _MOST:
        content = content[: _MOST // 2] + content[-_MOST // 2 :]
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice(_WAYS)(content, chance)
    if chance.random() < 0.1:
        other = chance.choice(files).read_bytes()[:_HEAD]
        content = bytearray(other) + content
    return f"{number:05} {source.stem}{source.suffix}", bytes(content)


def _place(content: bytearray, chance: random.Random) -> int:
    """Mostly where headers and tags are."""
    end = len(content) if chance.random() < 0.3 else min(len(content), _HEAD)
    return chance.randrange(end) if end else 0


def _change(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 8, 64))):
        if content:
            content[_place(content, chance)] = chance.randrange(256)


def _lengths(content: bytearray, chance: random.Random) -> None:
    """A number in the header becomes huge, zero or negative."""
    place = _place(content, chance)
    count = chance.choice((2, 3, 4, 8))
    content[place : place + count] = chance.choice((b"\xff", b"\0", b"\x7f", b"\x80")) * count


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[_place(content, chance) :]


def _lose(content: bytearray, chance: random.Random) -> None:
    place = _place(content, chance)
    del content[place : place + chance.choice((1, 7, 512, 20_000))]


def _repeat(content: bytearray, chance: random.Random) -> None:
    place = _place(content, chance)
    content[place:place] = content[place : place + chance.choice((4, 100, 5_000))]


def _blank(content: bytearray, chance: random.Random) -> None:
    place = _place(content, chance)
    count = min(len(content) - place, chance.choice((16, 1_000, 30_000)))
    content[place : place + count] = bytes(count)


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _change,
    _lengths,
    _cut,
    _lose,
    _repeat,
    _blank,
)
