"""Tracks of the library while they are dragged: as ids for this program, as files for others."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QUrl

TRACKS = "application/x-minusone-tracks"
ENTRIES = "application/x-minusone-entries"
"""The playlist whose entries they are, and at which places: "7:0,1,5"."""


def track_mime(ids: NDArray[np.int64], paths: Iterable[str]) -> QMimeData:
    """All `ids`, and the files of those whose `paths` are given."""
    data = QMimeData()
    data.setData(TRACKS, np.ascontiguousarray(ids, np.int64).tobytes())
    data.setUrls([QUrl.fromEncoded(Path(path).as_uri().encode()) for path in paths])
    return data


def dragged_ids(data: QMimeData) -> NDArray[np.int64]:
    """The ids that are dragged; none if something else is."""
    content = bytes(data.data(TRACKS).data())
    whole = len(content) - len(content) % np.dtype(np.int64).itemsize
    return np.frombuffer(content[:whole], np.int64)


def set_rows(data: QMimeData, playlist: int, rows: Iterable[int]) -> None:
    """Say at which places of a playlist the dragged tracks are."""
    places = ",".join(map(str, rows))
    data.setData(ENTRIES, f"{playlist}:{places}".encode())


def dragged_rows(data: QMimeData, playlist: int) -> list[int]:
    """The places that are dragged; none if they are not of this playlist."""
    name, _, places = bytes(data.data(ENTRIES).data()).decode().partition(":")
    return [int(each) for each in places.split(",")] if name == str(playlist) and places else []
