"""Kills a scan, again and again: `python -m tests.library.scanner.killing FOLDER KILLS`.

The scan is forked from a process that has everything imported, so that a kill takes milliseconds;
it reads its files itself. Whenever it came to its end, albums move to other places, with other tags
for some: what it knows of each song has to follow.
"""

import json
import os
import random
import signal
import sys
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from player.library.scanner import scanning
from player.library.scanner.folders import WatchedFolders
from player.library.scanner.reader import read_file
from player.library.scanner.reading import Job, Read
from player.library.scanner.scanning import LibraryScan, Listener
from player.library.store import Library
from tests.library.scanner.music import ENDINGS, retag, write

ALBUMS, SONGS = 12, 8


class ReadingHere:
    """Reads in this process, as the reading processes do."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()

    @property
    def unread(self) -> int:
        return len(self._jobs)

    def add(self, job: Job) -> None:
        self._jobs.append(job)

    def results(self, _: float) -> list[Read]:
        few = [self._jobs.popleft() for _ in range(min(8, len(self._jobs)))]
        return [Read(job, read_file(job.path)) for job in few]

    def drop(self) -> None:
        self._jobs.clear()


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    finished: int = 0
    damaged: list[str] = field(default_factory=list)
    lost: int = 0
    """Songs that were in the library before a kill and are not after it."""
    new_ids: int = 0
    """Songs that came to have another id."""


def make(music: Path) -> None:
    """Songs each of which has another sound."""
    for number in range(ALBUMS * SONGS):
        album, song = divmod(number, SONGS)
        path = music / f"Album {album}" / f"{song} Song.{ENDINGS[album % len(ENDINGS)]}"
        write(path, number, title=f"Song {number}", album=f"Album {album}")


def scan(database: Path) -> None:
    with closing(Library(database)) as library:
        folders = WatchedFolders(library)
        places, away = folders.look()
        listener = Listener(lambda _: None, lambda: None, lambda: False)
        LibraryScan(library, folders, ReadingHere(), listener).run(places, away)


def kill_one(database: Path, after: float) -> bool:
    """Let a child scan for a while and kill it; whether it came to its end before."""
    pid = os.fork()
    if pid == 0:
        scan(database)
        os._exit(0)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1] == 0


def ids(database: Path, tally: Tally) -> dict[str, int]:
    """The id of each song by its title; its state is checked."""
    with closing(Library(database)) as library, library._database.reading() as connection:
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            tally.damaged.append(state)
        query = (
            "SELECT x.text, t.id FROM tracks t JOIN texts x ON x.id = t.title ORDER BY t.id DESC"
        )
        return dict(connection.execute(query).fetchall())  # the oldest, if there are two for now


def shuffle(music: Path, turn: int) -> None:
    """Move every second album and every third song."""
    for number, album in enumerate(sorted(path for path in music.iterdir() if path.is_dir())):
        if number % 2 == turn % 2:
            album.rename(music / f"{turn} {number} Album")
    for number, song in enumerate(sorted(music.glob("*/*.*"))):
        if number % 3 == turn % 3:
            target = song.with_name(f"{turn} {number}{song.suffix}")
            song.rename(target)
            if number % 2:
                retag(target, artist=f"Artist {turn}")


def main(folder: Path, kills: int) -> Tally:
    """Kill that often, going on with the same library."""
    music, database, tally = folder / "Music", folder / "library.sqlite", Tally()
    scanning.BATCH = 10
    make(music)
    with closing(Library(database)) as library:
        library.roots.add(music)
    moments = random.Random(1)
    began = time.monotonic()
    trial = folder / "trial.sqlite"
    with closing(Library(trial)) as library:
        library.roots.add(music)
    scan(trial)
    whole = time.monotonic() - began
    known: dict[str, int] = {}
    while tally.kills < kills:
        ended = kill_one(database, moments.uniform(0, whole))
        tally.kills += 1
        now = ids(database, tally)
        tally.lost += len(known.keys() - now.keys())
        tally.new_ids += sum(now[title] != known[title] for title in known.keys() & now.keys())
        known.update(now)
        if ended:
            tally.finished += 1
            shuffle(music, tally.finished)
    scan(database)
    with closing(Library(database)) as library, library._database.reading() as connection:
        rows = connection.execute("SELECT count(*), count(missing_since) FROM tracks").fetchone()
    if rows != (ALBUMS * SONGS, 0):
        tally.damaged.append(f"{rows[0]} tracks, {rows[1]} of them missing")
    return tally


if __name__ == "__main__":
    print(json.dumps(vars(main(Path(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201
