"""Kills a process that writes into the library, again and again.

`python -m tests.library.killing FOLDER KILLS` prints what was found wrong, as JSON. Children are
forked, so that a kill takes milliseconds; what they have written they report first through a pipe.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from player.library import migrating
from player.library.items import LibraryId, Wanted
from player.library.store import Library
from player.library.stored_playlists import Entry, Playlist, Snapshot
from tests.library.songs import MUSIC, song

BATCH = 20
NEW_STEP = "".join(
    f"CREATE TABLE extra{n} AS SELECT * FROM tracks, (SELECT 1 UNION SELECT 2);\n"  # noqa: S608
    for n in range(30)
)
"""A migration that takes long enough to be killed in."""


@dataclass
class Tally:
    """What came out of all kills."""

    kills: int = 0
    reported: int = 0
    wrong: list[str] = field(default_factory=list)


def write_for_ever(path: Path, report: Callable[[str], None]) -> None:
    """Batches of files, a list that grows, and ratings: each reported once it is written."""
    library = Library(path)
    library.roots.add(MUSIC)
    number = len(library.search(Wanted()).ids) // BATCH
    kept = library.playlists.all()
    name = "List"
    state = library.playlists.snapshot(kept[0].id) if kept else library.playlists.create(name, [])
    assert state is not None
    while True:
        files = [song(f"{number}/{n}", f"Title {number} {n}", f"Artist {n}") for n in range(BATCH)]
        library.scanned.write(files)
        report(f"batch {number}")
        (track,) = library.ids_of([files[0].path]).values()
        library.marks.rate([track], 0.4)
        report(f"rated {track}")
        playlist = Playlist(state.playlist.id, name)
        state = Snapshot(playlist, (*state.entries, Entry(track)))
        library.playlists.put(state)
        report(f"list {len(state.entries)}")
        library.marks.played(LibraryId(track))
        number += 1


def migrate_once(path: Path, report: Callable[[str], None]) -> None:
    """Open the library with a version that has one step more."""
    steps = (*migrating._steps(), NEW_STEP)
    migrating._steps = lambda: steps  # type: ignore[assignment]
    Library(path).close()
    report("migrated")


def killed(path: Path, work: Callable[[Path, Callable[[str], None]], None], after: float) -> str:
    """Do work in a child and kill it after some seconds; what it has reported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(path, lambda text: void(os.write(writing, f"{text}\n".encode())))
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as reports:
        return reports.read()


def void(_: object) -> None:
    """Nothing."""


def problems(path: Path, reports: str) -> list[str]:
    """What is not as it was reported."""
    wrong = integrity(path)
    library = Library(path)
    wrong += [library.notice] if library.notice else []
    ids = library.search(Wanted()).ids
    rows = {row.id: row for row in library.rows(ids)}
    if len(ids) % BATCH:
        wrong.append(f"{len(ids)} tracks: half a batch")
    if len(library.search(Wanted("title artist")).ids) != len(ids):
        wrong.append("not all tracks are found by their words")
    lists = library.playlists.all()
    for line in reports.splitlines():
        kind, value = line.split()
        number = int(value)
        if kind == "batch" and len(ids) < (number + 1) * BATCH:
            wrong.append(f"batch {number} is lost")
        if kind == "rated" and rows[LibraryId(number)].rating != 0.4:
            wrong.append(f"the rating of {number} is lost")
        if kind == "list" and (not lists or lists[0].count < number):
            wrong.append(f"entry {number} of the list is lost")
    library.close()
    return wrong


def integrity(path: Path) -> list[str]:
    """What SQLite itself says."""
    database = sqlite3.connect(path)
    try:
        if not version(path):
            return []  # killed before there was anything
        said = [str(row[0]) for row in database.execute("PRAGMA integrity_check")]
        database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    finally:
        database.close()
    return [each for each in said if each != "ok"]


def kill_writers(folder: Path, kills: int, tally: Tally) -> None:
    """Kills at random moments of one library's life."""
    path = folder / "library.sqlite"
    chance = random.Random(7)
    for _ in range(kills):
        reports = killed(path, write_for_ever, chance.uniform(0.0, 0.12))
        tally.kills += 1
        tally.reported += len(reports.splitlines())
        if path.exists():
            tally.wrong += problems(path, reports)


def kill_migrations(folder: Path, kills: int, tally: Tally) -> None:
    """Each on a copy of the same library."""
    chance = random.Random(8)
    original = folder / "library.sqlite"
    before = count(original)
    for number in range(kills):
        path = folder / f"copy{number}.sqlite"
        path.write_bytes(original.read_bytes())
        killed(path, migrate_once, chance.uniform(0.0, 0.08))
        tally.kills += 1
        tally.wrong += integrity(path)
        if count(path) != before:
            tally.wrong.append(f"tracks are lost in migration {number}")
        newest = len(migrating._steps()) + 1
        backup = path.with_name(f"{path.stem}.before-{newest}.sqlite")
        if version(path) == newest and not backup.exists():
            tally.wrong.append(f"migration {number} was made without a copy")
        if backup.exists() and count(backup) != before:
            tally.wrong.append(f"the copy before migration {number} is not whole")


def count(path: Path) -> int:
    """How many tracks a library has."""
    database = sqlite3.connect(path)
    try:
        return int(database.execute("SELECT count(*) FROM tracks").fetchone()[0])
    finally:
        database.close()


def version(path: Path) -> int:
    """Which schema a library has."""
    database = sqlite3.connect(path)
    try:
        return int(database.execute("PRAGMA user_version").fetchone()[0])
    finally:
        database.close()


def main(folder: Path, kills: int) -> None:
    """Two thirds of the kills while writing, the rest while migrating."""
    tally = Tally()
    kill_writers(folder, kills * 2 // 3, tally)
    kill_migrations(folder, kills - kills * 2 // 3, tally)
    print(json.dumps(vars(tally)))  # noqa: T201 - the result


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
