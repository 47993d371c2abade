"""`minusone cache`: how much the stems take, whether they are whole, where they are kept."""

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from player.base.errors import CacheError, MinusOneError
from player.base.folders import Folders
from player.base.settings import Settings, save
from player.cli.terminal import Progress, given_folders, given_settings, print_json, say
from player.stemfile.entry import CODECS
from player.stems.cache import StemCache, cache_at
from player.stems.cache_check import verify
from player.stems.cache_move import move
from player.stems.cached_songs import MOVING

ACTIONS = """
info     entries, bytes, budget, by model
clear    delete all stems that are not pinned
verify   check every entry and every file; exit code 1 if something is wrong
convert  code finished stems anew: --codec opus takes a third of the room of flac
move     move all stems to a folder, which is used from then on
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog = f"Actions:{ACTIONS}".replace("\n", "\n  ")
    parser.add_argument("action", nargs="?", default="info", choices=list(_ACTIONS))
    parser.add_argument("folder", nargs="?", type=Path, help="where to move the stems")
    parser.add_argument("--codec", choices=CODECS, help="what to convert to")
    parser.add_argument("--repair", action="store_true", help="delete what verify finds wrong")
    parser.add_argument(
        "--quick", action="store_true", help="verify checksums only, and decode nothing"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options)
    settings = given_settings(place)
    cache = cache_at(place, settings)
    try:
        return _ACTIONS[options.action](cache, options, place, settings)
    finally:
        Progress.clear()


def _info(cache: StemCache, options: argparse.Namespace, *_: object) -> int:
    songs = cache.songs()
    models: Counter[str] = Counter()
    for song in songs:
        models[song.folder.name] += song.bytes
    entries = Counter(song.folder.name for song in songs)
    used, pinned = sum(models.values()), sum(song.pinned for song in songs)
    unfinished = sum(song.unfinished for song in songs)
    if options.json:
        figures = {"songs": len(songs), "bytes": used, "budget": cache.budget}
        states = {"pinned": pinned, "unfinished": unfinished}
        by_model = [{"model": m, "songs": entries[m], "bytes": models[m]} for m in models]
        print_json({"folder": str(cache.root), **figures, **states, "models": by_model})
        return 0
    print(f"{len(songs)} songs, {_mb(used)} of {_mb(cache.budget)}", end="")
    print(f"; {pinned} pinned, {unfinished} unfinished")
    for model, size in models.most_common():
        print(f"  {model}: {entries[model]} songs, {_mb(size)}")
    print(cache.root)
    if (cache.root / MOVING).exists():
        say(f"A move was broken off; to go on: minusone cache move {cache.root.parent}")
    return 0


def _clear(cache: StemCache, options: argparse.Namespace, *_: object) -> int:
    freed = cache.clear()
    if options.json:
        print_json({"freed": freed})
    else:
        print(f"{_mb(freed)} freed")
    return 0


def _verify(cache: StemCache, options: argparse.Namespace, *_: object) -> int:
    verdict = verify(
        cache, repair=options.repair, decode=not options.quick, progress=partial(_show, "checking")
    )
    wrong = [
        {"path": str(each.path), "fault": each.fault.value, "reason": each.reason}
        for each in verdict.findings
    ]
    if options.json:
        damaged = [str(each.path) for each in verdict.wrong]
        result = {"checked": verdict.entries, "skipped": verdict.skipped, "damaged": damaged}
        print_json(result | {"findings": wrong, "repaired": options.repair})
    else:
        for each in wrong:
            say(f"{each['fault']}: {each['path']}: {each['reason']}")
        done = ", repaired" if options.repair and verdict.wrong else ""
        print(f"{verdict.entries} checked, {len(verdict.wrong)} faults{done}")
    return 1 if verdict.wrong and not options.repair else 0


def _convert(cache: StemCache, options: argparse.Namespace, *_: object) -> int:
    if options.codec is None:
        raise MinusOneError("Which codec?", f"Write: --codec {' or --codec '.join(CODECS)}")
    songs = cache.songs()
    before = sum(song.bytes for song in songs)
    converted = failed = 0
    for number, song in enumerate(songs):
        _show("coding", number, len(songs))
        try:
            converted += cache.convert(song, options.codec)
        except CacheError as error:
            say(str(error))
            failed += 1
    after = cache.usage()
    if options.json:
        print_json({"converted": converted, "failed": failed, "before": before, "after": after})
    else:
        print(f"{converted} of {len(songs)} converted: {_mb(before)} became {_mb(after)}")
    return 1 if failed else 0


def _move(cache: StemCache, options: argparse.Namespace, place: Folders, settings: Settings) -> int:
    if options.folder is None:
        raise MinusOneError("Where to?", "Write: minusone cache move FOLDER")
    folder = options.folder.absolute()
    switched = replace(settings, cache_folder=str(folder))
    moved = move(cache, folder, partial(save, switched, place.settings), _show_bytes)
    if options.json:
        figures = {"songs": moved.songs, "bytes": moved.bytes, "damaged": moved.damaged}
        print_json({"folder": str(moved.root), **figures})
    else:
        print(f"{moved.songs} songs, {_mb(moved.bytes)} are in {moved.root} now")
        if moved.damaged:
            say(f"{moved.damaged} were damaged and left out")
    return 0


def _show(what: str, done: int, total: int) -> None:
    Progress.show(f"{what} {done} of {total}", done / total if total else 1.0)


def _show_bytes(done: int, total: int) -> None:
    Progress.show(f"{_mb(done)} of {_mb(total)}", done / total if total else 1.0)


def _mb(size: int) -> str:
    return f"{size / 10**6:.0f} MB"


_ACTIONS: dict[str, Callable[[StemCache, argparse.Namespace, Folders, Settings], int]] = {
    "info": _info,
    "clear": _clear,
    "verify": _verify,
    "convert": _convert,
    "move": _move,
}
