"""How fast a four-minute song is separated: whole processes, from its file to its stems' files."""

import time
from statistics import median

from tests.bench.bench import Bench, UnavailableError, minusone, note
from tests.bench.figures import Best, Figure
from tests.bench.peers.separators import PEERS, whole_song_seconds
from tests.bench.songs import SECONDS, write_song

REALTIME_LIMIT = 15
PEER_LIMIT = 1.5


def measure(bench: Bench) -> list[Figure]:
    """Times real time, beside others that use the same weights."""
    ours = median(_seconds(bench, "wav") for _ in range(1 if bench.quick else 3))
    name = f"separation of {SECONDS} s, start-up included"
    figures = []
    for peer in PEERS:
        try:
            theirs = whole_song_seconds(bench, peer)
        except UnavailableError as error:
            note(f"{peer} left out: {error}")
            continue
        limit = max(REALTIME_LIMIT, PEER_LIMIT * SECONDS / theirs)
        row = Figure(name, SECONDS / ours, "× real time", Best.MORE, limit, peer, SECONDS / theirs)
        figures.append(row)
    if not figures:
        figures.append(Figure(name, SECONDS / ours, "× real time", Best.MORE, REALTIME_LIMIT))
    flac = SECONDS / _seconds(bench, "flac")
    figures.append(Figure(f"{name}, stems as FLAC", flac, "× real time", Best.MORE))
    return figures


def _seconds(bench: Bench, form: str) -> float:
    """Start-up, decoding, separation, the cache's files and the stems' files."""
    with bench.place() as place:
        song = write_song(place.data / "song.flac")
        began = time.monotonic()
        minusone(place, "separate", song, "-o", place.data / "stems", "--format", form)
        return time.monotonic() - began
