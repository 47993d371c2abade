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
    """Times real time, beside others that use the same weights; they take turns with us."""
    name = f"separation of {SECONDS} s, start-up included"
    figures = []
    for peer in PEERS:
        try:
            turns = [_turn(bench, peer, turn) for turn in range(1 if bench.quick else 3)]
        except UnavailableError as error:
            note(f"{peer} left out: {error}")
            continue
        ours, theirs = (SECONDS / median(taken) for taken in zip(*turns, strict=True))
        limit = max(REALTIME_LIMIT, PEER_LIMIT * theirs)
        figures.append(Figure(name, ours, "× real time", Best.MORE, limit, peer, theirs))
    if not figures:
        alone = SECONDS / _seconds(bench, "wav")
        figures.append(Figure(name, alone, "× real time", Best.MORE, REALTIME_LIMIT))
    flac = SECONDS / _seconds(bench, "flac")
    figures.append(Figure(f"{name}, stems as FLAC", flac, "× real time", Best.MORE))
    return figures


def _turn(bench: Bench, peer: str, turn: int) -> tuple[float, float]:
    """Seconds that we take, and then the peer."""
    return _seconds(bench, "wav"), whole_song_seconds(bench, peer, turn)


def _seconds(bench: Bench, form: str) -> float:
    """Start-up, decoding, separation, the cache's files and the stems' files."""
    with bench.place() as place:
        song = write_song(place.data / "song.flac")
        began = time.monotonic()
        minusone(place, "separate", song, "-o", place.data / "stems", "--format", form)
        return time.monotonic() - began
