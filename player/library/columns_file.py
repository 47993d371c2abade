"""Keeps the columns on disk between two runs: a million tracks are read in a moment."""

import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.signedinteger[Any]]
_ENDING = ".columns.npz"


def columns_file(library: Path) -> Path:
    """Where the columns of a library are kept; may be deleted at any time."""
    return library.with_name(library.stem + _ENDING)


def read_columns(path: Path) -> dict[str, Array]:
    """What was kept; nothing if there is nothing, or if it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile):
        return {}


def write_columns(path: Path, columns: Mapping[str, Array]) -> None:
    """Keep these, if the disk lets us."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.npz")
    with suppress(OSError):
        try:
            stored: dict[str, Any] = {name: small(each) for name, each in columns.items()}
            np.savez(temporary, **stored)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def small(column: Array) -> Array:
    """In one piece, and with half the bytes where the numbers allow that."""
    bounds = np.iinfo(np.int32)
    if not len(column) or (column.min() >= bounds.min and column.max() <= bounds.max):
        return column.astype(np.int32)
    return np.ascontiguousarray(column)
