"""Libraries of up to a million tracks: from a keystroke to the results, lists, facets, opening."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from player.library.facets import FIELDS
from player.library.items import Wanted
from player.library.sorting import SORTS
from player.library.store import Library
from tests.bench.bench import ROOT, Bench, UnavailableError
from tests.bench.figures import Figure
from tests.bench.library_rows import Words, as_quod_libet, fill, tracks
from tests.bench.peers.libraries import quod_libet_queries

SIZES = (1_000, 100_000, 1_000_000)
QUICK = (1_000, 100_000)
HUGE = 500_000
PEER_SIZE = 20_000
_ROUNDS = 5
_QUERIES = {
    "1 letter": "{one}",
    "2 letters": "{two}",
    "3 letters": "{three}",
    "a frequent word": "{often}",
    "a rare word": "{rare}",
    "2 words": "{often} {one}",
    "a phrase": 'artist:"{often}"',
    "a range": "year:1959..1965",
    "ranges": "bpm:90..110 length>5:00 rating>=4",
    "all but": "-genre:{one} added<30d",
    "either": "({one} OR {two}) year>1990",
    "an expression": "/{often}.*[xyz]/",
    "a path": "path:{often}",
}
_FIRST_LIST = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
from player.library.items import Wanted
from player.library.store import Library
library = Library(Path(sys.argv[1]))
found = library.search(Wanted())
library.rows(found.ids[:100])
print(time.perf_counter() - begin)
library.close()
"""


def measure(bench: Bench) -> Iterator[Figure]:
    """Each size in a library of its own."""
    for size in QUICK if bench.quick else SIZES:
        with bench.scratch() as folder:
            yield from _size(folder / "library.sqlite", size)
    with bench.scratch() as folder:
        yield from _beside_quod_libet(folder)


def _size(path: Path, size: int) -> Iterator[Figure]:
    library = Library(path)
    try:
        seconds = fill(library, size)
        yield Figure(f"library of {size:,}: written", size / seconds, "tracks/s")
        yield Figure(f"library of {size:,}: file", path.stat().st_size / 1e6, "MB")
    finally:
        library.close()
    name = f"library of {size:,}: first list, new process"
    yield Figure(f"{name}, after a change", 1000 * _first(path), "ms")
    yield Figure(name, 1000 * _first(path), "ms", limit=2000 if size > HUGE else 1000)
    library = Library(path)
    try:
        library.search(Wanted())
        library.warm(texts=True)
        yield from _keystrokes(library, size)
        yield from _lists(library, size)
    finally:
        library.close()


def _beside_quod_libet(folder: Path) -> Iterator[Figure]:
    """The same tracks, the same questions."""
    words = Words(Random(1)).all
    pairs = {
        "1 letter": ("b", "b"),
        "a word": (words[0], words[0]),
        "2 words": (f"{words[1]} {words[2]}", f"{words[1]}, {words[2]}"),
        "a range": ("year:1959..1965", "#(year >= 1959, year <= 1965)"),
    }
    known, asked = folder / "tracks.json", folder / "queries.json"
    known.write_text(json.dumps([as_quod_libet(each) for each in islice(tracks(), PEER_SIZE)]))
    asked.write_text(json.dumps([theirs for _, theirs in pairs.values()]))
    answers = quod_libet_queries(known, asked)
    library = Library(folder / "library.sqlite")
    try:
        fill(library, PEER_SIZE)
        library.search(Wanted())
        for (name, (ours, _)), (peer, _) in zip(pairs.items(), answers, strict=True):
            value = 1000 * _time(lambda ours=ours: library.search(Wanted(ours)))  # type: ignore[misc]
            figure = f"library of {PEER_SIZE:,}: {name}, found and sorted"
            yield Figure(figure, value, "ms", peer="Quod Libet, found", peer_value=peer)
    finally:
        library.close()


def _first(path: Path) -> float:
    command = [sys.executable, "-c", _FIRST_LIST, str(path)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise UnavailableError(done.stderr.strip().splitlines()[-1])
    return float(done.stdout)


def _keystrokes(library: Library, size: int) -> Iterator[Figure]:
    """Each query is new to the library every time: other words, or other numbers."""
    words = Words(Random(1)).all
    for name, query in _QUERIES.items():
        times = []
        for turn in range(_ROUNDS):
            often, rare = words[turn], words[-1 - turn]
            text = query.format(
                one="bdfgh"[turn], two=often[:2], three=often[:3], often=often, rare=rare
            )
            text = text.replace("1959", str(1959 + turn)).replace("90..", f"{90 + turn}..")
            times.append(_time(lambda text=text: library.search(Wanted(text))))  # type: ignore[misc]
        limit = 150 if size > HUGE else 50
        figure = f"library of {size:,}: keystroke, {name}"
        yield Figure(figure, 1000 * median(times), "ms", limit=limit)
        yield Figure(f"library of {size:,}: keystroke, {name}, worst", 1000 * max(times), "ms")


def _lists(library: Library, size: int) -> Iterator[Figure]:
    for name in SORTS:
        sort = Wanted(sort=((name, True),))
        first = _time(lambda sort=sort: library.search(sort))  # type: ignore[misc]
        again = _time(lambda sort=sort: library.search(sort))  # type: ignore[misc]
        yield Figure(f"library of {size:,}: sorted by {name}", 1000 * first, "ms")
        yield Figure(f"library of {size:,}: sorted by {name}, again", 1000 * again, "ms")
    for field in FIELDS:
        seconds = _time(lambda field=field: library.facets(Wanted(), field))  # type: ignore[misc]
        yield Figure(f"library of {size:,}: facet {field}", 1000 * seconds, "ms")
    ids = library.search(Wanted()).ids
    seconds = _time(lambda: library.albums(ids))
    yield Figure(f"library of {size:,}: album grid", 1000 * seconds, "ms")
    seconds = _time(lambda: library.rows(ids[len(ids) // 2 :][:128]))
    yield Figure(f"library of {size:,}: a page of 128 rows", 1000 * seconds, "ms")


def _time(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
