"""Whether an entry is what was written: finished files, unfinished cells, and files left over."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CELL
from player.stemfile.cell_map import PARTS, CellMap, CellState, checksums_of
from player.stemfile.codecs import CodedTrack
from player.stemfile.disk import file_checksum
from player.stemfile.entry import FRAME_BYTES, MAP, Entry, coded_path, load_entry, raw_path
from player.stemfile.left_over import PLAYED, Fault, Finding, judged, left_over, listed


def check_entry(folder: Path, *, decode: bool = True) -> list[Finding]:
    """Everything that is wrong with one entry; `decode` also decodes finished files."""
    try:
        entry = load_entry(folder)
        if entry is None:
            return [_undescribed(folder)]
        if entry.complete:
            _check_finished(folder, entry, decode=decode)
        elif (bad := _bad_cells(folder, entry)) is not None:
            return [bad, *left_over(folder, entry)]
    except CacheError as error:
        return [Finding(folder, Fault.DAMAGED, error.message)]
    return left_over(folder, entry)


def _undescribed(folder: Path) -> Finding:
    others = [path for path in listed(folder) if path.name != PLAYED]
    if all(judged(path)[0] is Fault.LEFT_OVER for path in others):
        return Finding(folder, Fault.DAMAGED, "It has no description.")
    return Finding(folder, Fault.FOREIGN, "It is none of the player's folders.")


def forget_bad_cells(folder: Path) -> None:
    """Have the damaged cells of an unfinished entry made again; OSError as the disk says."""
    entry = load_entry(folder)
    if entry is None:
        return
    cell_map = CellMap(folder / MAP, entry.cells, len(entry.stored))
    for cell in damaged_cells(folder, entry, cell_map):
        cell_map.set_state(cell, CellState.MISSING)
    cell_map.close()


def damaged_cells(folder: Path, entry: Entry, cell_map: CellMap) -> list[int]:
    """Cells that can be heard by the map, but are not what was written."""
    with ExitStack() as opened:
        files = [opened.enter_context(raw_path(folder, s).open("rb")) for s in entry.stored]
        return [
            cell
            for cell in np.flatnonzero(cell_map.states).tolist()
            if cell_map.is_damaged(cell, cell_checksums(files, cell))
        ]


def cell_checksums(files: Sequence[BinaryIO], cell: int) -> NDArray[np.uint32]:
    """Checksums (stems, 3) of a cell in the open files of the unfinished stems."""
    sums = []
    for file in files:
        file.seek(cell * CELL * FRAME_BYTES)
        sums.append(checksums_of(file.read(CELL * FRAME_BYTES) or b""))
    return np.array(sums, np.uint32).reshape(len(files), PARTS)


def _check_finished(folder: Path, entry: Entry, *, decode: bool) -> None:
    for stem in entry.stored:
        path = coded_path(folder, stem, entry.codec)
        try:
            if file_checksum(path) != entry.checksums.get(stem):
                raise CacheError(f"{path.name} is not what was written.")
            if decode:
                _decode(path, entry)
        except FileNotFoundError as error:
            raise CacheError(f"{path.name} is missing.") from error
        except (OSError, soundfile.SoundFileError) as error:
            raise CacheError(f"{path.name} cannot be read: {error}") from error


def _decode(path: Path, entry: Entry) -> None:
    track = CodedTrack(path, entry.codec, entry.frames)
    try:
        if sum(map(len, track.blocks())) != entry.frames:
            raise CacheError(f"{path.name} ends too soon.")
    finally:
        track.close()


def _bad_cells(folder: Path, entry: Entry) -> Finding | None:
    """What is wrong with an unfinished entry's cells, if something is; CacheError if all is."""
    try:
        sizes = {raw_path(folder, stem).stat().st_size for stem in entry.stored}
        if sizes != {entry.frames * FRAME_BYTES}:
            raise CacheError("A stem has a wrong size.")
        cell_map = CellMap(folder / MAP, entry.cells, len(entry.stored))
        try:
            bad = damaged_cells(folder, entry, cell_map)
        finally:
            cell_map.close()
    except (OSError, ValueError) as error:
        raise CacheError(f"It cannot be gone on with: {error}.") from error
    if not bad:
        return None
    reason = f"{len(bad)} of {entry.cells} cells are not what was written."
    return Finding(folder, Fault.CELLS, reason)
