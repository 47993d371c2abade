"""The library's scanner: speed beside other programs, kills, damaged files."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from player.base.folders import Folders
from player.library.scanner.reading import ReadingProcesses
from tests.bench.bench import Bench, UnavailableError, minusone, note, run
from tests.bench.figures import Best, Figure
from tests.bench.music_tree import linked, make
from tests.bench.peers.libraries import beets, quod_libet
from tests.bench.songs import testdata
from tests.library.scanner.damage import damaged, sources
from tests.library.scanner.rig import scans

FILES, LINKS = 10_000, 10
DAMAGED, KILLS = 2_000, 200
QUICKLY = 10
"""How much less of each a quick run takes."""
RESCAN_LIMIT_S = 5.0


def measure(bench: Bench) -> list[Figure]:
    """Real small files of three formats; the peers scan the same ones."""
    less = QUICKLY if bench.quick else 1
    with bench.scratch() as scratch:
        note(f"making {FILES // less} files ...")
        music = make(scratch / "Music", FILES // less)
        return [
            *_first_scan(scratch, music),
            _rescan(scratch, linked(music, scratch / "Links", LINKS)),
            _kills(scratch / "kills", KILLS // less),
            *_damage(scratch, DAMAGED // less),
        ]


def _first_scan(scratch: Path, music: Path) -> list[Figure]:
    """The better of two scans each, the second of which finds all files in memory."""
    ours = max(_scan(scratch / f"ours {turn}", music)[0] for turn in range(2))
    figures = []
    peers = {"Quod Libet": quod_libet, "beets": beets}
    for name, peer in peers.items():
        speed = _peer_speed(peer, scratch / name, music)
        figures.append(
            Figure(
                f"first scan beside {name}",
                ours,
                "tracks/s",
                Best.MORE,
                peer=None if speed is None else name,
                peer_value=speed,
            )
        )
    return figures


def _peer_speed(peer: Callable[[Path, Path], float], place: Path, music: Path) -> float | None:
    try:
        return peer(music, place)
    except UnavailableError as error:
        note(f"left out: {error}")
        return None


def _scan(place: Path, *music: Path) -> tuple[float, float]:
    """Tracks a second and seconds, as the command says; nothing may fail."""
    words = minusone(Folders(place, place), "scan", *music, "--json")
    result = json.loads(words)
    assert not result["failed"]
    return result["found"] / result["seconds"], result["seconds"]


def _rescan(scratch: Path, music: Path) -> Figure:
    place = scratch / "links"
    speed, seconds = _scan(place, music)
    count = round(speed * seconds)
    _, again = _scan(place)
    return Figure(f"rescan of {count:,} unchanged files", again, "s", limit=RESCAN_LIMIT_S)


def _kills(place: Path, kills: int) -> Figure:
    place.mkdir()
    module = "tests.library.scanner.killing"
    tally = json.loads(run([sys.executable, "-m", module, str(place), str(kills)]))
    harm = len(tally["damaged"]) + tally["lost"] + tally["new_ids"]
    return Figure(f"songs lost, doubled or renumbered by {kills} kills", harm, "", limit=0)


def _damage(scratch: Path, count: int) -> list[Figure]:
    folder = testdata()
    if folder is None:
        note("damaged files left out: no test audio: set MINUSONE_TESTDATA")
        return []
    music, files = scratch / "Damaged", sources(folder)
    music.mkdir()
    for number in range(count):
        name, content = damaged(files, number)
        (music / name).write_bytes(content)
    readers = ReadingProcesses()
    began = time.monotonic()
    try:
        with scans(scratch / "damaged.sqlite", [music], readers) as rig:
            summary = rig.scan()
    finally:
        readers.close()
    seconds = time.monotonic() - began
    guilty = [file for file in summary.failed if file.reason.startswith("Reading")]
    unseen = count - summary.new - len(summary.failed)
    for file in guilty:
        note(f"{file.path.name}: {file.reason}")
    name = f"crashes, hangs and files passed over, of {count:,} damaged"
    return [
        Figure(name, len(guilty) + unseen, "", limit=0),
        Figure("damaged files read or refused", count / seconds, "files/s", Best.MORE),
    ]
