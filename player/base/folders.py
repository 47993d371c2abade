"""Where the program keeps its things: data (models, settings) and cache (stems, outlines)."""

import os
from pathlib import Path

import appdirs

from player.base.values import dataclass

NAME = "minus-one"


@dataclass(frozen=True)
class Folders:
    """The two folders everything lives in; neither need exist yet."""

    data: Path
    cache: Path
    cache_given: bool = False
    """Whether the cache was named for this run, and goes before the settings."""

    @property
    def models(self) -> Path:
        """Installed separation models."""
        return self.data / "models"

    @property
    def versions(self) -> Path:
        """What was learnt of each model when it ran."""
        return self.models / "versions.json"

    @property
    def stems(self) -> Path:
        """Separated stems."""
        return self.cache / "stems"

    @property
    def plane(self) -> Path:
        """Regions drawn on songs' stereo planes."""
        return self.data / "plane"

    def spool(self) -> Path | None:
        """A folder for temporary sound, made if need be; None (the system's) if it cannot be."""
        folder = self.cache / "spool"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return folder if os.access(folder, os.W_OK) else None

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.json"


def folders(data: Path | None = None, cache: Path | None = None) -> Folders:
    """The folders: as given, else from the environment, else the user's own (appdirs)."""
    return Folders(
        data or _from("MINUSONE_DATA_DIR", appdirs.user_data_dir(NAME, appauthor=False)),
        cache or _from("MINUSONE_CACHE_DIR", appdirs.user_cache_dir(NAME, appauthor=False)),
        cache_given=cache is not None,
    )


def _from(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or default)
