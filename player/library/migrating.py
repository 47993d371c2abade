"""Brings a library's file to the schema of this version, after a copy of it has been made."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path

from player.library.errors import NewerLibraryError


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the steps that are missing, all or none."""
    steps = _steps()
    version = _version(connection)
    if version >= len(steps):
        return
    if version:
        _back_up(connection, path.with_name(f"{path.stem}.before-{len(steps)}.sqlite"))
    connection.execute("BEGIN IMMEDIATE")  # another process may migrate at the same moment
    try:
        for number in range(_version(connection), len(steps)):
            for statement in _statements(steps[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def refuse_newer(connection: sqlite3.Connection) -> None:
    """NewerLibraryError if the file is for a later version; reads only."""
    if _version(connection) > len(_steps()):
        raise NewerLibraryError(
            "The library was written by a newer version of Minus One, and is left untouched.",
            "Install that version again to use it; playing goes on without a library.",
        )


@cache
def _steps() -> tuple[str, ...]:
    """The text of each step, in order."""
    folder = resources.files("player.library.migrations")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=str)
    return tuple(file.read_text("utf-8") for file in files)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The single statements: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")  # others may migrate too
    temporary.unlink(missing_ok=True)
    copy = sqlite3.connect(temporary)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    temporary.replace(path)
