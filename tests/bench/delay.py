"""From a control to the sound: a mute is timed in a recording of the sound device.

The song has one constant level, so each recorded frame says which gain it was played with.
"""

import fcntl
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import soundfile

from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import CELL, SAMPLE_RATE, Pcm
from player.core.mix import TWO_STEMS, VOCALS
from player.engine.protocol import OpenOutput
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache
from player.stems.keys import KeyStore
from player.stems.versions import KnownVersions
from tests.bench.bench import Bench, UnavailableError, note
from tests.bench.figures import Figure
from tests.bench.session import Session, dice, session
from tests.bench.sound_server import FRAME_BYTES, RAW, Recorder, sound_server

LEVEL = 0.25
BUFFER_MS = 60
BEYOND_BUFFER_MS = 15
_SECONDS = 120
_NOTICED = 0.05
"""Part of the level by which a frame differs when the change has begun to be heard."""


def measure(bench: Bench) -> list[Figure]:
    """Our output, beside pacat with the same buffer and libVLC; the recording's delay included."""
    clicks = 10 if bench.quick else 40
    with sound_server():
        ours = _player(bench, clicks, "default")
        peers = {f"pacat, {BUFFER_MS} ms": _pacat(clicks)}
        try:
            peers["libVLC (--output vlc)"] = _player(bench, clicks, "vlc")
        except UnavailableError as error:
            note(f"libVLC left out: {error}")
    limit = BUFFER_MS + BEYOND_BUFFER_MS
    name = f"mute to sound, {BUFFER_MS} ms buffer"
    figures = []
    for peer, theirs in peers.items():
        pairs = (("median", median(ours), median(theirs)), ("worst", max(ours), max(theirs)))
        figures += [
            Figure(f"{name}, {kind}", value, "ms", limit=limit, peer=peer, peer_value=other)
            for kind, value, other in pairs
        ]
    return figures


def _player(bench: Bench, clicks: int, output: str) -> list[float]:
    """The player as it is, on a song whose stems are in the cache."""
    with bench.place() as place, session(place, OpenOutput(output, BUFFER_MS)) as here:
        song = constant_song(place.data / "constant.flac")
        _store_stems(place, song, _version(place))
        here.play(here.add(song))
        here.wait(lambda: here.player.playback.state.stems_sounding)
        recorder = Recorder()
        here.pass_time(1.0)
        sent = _click(here, clicks)
        return delays(*recorder.stop(), sent)


def _click(here: Session, clicks: int) -> list[float]:
    chance, sent = dice(), []
    for click in range(clicks):
        sent.append(time.monotonic())
        here.player.mix.set_mute(VOCALS, click % 2 == 0)
        here.pass_time(chance.uniform(0.7, 0.9))
    return sent


def _pacat(clicks: int) -> list[float]:
    """A plain player with the same buffer, fed through a pipe as short as can be."""
    chance, sent = dice(), []
    with _fed_pacat() as level:
        time.sleep(1.0)
        recorder = Recorder()
        time.sleep(1.0)
        for click in range(clicks):
            sent.append(time.monotonic())
            level[0] = LEVEL * (click % 2)
            time.sleep(chance.uniform(0.7, 0.9))
        return delays(*recorder.stop(), sent)


@contextmanager
def _fed_pacat() -> Iterator[list[float]]:
    """A running pacat; what it plays is the level in the list."""
    level = [LEVEL]
    command = ["pacat", f"--latency-msec={BUFFER_MS}", *RAW]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    pipe = process.stdin
    if pipe is None:
        raise UnavailableError("pacat takes no sound")
    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)

    def feed() -> None:
        try:
            while True:
                os.write(pipe.fileno(), np.full(128 * FRAME_BYTES // 4, level[0], "<f4").tobytes())
        except OSError:
            return  # pacat has ended

    thread = threading.Thread(target=feed, name="pacat")
    thread.start()
    try:
        yield level
    finally:
        process.terminate()
        process.wait()
        thread.join()
        pipe.close()


def delays(sound: Pcm, began: float, sent: list[float]) -> list[float]:
    """Milliseconds from each click to the first frame that is not as before."""
    level = sound[:, 0] / LEVEL
    delays = []
    for click in sent:
        frame = round((click - began) * SAMPLE_RATE)
        after = level[frame : frame + SAMPLE_RATE * 7 // 10]
        changed = np.abs(after - level[frame]) > _NOTICED
        if not changed.any():
            raise UnavailableError("a mute cannot be found in the recording")
        delays.append(1000 * float(np.argmax(changed)) / SAMPLE_RATE)
    return delays


def constant_song(path: Path) -> Path:
    sound = np.full((_SECONDS * SAMPLE_RATE, 2), LEVEL, np.float32)
    soundfile.write(path, sound, SAMPLE_RATE, "PCM_16")
    return path


def _version(place: Folders) -> str:
    """Of the stems that the player will look for."""
    known = KnownVersions(place.versions).get(Settings().model)
    return known.version if known is not None else ""


def _store_stems(place: Folders, song: Path, version: str) -> None:
    """An entry in the cache that says: all of this song is voice."""
    keys = KeyStore(place.cache / "keys.sqlite")
    folder = StemCache(place.stems, 10**9).folder(keys.key(song), version)
    keys.close()
    length = _SECONDS * SAMPLE_RATE
    writer = StemWriter(folder, Entry(length, TWO_STEMS, version))
    for start in range(0, length, CELL):
        stop = min(start + CELL, length)
        writer.write(start, np.full((1, stop - start, 2), LEVEL, np.float32))
        writer.mark(start, stop, CellState.FINAL)
    writer.finish()
