"""Peak memory of each process for a short song and a long one."""

import json
from collections.abc import Mapping

from player.base.folders import Folders
from player.stemfile.entry import load_entry
from tests.bench.bench import Bench, minusone, note
from tests.bench.figures import Figure
from tests.bench.processes import peaks, wait_for, window
from tests.bench.songs import SECONDS, write_song
from tests.bench.sound_server import sound_server

LIMITS_MB = {"window": 250, "engine": 150, "separator": 700, "command line": 250}
HOURS_2 = 7200
QUICK = 1200


def measure(bench: Bench) -> list[Figure]:
    """The long song is the value, the short one its peer: they should be the same."""
    long = QUICK if bench.quick else HOURS_2
    with sound_server():
        short_peaks, long_peaks = (_peaks(bench, seconds) for seconds in (SECONDS, long))
    return [
        Figure(
            f"peak memory, {part}, a song of {long // 60} min",
            long_peaks[part],
            "MB",
            limit=limit,
            peer=f"{SECONDS // 60} min",
            peer_value=short_peaks[part],
        )
        for part, limit in LIMITS_MB.items()
    ]


def _peaks(bench: Bench, seconds: int) -> Mapping[str, float]:
    """The window plays the song and separates it wholly; then the command line plays all of it."""
    note(f"a song of {seconds // 60} min ...")
    with bench.place() as place:
        folder = place.data / "music"
        folder.mkdir()
        song = write_song(folder / "song.flac", seconds)
        with window(place, folder) as process:
            wait_for(lambda: _complete(place), process, 120 + seconds / 4)
            found = dict(peaks(process.pid))
        found["command line"] = _command_line(place, str(song))
    return found


def _complete(place: Folders) -> bool:
    """Whether the song's stems are finished."""
    entries = [load_entry(file.parent) for file in place.stems.glob("*/*/entry.json")]
    return any(entry is not None and entry.complete for entry in entries)


def _command_line(place: Folders, song: str) -> float:
    """`minusone play` through the whole song, as fast as it goes, without its vocals."""
    stats = place.data / "stats.json"
    options = ("--mute", "vocals", "--output", "null", "--no-realtime", "--stats", stats)
    minusone(place, "play", song, *options)
    return float(json.loads(stats.read_text())["peak_rss_mb"]["window"])
