"""What the tests of the scanner share: a reading process takes a moment to start."""

from collections.abc import Iterator

import pytest

from player.library.scanner.reading import Job, ReadingProcesses


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingProcesses]:
    """One reading process for all scans."""
    processes = ReadingProcesses(1)
    processes.add(Job("nothing", 0, 0))
    while processes.unread:  # it runs once there is something to read
        processes.results(1)
    yield processes
    processes.close()
