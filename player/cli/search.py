"""`minusone search`: what a query finds in the library."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from player.base.errors import MinusOneError
from player.cli.terminal import given_folders, print_json, say
from player.library.items import Ids, Sort, TrackRow, Wanted
from player.library.query.fields import FIELDS
from player.library.sorting import SORTS
from player.library.store import FILE, Library

_PAGE = 500
_WIDE = 120
_COLUMNS = (("Artist", 3), ("Title", 4), ("Album", 4), ("Year", 0), ("Length", 0))
"""Headings, and how the width is shared out; 0 takes what it needs."""

DETAILS = f"""\
words                  anywhere in a track's tags, as beginnings of words
artist:"miles davis"   in a field; artist="..." is exactly that
year:1959..1965        also bpm:90.., length>5:00, rating>=4, bitrate<320, size>10MB
added<30d              less than 30 days ago; also played>2024-01, played:never
-genre:live            not; also NOT, AND, OR and ( )
/regex/                an expression, anywhere or in a field
has:cover is:away stems:ready model:NAME playlist:NAME

fields   {", ".join(FIELDS)}
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog = DETAILS
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to look for; all if empty")
    parser.add_argument("--sort", default="", metavar="FIELD", help="-FIELD sorts downwards")
    parser.add_argument("--limit", type=int, metavar="N", help="print the first N only")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all fields as JSON")
    form.add_argument("--paths", action="store_true", help="print the files' names only")


def run(options: argparse.Namespace) -> int:
    """Carry it out; 0 if something was found."""
    path = given_folders(options).data / FILE
    if not path.exists():
        raise MinusOneError("There is no library yet.", "Make one: minusone scan ~/Music")
    if options.limit is not None and options.limit < 0:
        raise MinusOneError("--limit takes a number that is not below zero.")
    query = " ".join(options.query)
    library = Library(path)
    try:
        if library.notice:
            say(library.notice)
        found = library.search(Wanted(query, sort=_sort(options.sort)))
        if found.error:
            raise MinusOneError(_marked(query, found.error, found.error_at))
        _print(library, found.ids[: options.limit], options)
    finally:
        library.close()
    return 0 if len(found.ids) else 1


def _sort(text: str) -> tuple[Sort, ...]:
    name = text.removeprefix("-")
    if name and name not in SORTS:
        raise MinusOneError(f"“{name}” is nothing to sort by.", f"There are {', '.join(SORTS)}.")
    return ((name, text.startswith("-")),) if name else ()


def _marked(query: str, error: str, place: tuple[int, int]) -> str:
    """The error below the part of the query that it is about."""
    start, end = place
    sign = "^" * max(1, end - start)
    return f"{error}\n  {query}\n  {' ' * start}{sign}"


def _print(library: Library, ids: Ids, options: argparse.Namespace) -> None:
    if options.json:
        print_json([_facts(row) for row in _rows(library, ids)])
    elif options.paths:
        for row in _rows(library, ids):
            print(_printable(row.path))
    elif len(ids):
        _table(library, ids)
    else:
        say("Nothing was found.")


def _rows(library: Library, ids: Ids) -> Iterator[TrackRow]:
    for start in range(0, len(ids), _PAGE):
        yield from library.rows(ids[start : start + _PAGE])


def _facts(row: TrackRow) -> dict[str, Any]:
    return asdict(row) | {"path": _printable(row.path)}


def _table(library: Library, ids: Ids) -> None:
    """On a terminal as wide as that is; else wide enough for most."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    year, length, gaps = 4, 7, 4
    parts = sum(part for _, part in _COLUMNS)
    widths = [
        max(8, (width - year - length - gaps) * part // parts) if part else 0
        for _, part in _COLUMNS
    ]
    widths[3:] = [year, length]
    print(_line([name for name, _ in _COLUMNS], widths))
    for row in _rows(library, ids):
        year_text = "" if row.year is None else str(row.year)
        cells = [row.artist, row.title, row.album, year_text, _clock(row.duration)]
        print(_line(cells, widths))
    say(f"{len(ids)} {'track' if len(ids) == 1 else 'tracks'}")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [_fit(_printable(cell), width) for cell, width in zip(cells, widths, strict=True)]
    return " ".join([*fitted[:-1], fitted[-1].strip().rjust(widths[-1])]).rstrip()


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _printable(text: str) -> str:
    """Without control characters and halves of characters, which harm a terminal."""
    return "".join(each if each.isprintable() else "�" for each in text)
