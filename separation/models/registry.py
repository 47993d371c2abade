"""What is known of every model, read from resources/models.toml."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

USER_MODEL = "model.toml"
"""In the folder of a model that the user added: the table that describes it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileInfo:
    """One file of a published checkpoint."""

    name: str
    sha256: str = ""
    """All of it, or the first digits where no more was published; "" in a checked archive."""
    size: int = 0
    """Bytes; 0 where it was not published."""
    url: str = ""
    """Where it is fetched from; "" when the package or the archive holds it."""
    also: tuple[str, ...] = ()
    """Checksums of the same weights in other official files."""

    def is_meant(self, digest: str) -> bool:
        """Whether a file with this SHA-256 is this one."""
        wanted = (*self.also, self.sha256) if self.sha256 else self.also
        return any(digest.startswith(each) for each in wanted)


@dataclass(frozen=True)
class ArchiveInfo:
    """The archive (.tar.gz or .zip) that carries the checkpoint."""

    url: str
    sha256: str
    size: int = 0


@dataclass(frozen=True)
class PackageInfo:
    """The Python package that carries the checkpoint; it is read, never installed or run."""

    requirement: str
    """Name and exact version, as pip takes them."""
    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True)
class ModelInfo:
    """One model: what it gives, where it comes from, and under which terms."""

    name: str
    title: str
    network: str
    """Which adapter runs it (see separation.api.open_separator)."""
    stems: tuple[str, ...]
    """In the order of the faders; the last is the mix minus the others."""
    speed: str
    """"fast": keeps ahead of the playhead on a CPU; "studio": works in the background."""
    note: str
    published_sdr: tuple[tuple[str, float], ...]
    """Stem and decibels, as published by the authors."""
    published_in: str
    licence_code: str
    licence_weights: str
    credit: str
    homepage: str
    source: PackageInfo | ArchiveInfo | None
    """What holds the files; None where each has an address of its own."""
    files: tuple[FileInfo, ...]
    architecture: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The network's own parameters, as its adapter takes them."""
    weights: str = ""
    """The model whose files this one runs on; its own name unless said otherwise."""
    segment: int = 0
    """Frames that the network takes at once; 0 for any number."""
    x_realtime: float = 0.0
    """Seconds of music per second of work, measured on 2 CPU cores; 0 where unknown."""
    memory_mb: int = 0
    """Peak of the separator process with it, measured; 0 where unknown."""
    terms: str = ""
    """What the user must know and accept before it is fetched ("not for commercial use")."""
    extra: str = ""
    """The optional part of this program with its architecture: pip install minus-one[EXTRA]."""
    own: bool = False
    """Whether the user added it."""

    @property
    def stored_stems(self) -> tuple[str, ...]:
        """The stems that `Separator.separate` gives: all but the last."""
        return self.stems[:-1]

    @property
    def built_in(self) -> bool:
        """Whether there is nothing to fetch: a method, and no weights."""
        return self.source is None and not self.files and not self.own

    @property
    def weights_id(self) -> str:
        """Short name of these very weights, for version strings; "" where it has none."""
        digest = self.files[0].sha256 if self.files else ""
        return (digest or (self.source.sha256 if self.source else ""))[:12]

    @property
    def download_size(self) -> int:
        """Bytes to be fetched; 0 where that was not published."""
        if self.source is not None:
            return self.source.size
        sizes = [file.size for file in self.files]
        return sum(sizes) if all(sizes) else 0

    @property
    def package(self) -> PackageInfo:
        """The package that carries the files; TypeError where none does."""
        if not isinstance(self.source, PackageInfo):
            raise TypeError(f"{self.name} does not come in a package")
        return self.source


def read_model(name: str, table: Mapping[str, Any]) -> ModelInfo:
    """One table of the file as a ModelInfo; KeyError or TypeError when it lacks something."""
    own = {"stems", "package", "archive", "files", "published_sdr"}
    given = {key: value for key, value in table.items() if key not in own}
    plain = {"weights": name, "published_in": ""} | given
    source: PackageInfo | ArchiveInfo | None = None
    if "package" in table:
        source = PackageInfo(**table["package"])
    elif "archive" in table:
        source = ArchiveInfo(**table["archive"])
    return ModelInfo(
        name=name,
        stems=tuple(table["stems"]),
        published_sdr=tuple(table.get("published_sdr", {}).items()),
        source=source,
        files=tuple(
            FileInfo(**{**entry, "also": tuple(entry.get("also", ()))})
            for entry in table.get("files", ())
        ),
        **plain,
    )


@cache
def _published() -> Mapping[str, ModelInfo]:
    """The models in resources/models.toml."""
    text = resources.files("resources").joinpath("models.toml").read_text(encoding="utf-8")
    return {name: read_model(name, table) for name, table in tomllib.loads(text).items()}


def load_models(root: Path | None = None) -> dict[str, ModelInfo]:
    """Every known model by its name, in the file's order; then what the user added below `root`."""
    models = dict(_published())
    for path in sorted(root.glob(f"*/{USER_MODEL}")) if root else ():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            models.setdefault(path.parent.name, read_model(path.parent.name, table))
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("%s is not readable: %s", path, error)
    return models


DEFAULT_MODEL = "spleeter-2stems"
