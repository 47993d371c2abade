"""What values a field has among some tracks, and which tracks have some values of a field."""

import json
import sqlite3
from collections.abc import Collection
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from player.library.columns import MISSING, Column, Columns, Mask
from player.library.interning import split
from player.library.sort_keys import sort_key
from player.library.sorting import album_artists

Facet: TypeAlias = tuple[str, int]
"""A value, and how many tracks have it; the value "" stands for those that have none."""

_TEXTS = {
    "genre": "genre",
    "artist": "artist",
    "composer": "composer",
    "album": "album",
    "codec": "codec",
    "title": "title",
}
ALBUM_ID = "album_id"
"""Tracks can be narrowed down to an album by its id as well; browsers do not show it."""
FIELDS = (*_TEXTS, "albumartist", "year", "decade", "folder")
"""What tracks can be told apart by in a column browser."""


def facet(
    connection: sqlite3.Connection, columns: Columns, field: str, mask: Mask
) -> tuple[Facet, ...]:
    """The values of `field` among the tracks of `mask`, sorted; ValueError for another field."""
    if field in {"year", "decade"}:
        return _years(_year(connection, columns, field)[mask])
    column = _column(connection, columns, field)[mask]
    counts = np.bincount(column) if len(column) else np.zeros(0, np.intp)
    found = np.flatnonzero(counts)
    counts = counts[found]
    texts = _texts(connection, field, found)
    totals: dict[str, int] = {}
    for number, count in zip(found.tolist(), counts.tolist(), strict=True):
        for value in split(texts[number]) or ("",):
            totals[value] = totals.get(value, 0) + count
    return tuple(sorted(totals.items(), key=lambda each: _key(each[0])))


@lru_cache(maxsize=1 << 18)
def _key(value: str) -> str:
    return sort_key(value)


def with_values(
    connection: sqlite3.Connection, columns: Columns, field: str, values: Collection[str]
) -> Mask:
    """The tracks that have one of these values, spelt like this; "" is for those without any."""
    if field == ALBUM_ID:
        return np.isin(columns.get(connection, ALBUM_ID), [int(each) for each in values])
    if field in {"year", "decade"}:
        years = [int(each) if each else MISSING for each in values]
        return np.isin(_year(connection, columns, field), years)
    column = _column(connection, columns, field)
    wanted = set(values)
    found = np.flatnonzero(np.bincount(column)) if len(column) else column
    texts = _texts(connection, field, found)
    numbers = [each for each, text in texts.items() if wanted.intersection(split(text) or ("",))]
    return np.isin(column, numbers)


def _column(connection: sqlite3.Connection, columns: Columns, field: str) -> Column:
    if field == "albumartist":
        return album_artists(connection, columns)
    if field == "folder":
        return columns.get(connection, "folder")
    if field in _TEXTS:
        return columns.get(connection, _TEXTS[field])
    raise ValueError(field)


def _texts(connection: sqlite3.Connection, field: str, found: Column) -> dict[int, str]:
    what = "id, path" if field == "folder" else "id, text"
    table = "folders" if field == "folder" else "texts"
    query = f"SELECT {what} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    rows = connection.execute(query, (json.dumps(found.tolist()),)).fetchall()
    if field == "folder":
        return {number: path.decode(errors="surrogateescape") for number, path in rows}
    return dict(rows)


def _year(connection: sqlite3.Connection, columns: Columns, field: str) -> Column:
    years = columns.get(connection, "year")
    return np.where(years >= 0, years // 10 * 10, years) if field == "decade" else years


def _years(years: Column) -> tuple[Facet, ...]:
    found, counts = np.unique(years, return_counts=True)
    pairs = zip(found.tolist(), counts.tolist(), strict=True)
    return tuple(("" if year == MISSING else str(year), count) for year, count in pairs)
