"""The library's file: opened, migrated, and one connection for each thread that asks."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from player.library.errors import LibraryError, told
from player.library.migrating import migrate, refuse_newer

_PATIENCE = 30.0
"""Seconds to wait for another process that writes."""
_CACHE_KB = 32_768


class Database:
    """SQLite in WAL mode: many readers, one writer, across processes. May be used on any thread.

    A file that is damaged is set aside, and `notice` says so. Raises LibraryError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._writing = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder of the library could not be made: {error.strerror}.",
                f"See whether {path.parent} can be written.",
            ) from error
        self._prepare()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection; autocommit, foreign keys on."""
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is None:
            known = self._local.connection = self._connect()
        return known

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """All that is read here is of one moment."""
        with told(self.path):
            connection = self.connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written here; waits for other writers."""
        with told(self.path), self._writing:
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close all connections; work on other threads has to be over."""
        with self._lock:
            self._closed = True
            for connection in self._all:
                connection.close()
            self._all.clear()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            refuse_newer(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        except (sqlite3.Error, LibraryError):
            connection.close()
            raise
        with self._lock:
            if self._closed:
                connection.close()
                raise sqlite3.OperationalError("the library is closed")
            self._all.append(connection)
        return connection

    def _prepare(self) -> None:
        try:
            self._open()
        except sqlite3.OperationalError:
            with told(self.path):
                raise
        except sqlite3.DatabaseError:
            self._set_aside()
            with told(self.path):
                self._open()

    def _open(self) -> None:
        try:
            migrate(self.connection(), self.path)
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._local = threading.local()

    def _set_aside(self) -> None:
        aside = self.path.with_name(time.strftime(f"{self.path.stem}.damaged-%Y%m%d-%H%M%S.sqlite"))
        try:
            for ending in ("-wal", "-shm", ""):
                old = self.path.with_name(self.path.name + ending)
                if old.exists():
                    old.replace(aside.with_name(aside.name + ending))
        except OSError as error:
            raise LibraryError(
                "The library is damaged and could not be set aside.", f"Move {self.path} elsewhere."
            ) from error
        self.notice = f"The library was damaged. It was set aside as {aside}, and a new one begun."
