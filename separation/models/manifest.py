"""The list of an installed model's files with their sizes and hashes, written last."""

import hashlib
import json
from pathlib import Path
from typing import Any

from separation.errors import WeightsError

MANIFEST = "manifest.json"
FORMAT = 1


def sha256(path: Path) -> str:
    """Hash of a file's bytes, in bounded memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, model: str, about: dict[str, str]) -> None:
    """List every file in `folder`."""
    files = {
        path.name: {"size": path.stat().st_size, "sha256": sha256(path)}
        for path in sorted(folder.iterdir())
    }
    listing = {"format": FORMAT, "model": model, **about, "files": files}
    (folder / MANIFEST).write_text(json.dumps(listing, indent=2) + "\n", encoding="utf-8")


def check_sizes(folder: Path) -> None:
    """Cheap check that all files are there at their full length; raises WeightsError."""
    for name, entry in _files(folder).items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != entry["size"]:
            raise _damaged(folder, name)


def check_hashes(folder: Path) -> None:
    """Full check of every byte; raises WeightsError."""
    check_sizes(folder)
    for name, entry in _files(folder).items():
        if sha256(folder / name) != entry["sha256"]:
            raise _damaged(folder, name)


def _files(folder: Path) -> dict[str, Any]:
    """The listed files."""
    try:
        listing = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if listing["format"] != FORMAT:
            raise WeightsError(
                f"The model {folder.name} was installed by another version of the program.",
                _again(folder),
            )
        files: dict[str, Any] = listing["files"]
    except FileNotFoundError as error:
        raise WeightsError(
            f"The model {folder.name} is not installed.",
            f"Run: minusone models get {folder.name}",
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, MANIFEST) from error
    return files


def _damaged(folder: Path, name: str) -> WeightsError:
    """One sentence for whatever is wrong with a file."""
    return WeightsError(f"The model {folder.name} is damaged ({name}).", _again(folder))


def _again(folder: Path) -> str:
    """What to do about it."""
    name = folder.name
    return f"Run: minusone models remove {name}, then: minusone models get {name}"
