"""Dropouts in a long playback while the separator works and a folder is scanned all the time."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from player.base.folders import Folders
from player.base.units import TrackId, frames
from player.core.mix import VOCALS
from player.core.separation import StemState
from player.engine.output.base import PERIODS
from player.engine.protocol import OpenOutput, Stats
from player.library.find import find_music
from player.library.tags import read_tags
from tests.bench.bench import Bench, minusone, note
from tests.bench.comparison import Comparison, compare
from tests.bench.figures import Best, Figure
from tests.bench.halts import Halts, Peer, watched
from tests.bench.session import Session, session
from tests.bench.songs import decoded, testdata, write_song
from tests.bench.sound_server import OTHERS, pacat, recording, samples, sound_server

MINUTES = 10
BUFFER_MS = 60
PEER_BUFFER_MS = 20


@dataclass(frozen=True)
class _Run:
    """What one playback came to."""

    engine: Stats
    heard: Comparison
    pacat: Comparison
    """PulseAudio's own player, with the same buffer at the same time."""
    separated: int
    halts: Halts
    """Times at which the machine itself stood still."""


def measure(bench: Bench) -> list[Figure]:
    """Counted by the engine, and in a recording beside that of another player."""
    minutes = 1 if bench.quick else MINUTES
    with sound_server(), bench.place() as place:
        song = write_song(place.data / "song.flac", 60 * minutes + 5)
        mixed = place.data / "mixed.wav"
        minusone(place, "render", song, "-o", mixed, "--mute", "vocals")
        note(f"playing for {minutes} min ...")
        run = _play(place, song, mixed, minutes, BUFFER_MS)
        half = _play(place, song, mixed, 1, PEER_BUFFER_MS).engine
    name = f"{minutes} min at {BUFFER_MS} ms, {run.separated} songs separated meanwhile"
    parts = [100 * r.compared / frames(60 * minutes) for r in (run.heard, run.pacat)]
    other = f"pacat at {BUFFER_MS} ms beside it"
    less = Peer(f"1 min at {PEER_BUFFER_MS} ms", half)
    lasts = BUFFER_MS * (1 - 1 / PERIODS)
    jumps = run.heard.jumps, run.pacat.jumps
    return [
        *run.halts.figures(run.engine, name, lasts, less),
        Figure(f"jumps in the recording, {name}", jumps[0], "", peer=other, peer_value=jumps[1]),
        Figure("recording compared", parts[0], "%", Best.MORE, peer=other, peer_value=parts[1]),
    ]


def _play(place: Folders, song: Path, mixed: Path, minutes: int, buffer_ms: int) -> _Run:
    """One playback with all the work beside it."""
    ours, theirs = place.data / "ours.raw", place.data / "theirs.raw"
    with session(place, OpenOutput("default", buffer_ms)) as here:
        here.player.mix.set_mute(VOCALS, True)
        work = _Separating(here, place)
        track = here.add(song)
        here.separate(track)  # found in the cache
        with (
            _scanning(place),
            recording(ours),
            recording(theirs, OTHERS),
            watched(place.data) as halts,
        ):
            here.pass_time(1.0)
            work.start()
            with pacat(mixed, buffer_ms):
                here.play(track)
                here.pass_time(60 * minutes)
            here.player.playback.pause()
            work.stop()
        stats = here.end()
    wanted = decoded(mixed)
    found = [compare(samples(raw.read_bytes()), wanted) for raw in (ours, theirs)]
    return _Run(stats, found[0], found[1], work.done, halts)


class _Separating:
    """Three songs, separated one after the other, thrown away and separated again."""

    def __init__(self, here: Session, place: Folders) -> None:
        self.done = 0
        self._here = here
        self._kept: set[Path] = set()
        songs = [write_song(place.data / f"other {n}.flac", turn=n) for n in (1, 2, 3)]
        self._tracks = [here.add(song) for song in songs]
        self._disconnect = here.player.separation.status_changed.connect(self._look)

    def start(self) -> None:
        """Begin with the first; what is in the cache by now stays."""
        self._kept = {song.folder for song in self._here.player.cache.songs()}
        self._ask()

    def stop(self) -> None:
        """Take the last wish back; the separator rests afterwards."""
        self._disconnect()
        for track in self._tracks:
            self._here.player.separation.cancel(track)
        self._here.pass_time(1.5)

    def _ask(self) -> None:
        track = self._tracks[self.done % len(self._tracks)]
        self._here.player.separation.request(track)

    def _look(self, track: TrackId) -> None:
        separation = self._here.player.separation
        current = self._tracks[self.done % len(self._tracks)]
        if track == current and separation.status(track).state is StemState.READY:
            self.done += 1
            self._here.loop.post(self._again)

    def _again(self) -> None:
        self._here.player.cache.clear(self._kept)
        self._ask()


@contextmanager
def _scanning(place: Folders) -> Iterator[None]:
    """Pure Python work in this process, which is the window's: tags, sorting, JSON."""
    over = threading.Event()
    folder = testdata() or place.data

    def scan() -> None:
        while not over.is_set():
            paths = list(find_music([folder]))
            tags = sorted((read_tags(path).title, str(path)) for path in paths)
            json.loads(json.dumps(tags * 100))

    thread = threading.Thread(target=scan, name="scan")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
