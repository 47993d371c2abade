"""Remembers what each model makes and how fast it is here, to know it before it is loaded."""

import json
from dataclasses import asdict, replace
from pathlib import Path

from player.base.files import write_atomically
from player.base.units import StemName
from player.base.values import dataclass


@dataclass(frozen=True)
class Known:
    """What was learnt of a model when it ran here."""

    version: str
    """Part of its stems' cache key."""
    stems: tuple[StemName, ...]
    x_realtime: float = 0.0
    """Seconds of music per second of work; 0 until it separated something."""


class KnownVersions:
    """By model and quality, in a small JSON file; a lost file is only made again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Known] = {}
        try:
            stored = json.loads(path.read_bytes())
            self._known = {str(name): _known(fields) for name, fields in stored.items()}
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            return

    def get(self, model: str, quality: str = "fast") -> Known | None:
        """What is known, if this model was ever loaded here with this quality."""
        return self._known.get(_name(model, quality))

    def named(self, version: str) -> tuple[str, str] | None:
        """Model and quality of which this is the version; None if none was loaded here."""
        names = (name for name, known in self._known.items() if known.version == version)
        name = next(names, None)
        return None if name is None else _parts(name)

    def set(self, model: str, quality: str, known: Known) -> None:
        """Remember what loading it told; a speed measured before stays."""
        before = self.get(model, quality)
        if before is not None and not known.x_realtime:
            known = replace(known, x_realtime=before.x_realtime)
        if known != before:
            self._known[_name(model, quality)] = known
            self._save()

    def _save(self) -> None:
        content = {name: asdict(known) for name, known in self._known.items()}
        try:
            write_atomically(self._path, json.dumps(content).encode())
        except OSError:
            return


def _name(model: str, quality: str) -> str:
    return f"{model}@{quality}"


def _parts(name: str) -> tuple[str, str]:
    model, _, quality = name.rpartition("@")
    return model, quality


def _known(fields: dict[str, object]) -> Known:
    stems, speed = fields["stems"], fields["x_realtime"]
    if not isinstance(stems, list) or not isinstance(speed, int | float):
        raise TypeError
    return Known(str(fields["version"]), tuple(StemName(str(s)) for s in stems), float(speed))
