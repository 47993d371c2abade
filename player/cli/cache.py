"""`minusone cache`: how much the stems take, whether they are whole, and how to be rid of them."""

import argparse

from player.cli.terminal import given_folders, given_settings, print_json, say
from player.stems.cache import StemCache


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("action", nargs="?", default="info", choices=["info", "clear", "verify"])
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options)
    cache = StemCache(place.stems, given_settings(place).cache_budget)
    return {"info": _info, "clear": _clear, "verify": _verify}[options.action](
        cache, as_json=options.json
    )


def _info(cache: StemCache, *, as_json: bool) -> int:
    songs = cache.songs()
    used = sum(song.bytes for song in songs)
    if as_json:
        figures = {"songs": len(songs), "bytes": used, "budget": cache.budget}
        print_json({"folder": str(cache.root), **figures})
    else:
        print(f"{len(songs)} songs, {used / 10**6:.0f} MB of {cache.budget / 10**6:.0f} MB")
        print(cache.root)
    return 0


def _clear(cache: StemCache, *, as_json: bool) -> int:
    freed = cache.clear()
    if as_json:
        print_json({"freed": freed})
    else:
        print(f"{freed / 10**6:.0f} MB freed")
    return 0


def _verify(cache: StemCache, *, as_json: bool) -> int:
    result = cache.verify()
    damaged = [str(song.folder) for song, sound in result if not sound]
    if as_json:
        print_json({"checked": len(result), "damaged": damaged})
    else:
        for folder in damaged:
            say(f"damaged, deleted: {folder}")
        print(f"{len(result)} checked, {len(damaged)} damaged")
    return 1 if damaged else 0
