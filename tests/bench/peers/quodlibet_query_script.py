"""Times Quod Libet's own queries: TRACKS QUERIES, two JSON files; prints milliseconds as JSON.

TRACKS has the tags of each track, QUERIES what is looked for. The library is in memory, as the
program has it. Runs with the system's Python, for which it is packaged.
"""

import importlib
import json
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 3


def main(tracks: str, queries: str) -> None:
    """As the program's search field does: parse, then filter all songs."""
    quodlibet = importlib.import_module("quodlibet")
    quodlibet.init_cli(no_translations=True)
    audio_file = importlib.import_module("quodlibet.formats").AudioFile
    query = importlib.import_module("quodlibet.query").Query
    songs = [audio_file(each) for each in json.loads(Path(tracks).read_bytes())]
    results = []
    for text in json.loads(Path(queries).read_bytes()):
        times, found = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = query(text, star=query.STAR).filter(songs)
            times.append(1000 * (time.perf_counter() - began))
        results.append([median(times), len(found)])
    print(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
