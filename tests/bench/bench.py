"""What every benchmark is given: how long it may take, where it may write, the installed model."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from player.base.folders import Folders, folders

ROOT = Path(__file__).parents[2]


class UnavailableError(Exception):
    """Something that a figure needs cannot be had on this machine; the message says what."""


@dataclass(frozen=True)
class Bench:
    """One run of the benchmarks."""

    folder: Path
    """For what is written on the way; gone at the end."""
    models: Path
    """The user's installed models."""
    quick: bool = False

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder of one's own."""
        with TemporaryDirectory(dir=self.folder) as scratch:
            yield Path(scratch)

    @contextmanager
    def place(self) -> Iterator[Folders]:
        """Folders of a player that has its model, and nothing else: no settings, no stems."""
        with self.scratch() as scratch:
            place = Folders(scratch / "data", scratch / "cache")
            place.data.mkdir()
            place.models.symlink_to(self.models)
            yield place


@contextmanager
def prepared(*, quick: bool) -> Iterator[Bench]:
    """A run with a folder of its own; UnavailableError if no model is installed."""
    models = folders().models
    if not models.is_dir():
        raise UnavailableError("No model is installed. Run: minusone models get spleeter-2stems")
    with TemporaryDirectory(prefix="minusone-bench-", dir=os.environ.get("TMPDIR")) as folder:
        yield Bench(Path(folder), models.resolve(), quick)


def minusone(place: Folders, command: str, *arguments: object) -> str:
    """Run a command of the program to its end; what it wrote to standard output."""
    options = ["--data-dir", place.data, "--cache-dir", place.cache, *arguments]
    return run([sys.executable, "-m", "player", command, *map(str, options)])


def run(command: Sequence[str], extra: dict[str, str] | None = None) -> str:
    """Run a program in the project's folder; UnavailableError with its last words if it fails."""
    environment = {**os.environ, **(extra or {})}
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=environment, text=True, stdout=-1, stderr=words
        )
        if done.returncode:
            words.seek(0)
            last = (words.read().strip() or done.stdout.strip()).splitlines()[-1:]
            name = Path(command[0]).name
            raise UnavailableError(f"{name} ended with {done.returncode}: {' '.join(last)}")
    return done.stdout


def note(text: str) -> None:
    """One line on what is being done or left out, beside the result."""
    print(text, file=sys.stderr, flush=True)
