"""Gives texts, folders and albums their numbers, making those that are new."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Generic, TypeVar

from player.library.sort_keys import sort_key

SEPARATOR = "\x1f"
"""Between several values in one text."""
_REMEMBERED = 200_000

K = TypeVar("K")


def joined(values: Iterable[str]) -> str:
    """Several values as one text."""
    return SEPARATOR.join([clean(value) for value in values])


def split(text: str) -> tuple[str, ...]:
    """The values of a text."""
    return tuple(text.split(SEPARATOR)) if text else ()


def clean(text: str) -> str:
    """`text` as it can be stored: no lone surrogates, no separators, no zero bytes."""
    if not text.isprintable():
        text = text.replace(SEPARATOR, " ").replace("\0", " ")
        text = text.encode(errors="replace").decode()
    return text


class _Numbers(Generic[K]):
    """Numbers known from committed transactions, and those of the one that runs."""

    def __init__(self) -> None:
        self.kept: dict[K, int] = {}
        self.fresh: dict[K, int] = {}

    def get(self, key: K) -> int | None:
        number = self.kept.get(key)
        return self.fresh.get(key) if number is None else number

    def end(self, *, committed: bool) -> None:
        if committed:
            if len(self.kept) > _REMEMBERED:
                self.kept.clear()
            self.kept.update(self.fresh)
        self.fresh.clear()


class Interning:
    """Used inside a writing transaction; `end` has to follow each."""

    def __init__(self) -> None:
        self._texts: _Numbers[str] = _Numbers()
        self._folders: _Numbers[bytes] = _Numbers()
        self._albums: _Numbers[tuple[int, int, bytes]] = _Numbers()

    def end(self, *, committed: bool) -> None:
        """Keep or forget the numbers given since the last time."""
        self._texts.end(committed=committed)
        self._folders.end(committed=committed)
        self._albums.end(committed=committed)

    def learn_texts(self, connection: sqlite3.Connection, texts: Iterable[str]) -> None:
        """Have a number for each of these, in a few statements for all."""
        wanted = [each for each in set(texts) if self._texts.get(each) is None]
        if not wanted:
            return
        query = "SELECT text, id FROM texts WHERE text IN (SELECT value FROM json_each(?))"
        self._texts.fresh.update(connection.execute(query, (json.dumps(wanted),)))
        new = [each for each in wanted if each not in self._texts.fresh]
        if not new:
            return
        (last,) = connection.execute("SELECT max(id) FROM texts").fetchone()
        numbers = range(last + 1, last + 1 + len(new))
        connection.executemany(
            "INSERT INTO texts VALUES (?, ?, ?)",
            [(number, text, sort_key(text)) for number, text in zip(numbers, new, strict=True)],
        )
        connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", zip(numbers, new, strict=True)
        )
        self._texts.fresh.update(zip(new, numbers, strict=True))

    def text(self, text: str) -> int:
        """The number of a text that was learnt."""
        number = self._texts.kept.get(text)
        return self._texts.fresh[text] if number is None else number

    def folder(self, connection: sqlite3.Connection, path: bytes) -> int:
        """The number of a folder."""
        number = self._folders.get(path)
        if number is None:
            find = "SELECT id FROM folders WHERE path = ?"
            row = connection.execute(find, (path,)).fetchone()
            number = row[0] if row else self._new_folder(connection, path)
            self._folders.fresh[path] = number
        return number

    def album(self, connection: sqlite3.Connection, title: int, artists: int, place: bytes) -> int:
        """The number of an album; `place` is its folder, if its artists are not named."""
        key = (title, artists, place)
        number = self._albums.get(key)
        if number is None:
            find = "SELECT id FROM albums WHERE title = ? AND artists = ? AND folder = ?"
            row = connection.execute(find, key).fetchone()
            number = row[0] if row else _insert(connection, "albums (title, artists, folder)", key)
            self._albums.fresh[key] = number
        return number

    def _new_folder(self, connection: sqlite3.Connection, path: bytes) -> int:
        return _insert(connection, "folders (path, root)", (path, root_of(connection, path)))


def root_of(connection: sqlite3.Connection, path: bytes) -> int | None:
    """The watched folder that `path` lies in; the innermost, if several do."""
    roots = connection.execute("SELECT path, id FROM roots ORDER BY length(path) DESC")
    return next((number for root, number in roots if is_within(path, root)), None)


def is_within(path: bytes, folder: bytes) -> bool:
    """Whether `path` is `folder` or lies in it."""
    return path == folder or path.startswith(folder.rstrip(b"/\\") + b"/")


def _insert(connection: sqlite3.Connection, into: str, values: tuple[object, ...]) -> int:
    marks = ", ".join("?" * len(values))
    row = connection.execute(
        f"INSERT INTO {into} VALUES ({marks}) RETURNING id",  # noqa: S608 - names of our own
        values,
    ).fetchone()
    return int(row[0])
