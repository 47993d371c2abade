"""Environments of their own for other programs, made once and kept."""

import sys
import venv
from collections.abc import Callable
from pathlib import Path

from tests.bench.bench import note, run
from tests.models import cache_folder


def interpreter(name: str, fill: Callable[[str, Path], None]) -> str:
    """The Python of an environment; `fill` (python, environment) installs what it needs."""
    folder = cache_folder() / f"{name}-environment"
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / ".ready").exists():
        note(f"Installing {name} into {folder} (once) ...")
        venv.create(folder, clear=True, with_pip=True)
        fill(str(python), folder)
        (folder / ".ready").touch()
    return str(python)


def pip(python: str, *arguments: str) -> None:
    """Install packages there."""
    run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments])
