"""What can go wrong with the library's file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from player.base.errors import MinusOneError


class LibraryError(MinusOneError):
    """The library cannot be opened, read or written; what it holds is left as it is."""


class NewerLibraryError(LibraryError):
    """The library was written by a newer version of the program."""


class Outdated(Exception):
    """A search was interrupted because nobody wants its result any more."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences for the listener."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Outdated from error
        raise LibraryError(
            f"The library could not be used: {error}.", _hint(error, path)
        ) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a mistake of the program, not of the file
        raise LibraryError(
            f"The library is damaged: {error}.",
            f"Start again; if that does not help, move {path} elsewhere: it will be built anew.",
        ) from error


def _hint(error: sqlite3.OperationalError, path: Path) -> str:
    text = str(error)
    if "full" in text:
        return "The disk is full: make room and try again."
    if "locked" in text or "busy" in text:
        return "Another program is writing to it; try again."
    return f"See whether {path} can be read and written."
