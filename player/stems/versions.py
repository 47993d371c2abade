"""Remembers which version of stems each model makes, to find stems before it is loaded."""

import json
from pathlib import Path

from player.base.files import write_atomically


class KnownVersions:
    """Version strings by model name, in a small JSON file; a lost file is only made again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        try:
            stored = json.loads(path.read_bytes())
            self._known = {str(name): str(version) for name, version in stored.items()}
        except (OSError, ValueError, AttributeError):
            return

    def get(self, model: str) -> str | None:
        """The version, if this model was ever loaded here."""
        return self._known.get(model)

    def set(self, model: str, version: str) -> None:
        """Remember a version."""
        self._known[model] = version
        try:
            write_atomically(self._path, json.dumps(self._known).encode())
        except OSError:
            return
