"""The reading processes: a file that crashes or holds up one of them costs that file only."""

import os
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import NamedTuple

from player.base.child import Child
from player.base.errors import ChildDiedError, MinusOneError
from player.library.scanner.reader import ReadFile
from player.library.tags import Tags

READERS = max(2, min(4, os.cpu_count() or 1))
PATIENCE = 10.0
"""Seconds that one file may take."""
_STARTING = 60.0
"""Seconds that a process may take to start on a busy machine."""
_CHUNK = 64
_AHEAD = 512
"""Files that a process is sent ahead, so that it need not wait while others are written."""
_AHEAD_BYTES = 60_000
"""Of their paths: they fit into the pipe, so that sending never waits."""
_DEATHS_AT_START = 3
_READER = "player.library.scanner.reader"


class Job(NamedTuple):
    """A file to read."""

    path: str
    size: int
    mtime_ns: int


class Read(NamedTuple):
    """A file that was read."""

    job: Job
    file: ReadFile


@dataclass
class _Reader:
    """One process and what it was sent and has not reported."""

    child: Child = field(default_factory=lambda: Child(_READER))
    jobs: deque[Job] = field(default_factory=deque)
    heard: float = field(default_factory=time.monotonic)
    """When it last said something, or got work while it had none."""
    ready: bool = False
    bytes_sent: int = 0
    """Of paths, not reported yet."""

    @property
    def over_time(self) -> float:
        """Seconds beyond what it may take; not above 0 while all is well."""
        if not self.jobs and self.ready:
            return -PATIENCE
        return time.monotonic() - self.heard - (PATIENCE if self.ready else _STARTING)


class ReadingProcesses:
    """Reads files in a few processes, in any order. Used by one thread."""

    def __init__(self, count: int = READERS) -> None:
        self._count = count
        self._readers: list[_Reader] = []
        self._waiting: deque[Job] = deque()
        self._alone: deque[Job] = deque()
        """Files one of which has crashed a process: each is read by itself."""
        self._done: list[Read] = []
        self._deaths_at_start = 0

    @property
    def unread(self) -> int:
        """How many files are still to be read."""
        sent = sum(len(reader.jobs) for reader in self._readers)
        return len(self._waiting) + len(self._alone) + sent

    def add(self, job: Job) -> None:
        """Have a file read."""
        self._waiting.append(job)

    def results(self, patience: float) -> list[Read]:
        """What has been read since the last call; waits for something at most so many seconds.

        MinusOneError if no reading process can be started.
        """
        self._feed()
        self._listen(0 if self._done else patience)
        self._feed()
        done, self._done = self._done, []
        return done

    def drop(self) -> None:
        """Forget what has not been sent to a process yet."""
        self._waiting.clear()
        self._alone.clear()

    def close(self) -> None:
        """End the processes."""
        for reader in self._readers:
            reader.child.kill()
        self._readers.clear()

    def _feed(self) -> None:
        wanted = min(self._count, 1 + (len(self._waiting) + len(self._alone)) // _CHUNK)
        while len(self._readers) < wanted and (self._waiting or self._alone):
            self._readers.append(_Reader())
        for reader in self._readers:
            while reader.ready and (chunk := self._chunk_for(reader)):
                if not reader.jobs:
                    reader.heard = time.monotonic()
                reader.jobs.extend(chunk)
                reader.bytes_sent += sum(len(job.path) for job in chunk)
                try:
                    reader.child.send([job.path for job in chunk])
                except ChildDiedError:
                    break  # `_listen` sees its end

    def _chunk_for(self, reader: _Reader) -> list[Job]:
        """What to send next; nothing if it has enough."""
        if self._alone:
            return [self._alone.popleft()] if not reader.jobs else []
        if len(reader.jobs) > _AHEAD - _CHUNK:
            return []
        room = _AHEAD_BYTES - reader.bytes_sent
        chunk: list[Job] = []
        while self._waiting and len(chunk) < _CHUNK:
            room -= len(self._waiting[0].path)
            if room < 0 and (chunk or reader.jobs):
                break
            chunk.append(self._waiting.popleft())
        return chunk

    def _listen(self, patience: float) -> None:
        if not self._readers:
            return
        heard = wait([reader.child.connection for reader in self._readers], patience)
        for reader in tuple(self._readers):
            if reader.child.connection in heard:
                self._hear(reader)
            elif reader.over_time > 0:
                self._lose(reader, "Reading it took too long.")

    def _hear(self, reader: _Reader) -> None:
        try:
            report: list[ReadFile] | None = reader.child.receive()
        except ChildDiedError:
            self._lose(reader, "Reading it made the reading process crash.")
            return
        reader.heard, reader.ready = time.monotonic(), True
        self._deaths_at_start = 0
        for file in report or ():
            job = reader.jobs.popleft()
            reader.bytes_sent -= len(job.path)
            self._done.append(Read(job, file))

    def _lose(self, reader: _Reader, reason: str) -> None:
        """A process crashed or hangs: the file it was at is to blame, if it was sent one only."""
        self._readers.remove(reader)
        reader.child.kill()
        if not reader.ready:
            self._deaths_at_start += 1
            if self._deaths_at_start >= _DEATHS_AT_START:
                raise MinusOneError(
                    "The processes that read tags cannot be started.",
                    "Perhaps there is too little memory: close other programs and try again.",
                )
        jobs = list(reader.jobs)
        if len(jobs) == 1:
            self._done.append(Read(jobs[0], ReadFile(Tags(), reason, None)))
        else:  # it was at one of the first chunk
            self._alone.extend(jobs[:_CHUNK])
            self._waiting.extendleft(reversed(jobs[_CHUNK:]))
