"""Groups tracks by their albums."""

import json
import sqlite3

import numpy as np

from player.library.columns import MISSING, Columns
from player.library.interning import SEPARATOR
from player.library.items import AlbumRow, Ids, LibraryId
from player.library.sorting import album_artists
from player.library.tags import BETWEEN

VARIOUS = "Various artists"


def albums_of(connection: sqlite3.Connection, columns: Columns, ids: Ids) -> list[AlbumRow]:
    """The albums of these tracks, in the order in which they begin; without those of no album."""
    all_ids = columns.get(connection, "id")
    places = columns.places(connection, ids)
    albums = columns.get(connection, "album_id")[places]
    places, albums = places[albums > 0], albums[albums > 0]
    numbers, first, group, counts = np.unique(
        albums, return_index=True, return_inverse=True, return_counts=True
    )
    artists = album_artists(connection, columns)[places]
    mixed = np.zeros(len(numbers), np.bool_)
    mixed[group[artists != artists[first][group]]] = True
    heads = places[first]
    titles = columns.get(connection, "album")[heads]
    years = columns.get(connection, "year")[heads]
    texts = _texts(connection, np.concatenate([titles, artists[first]]).tolist())
    various = mixed | (columns.get(connection, "compilation")[heads] == 1) & (artists[first] == 0)
    return [
        AlbumRow(
            texts[int(titles[n])],
            VARIOUS if various[n] else texts[int(artists[first[n]])],
            None if years[n] == MISSING else int(years[n]),
            int(counts[n]),
            LibraryId(int(all_ids[heads[n]])),
            int(numbers[n]),
        )
        for n in np.argsort(first, kind="stable").tolist()
    ]


def _texts(connection: sqlite3.Connection, wanted: list[int]) -> dict[int, str]:
    query = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(query, (json.dumps(sorted(set(wanted))),))
    return {number: text.replace(SEPARATOR, BETWEEN) for number, text in rows}
