"""`minusone import`: takes stems from elsewhere as a song's stems."""

import argparse
from dataclasses import asdict
from pathlib import Path

from player.base.units import SAMPLE_RATE
from player.cli.terminal import Progress, given_folders, given_settings, print_json, say
from player.interchange.importing import import_stems
from player.stems.cache import cache_at
from player.stems.keys import KeyStore

EPILOG = """\
STEMS is a folder of sound files named after what they are (vocals.wav, "Song (Drums).flac"), or a
stem file (.stem.mp4). They are compared with the song, moved to lie on it to the frame, and from
then on preferred to what a model makes. What is missing of the song becomes a stem of its own.
For the stems in a stem file that is itself the song, name it twice."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog = EPILOG
    parser.add_argument("song", metavar="SONG", type=Path)
    parser.add_argument("stems", metavar="STEMS", type=Path)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options)
    cache = cache_at(place, given_settings(place))
    keys = KeyStore(place.cache / "keys.sqlite")
    try:
        done = import_stems(
            options.song,
            options.stems,
            cache,
            keys,
            lambda share: Progress.show(options.song.name, share),
        )
    finally:
        Progress.clear()
        keys.close()
    if options.json:
        print_json({**asdict(done), "folder": str(done.folder)})
        return 0
    for warning in done.warnings:
        say(warning)
    print(f"{', '.join(done.stems)}: {done.residual_db:+.1f} dB of the song are left by the stems")
    print(f"moved by {done.lag} frames ({1000 * done.lag / SAMPLE_RATE:.1f} ms)")
    return 0
