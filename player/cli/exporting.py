"""`minusone export`: writes a song and its stems as one stem file for DJ programs."""

import argparse
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.folders import Folders
from player.cli.stems_of import stem_maker
from player.cli.terminal import Progress, given_folders, given_settings, main_loop, say
from player.interchange.exporting import export_stems
from player.interchange.stem_mp4 import CODECS
from player.library.tags import read_tags
from player.stems.cache import cache_at
from player.stems.keys import KeyStore
from player.stems.preferred import preferred

ENDINGS = (".mp4", ".m4a")
EPILOG = """\
The file holds the song and four stems, as Native Instruments' Stems format has it: for Mixxx,
Traktor and others. Fewer stems are filled up with silence called "-"; of more, all but vocals,
drums and bass are summed up as "Other". 16 bits, 44.1 kHz; alac loses nothing, aac is a fifth as
large. The stems that were imported for a song are preferred; else they are made if need be."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.stem.mp4")
    parser.add_argument("--codec", choices=CODECS, default=CODECS[0])
    parser.add_argument("--model", help="whose stems (see: minusone models)")


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    target: Path = options.output
    if target.suffix.lower() not in ENDINGS:
        raise MinusOneError(
            f"A stem file's name does not end in {target.suffix or 'nothing'}.",
            f"Write for instance -o {target.stem}.stem.mp4",
        )
    place = given_folders(options)
    entry = _imported(options, place) or _made(options, place)
    tags = read_tags(options.file)
    try:
        done = export_stems(
            options.file,
            entry,
            target,
            options.codec,
            {"title": tags.title, "artist": tags.artist, "album": tags.album},
            lambda share: Progress.show(target.name, share),
        )
    finally:
        Progress.clear()
    if done.clipped:
        say(f"{target}: {done.clipped} samples were above full scale and were clipped.")
    print(target)
    return 0


def _imported(options: argparse.Namespace, place: Folders) -> Path | None:
    """The entry that the user brought along for this song, unless another model is named."""
    if options.model:
        return None
    cache = cache_at(place, given_settings(place))
    keys = KeyStore(place.cache / "keys.sqlite")
    try:
        key = keys.key(options.file)
    finally:
        keys.close()
    version = preferred(cache, key)
    return cache.folder(key, version) if version else None


def _made(options: argparse.Namespace, place: Folders) -> Path:
    with (
        main_loop() as loop,
        stem_maker(place, given_settings(place), loop, model=options.model, device=None) as maker,
    ):
        return maker.make(options.file, 0, None)[0]
