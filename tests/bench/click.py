"""From the mute of a song that was never separated to the first sound without its voice."""

import json
from pathlib import Path
from statistics import median

from player.base.folders import Folders
from player.base.units import SAMPLE_RATE, TrackId
from player.core.mix import PRESETS, VOCALS
from player.engine.protocol import OpenOutput
from tests.bench.bench import Bench, UnavailableError, minusone, note
from tests.bench.figures import Figure
from tests.bench.peers.separators import PEERS, whole_song_seconds
from tests.bench.session import Session, dice, session
from tests.bench.songs import SECONDS, write_song

WARM_LIMIT_MS = 350
COLD_LIMIT_MS = 1500


def measure(bench: Bench) -> list[Figure]:
    """Warm and cold, median and worst, beside the wait for a whole song by another program."""
    warm = _warm(bench, 5 if bench.quick else 20)
    cold = _cold(bench, 2 if bench.quick else 7)
    waits = _waits(bench)
    figures = []
    for state, times, limit in (("warm", warm, WARM_LIMIT_MS), ("cold", cold, COLD_LIMIT_MS)):
        name = f"click to muted, {state}, {len(times)} songs"
        figures += [
            Figure(f"{name}, median", median(times), "ms", limit=limit, peer=peer, peer_value=wait)
            for peer, wait in waits.items() or [(None, None)]
        ]
        figures.append(Figure(f"{name}, worst", max(times), "ms"))
    return figures


def _warm(bench: Bench, tries: int) -> list[float]:
    """A new song each time, muted somewhere in it while the original plays."""
    chance = dice()
    times = []
    with bench.place() as place, session(place, OpenOutput("null")) as here:
        for turn in range(tries):
            path = write_song(place.cache / f"{turn}.flac", turn=turn + 1)
            track = here.add(path)
            here.play(track, chance.randrange(0, (SECONDS - 20) * SAMPLE_RATE))
            here.pass_time(chance.uniform(0.5, 1.5))
            times.append(_mute(here))
            _leave(here, track)
            path.unlink()
    return times


def _mute(here: Session) -> float:
    """Milliseconds, as the engine takes them at the first buffer with stems in it."""
    heard: list[float] = []
    disconnect = here.player.playback.mix_heard.connect(heard.append)
    here.player.mix.set_mute(VOCALS, True)
    try:
        here.wait(lambda: bool(heard))
    finally:
        disconnect()
    return heard[0]


def _leave(here: Session, track: TrackId) -> None:
    """Back to silence and an idle separator."""
    here.player.playback.stop()
    here.player.separation.cancel(track)
    here.player.mix.apply(PRESETS[0])
    here.player.queue.remove([track])
    here.pass_time(1.0)


def _cold(bench: Bench, tries: int) -> list[float]:
    """A new process each time, told to mute before anything else."""
    chance = dice()
    times = []
    for _ in range(tries):
        with bench.place() as place:
            path = write_song(place.data / "song.flac")
            times.append(_play(place, path, chance.randrange(0, SECONDS - 20)))
    return times


def _play(place: Folders, path: Path, start: int) -> float:
    stats = place.data / "stats.json"
    options = ("--mute", "vocals", "--output", "null", "--start", start, "--duration", 4)
    minusone(place, "play", path, *options, "--stats", stats)
    taken = json.loads(stats.read_text())["click_to_muted_ms"]
    if taken is None:
        raise UnavailableError("the song ended before its stems were heard")
    return float(taken)


def _waits(bench: Bench) -> dict[str | None, float | None]:
    """How long the listener waits for a whole song elsewhere, in milliseconds."""
    waits: dict[str | None, float | None] = {}
    for peer in PEERS:
        try:
            waits[f"{peer}, whole song"] = whole_song_seconds(bench, peer) * 1000
        except UnavailableError as error:
            note(f"{peer} left out: {error}")
    return waits
