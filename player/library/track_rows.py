"""Reads tracks by their ids, a page at a time."""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from player.library.interning import SEPARATOR
from player.library.items import LibraryId, TrackRow
from player.library.tags import BETWEEN, Gains

_TEXTS = ("title", "artists", "album_artists", "genres", "composers", "comment", "codec")
_LISTS = (1, 3, 4, 5)
"""Which of the values after the name can hold several texts: artists, genres ..."""
_SIGNS = (14, 21, 31, 32)
"""Which of them are yes or no."""
_QUERY = f"""
SELECT t.id, f.path, t.name, title.text, artists.text, album.text, album_artists.text,
    genres.text, composers.text, comment.text, t.date, t.original_date, t.year,
    t.track, t.tracks, t.disc, t.discs, t.compilation, t.duration, codec.text,
    t.sample_rate, t.channels, t.bit_depth, t.bitrate, t.has_cover, t.shown_bpm, t.shown_key,
    t.size, t.added, t.rating, t.play_count, t.skip_count, t.last_played, t.album,
    coalesce(r.away, 0), t.missing_since IS NOT NULL,
    coalesce((SELECT group_concat(model, '{BETWEEN}') FROM stems WHERE track = t.id), ''),
    t.track_gain, t.track_peak, t.album_gain, t.album_peak
FROM json_each(?) wanted
JOIN tracks t ON t.id = wanted.value
JOIN folders f ON f.id = t.folder
LEFT JOIN roots r ON r.id = f.root
JOIN albums a ON a.id = t.album
JOIN texts album ON album.id = a.title
{" ".join(f"JOIN texts {name} ON {name}.id = t.{name}" for name in _TEXTS)}
ORDER BY wanted.key
"""  # noqa: S608 - names of our own


def read_rows(connection: sqlite3.Connection, ids: Iterable[int]) -> list[TrackRow]:
    """The tracks in the order of `ids`; those that do not exist are left out."""
    wanted = json.dumps([int(each) for each in ids])
    return [_row(values) for values in connection.execute(_QUERY, (wanted,))]


def ids_of(connection: sqlite3.Connection, paths: Sequence[Path]) -> dict[Path, LibraryId]:
    """The ids of those files that the library knows."""
    query = (
        "SELECT t.id FROM folders f JOIN tracks t ON t.folder = f.id"
        " WHERE f.path = ? AND t.name = ?"
    )
    found: dict[Path, LibraryId] = {}
    for path in paths:
        row = connection.execute(query, os.path.split(os.fsencode(path))).fetchone()
        if row is not None:
            found[path] = LibraryId(row[0])
    return found


def _row(values: tuple[Any, ...]) -> TrackRow:
    track, folder, name, *facts = values[:-4]
    path = os.fsdecode(os.path.join(folder, name))  # noqa: PTH118 - bytes, not text
    for place in _LISTS:
        facts[place] = facts[place].replace(SEPARATOR, BETWEEN)
    for place in _SIGNS:
        facts[place] = bool(facts[place])
    facts.append(Gains(*values[-4:]))
    return TrackRow(LibraryId(track), path, *facts)
