"""A reading process: is sent lists of paths, and sends back what their files say.

What is read is reported at the end of a list, and whenever a file has taken long; so if nothing is
heard, one file is the reason.
"""

import time
from multiprocessing.connection import Connection
from typing import NamedTuple

from player.library import tags

_LONG = 0.25
"""Seconds after which what was read is reported."""


class ReadFile(NamedTuple):
    """What a file says."""

    tags: tags.Tags
    reason: str
    """Why it is no music, or ""."""
    fingerprint: int | None


def main(connection: Connection) -> None:
    """Say that we are here; then read until the scanner is gone."""
    connection.send(None)
    while True:
        paths: list[str] = connection.recv()
        results: list[ReadFile] = []
        reported = time.monotonic()
        for path in paths:
            results.append(read_file(path))
            if time.monotonic() - reported > _LONG:
                connection.send(results)
                results, reported = [], time.monotonic()
        if results:
            connection.send(results)


def read_file(path: str) -> ReadFile:
    """What one file says; nothing is raised."""
    said, fingerprint, reason = tags.read_file(path)
    return ReadFile(said, reason, fingerprint)
