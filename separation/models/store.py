"""The models on this machine: fetched, checked, converted once, and moved into place whole."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from separation.errors import WeightsError
from separation.models.archives import remove_tree
from separation.models.convert import Files, convert
from separation.models.download import PATIENCE, remove_stale
from separation.models.found import SUFFIXES, find
from separation.models.manifest import check_hashes, check_sizes, sha256
from separation.models.progress import Progress, Report
from separation.models.registry import ArchiveInfo, FileInfo, ModelInfo, PackageInfo, load_models
from separation.models.sources import DOWNLOADS, fetch, forget, way_around
from separation.models.user_model import install_user_model, read_description

_PART = ".part-"
_STALE_SECONDS = 86_400
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ModelStore:
    """Installed models, each in a folder of its own below `root`.

    A folder gets its name only when everything in it is written, so what is seen is whole.
    """

    def __init__(self, root: Path, patience: float = PATIENCE) -> None:
        """`patience`: seconds a download may stand still."""
        self.root = root
        self._patience = patience

    def models(self) -> dict[str, ModelInfo]:
        """Every known model by its name, the user's own last."""
        return load_models(self.root)

    def folder(self, name: str) -> Path:
        """Where the model `name` lies, or would: that of the model whose weights it runs on."""
        info = self.models().get(name)
        return self.root / (info.weights if info else name)

    def installed(self, name: str) -> bool:
        """Whether `name` is here, going by its files' sizes."""
        if self._built_in(name):
            return True
        try:
            check_sizes(self.folder(name))
        except WeightsError:
            return False
        return True

    def size(self, name: str) -> int:
        """Bytes on disk; 0 when it is not installed."""
        folder = self.folder(name)
        return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0

    def verify(self, name: str) -> None:
        """Read every byte of `name` and compare; raises WeightsError."""
        check_hashes(self.folder(name))

    def remove(self, name: str) -> None:
        """Delete `name`; nothing happens when it is not here.

        Raises WeightsError when the files are another model's.
        """
        info = self.models().get(name)
        if self._built_in(name):
            raise WeightsError(f"{name} is part of the program: there is nothing to remove.")
        if info and info.weights != name:
            raise WeightsError(
                f"{name} has no files of its own: it runs on those of {info.weights}.",
                f"Run: minusone models remove {info.weights}",
            )
        with self._disk():
            self._discard(self.root / name)

    def install(self, info: ModelInfo, report: Report) -> Path:
        """Fetch `info`, check it, convert it; returns its folder. Raises WeightsError.

        What is built in needs nothing. What a failed download has got so far is kept for the next
        try.
        """
        if info.weights != info.name:
            return self.install(self.models()[info.weights], report)
        if info.built_in:
            return self.root / info.name
        with self._disk(), self._part() as part:
            self._need_space(info)
            files = fetch(info, self.root, part, report, self._patience)
            folder = self._finish(info, files, part, report)
            forget(info, self.root)
            return folder

    def add(self, file: Path, report: Report) -> ModelInfo:
        """Install whichever known model `file` (checkpoint, package, archive or folder) holds.

        A checkpoint with a TOML file beside it is a model of the user's own, see
        separation.models.user_model. Raises WeightsError when it is neither, or damaged.
        """
        models = {name: info for name, info in self.models().items() if not info.own}
        with self._disk(), self._part() as part:
            checkpoint = part / "checkpoint"
            checkpoint.mkdir()
            if found := find(file, checkpoint, models):
                self._finish(*found, part, report)
                return found[0]
            if file.suffix in SUFFIXES and file.with_suffix(".toml").is_file():
                return self._add_own(file, part, report)
        raise _unknown(file, models.values())

    def _built_in(self, name: str) -> bool:
        info = self.models().get(name)
        return info is not None and info.weights == name and info.built_in

    def _add_own(self, file: Path, part: Path, report: Report) -> ModelInfo:
        """A model that the user describes."""
        wanted = read_description(file)
        known = self.models().get(wanted.name)
        if known and not known.own:
            raise WeightsError(f"A model called {wanted.name} is known.", "Rename your file.")
        ready = part / wanted.name
        ready.mkdir()
        info = install_user_model(file, wanted, ready, report)
        self._move(ready)
        return info

    def _finish(self, info: ModelInfo, files: Files, part: Path, report: Report) -> Path:
        """Check the published files, write our own, and move them into place."""
        for number, entry in enumerate(info.files):
            report(Progress("check", number, len(info.files)))
            if not _is_whole(entry, files[entry.name], info):
                raise WeightsError(
                    f"The model's file {entry.name} is damaged: its checksum is wrong.",
                    f"Fetch it again. {way_around(info)}",
                )
        ready = part / info.name
        ready.mkdir()
        convert(info, files, ready, report)
        return self._move(ready)

    def _move(self, ready: Path) -> Path:
        """Give a finished folder its name."""
        _flush(ready)
        target = self.root / ready.name
        self._discard(target)
        try:
            ready.replace(target)
        except OSError:
            if not self.installed(target.name):  # else another process was quicker
                raise
        _sync(self.root)
        return target

    def _discard(self, folder: Path) -> None:
        """Delete a model's folder; it loses its name first, so that no half of it is seen."""
        if folder.exists():
            doomed = Path(tempfile.mkdtemp(prefix=_PART, dir=self.root))
            folder.replace(doomed / folder.name)
            remove_tree(doomed)

    @contextmanager
    def _part(self) -> Iterator[Path]:
        """A working folder beside the models, gone afterwards whatever happens."""
        self.root.mkdir(parents=True, exist_ok=True)
        for old in self.root.glob(f"{_PART}*"):  # left by a crash; another may be at work now
            if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                remove_tree(old)
        remove_stale(self.root / DOWNLOADS)
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=self.root))
        try:
            yield part
        finally:
            remove_tree(part)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """The disk's own errors in plain words."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise WeightsError(
                    "The disk is full.", "Free some space, then try again."
                ) from error
            raise WeightsError(
                f"The model cannot be stored: {error.strerror or error}.",
                f"Check the folder {self.root}.",
            ) from error

    def _need_space(self, info: ModelInfo) -> None:
        """Fail before the download rather than after it."""
        needed = 2 * info.download_size
        if isinstance(info.source, PackageInfo):
            needed = info.source.size + 3 * sum(file.size for file in info.files)
        if shutil.disk_usage(self.root).free < needed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _is_whole(entry: FileInfo, path: Path, info: ModelInfo) -> bool:
    """Whether this is the published file; one without a checksum lay in a checked archive."""
    if not entry.sha256:
        return isinstance(info.source, ArchiveInfo)
    return entry.is_meant(sha256(path))


def _unknown(file: Path, models: Collection[ModelInfo]) -> WeightsError:
    """Why `file` cannot be added."""
    if any(entry.url and entry.name == file.name for info in models for entry in info.files):
        return WeightsError(
            f"The model's file {file.name} is damaged: its checksum is wrong.", "Fetch it again."
        )
    known = ", ".join(info.title for info in models)
    return WeightsError(
        f"{file.name} is none of the known models.",
        f"Known are: {known}. For a model of your own, see: minusone models add --help",
    )


def _flush(folder: Path) -> None:
    """Have every file on the disk before the folder gets its name."""
    for path in (*folder.iterdir(), folder):
        _sync(path)


def _sync(path: Path) -> None:
    """Flush a file or, where the system can, a folder, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
