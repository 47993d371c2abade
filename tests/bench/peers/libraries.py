"""Other programs with a music library, scanning the same folder."""

import json
import shutil
from pathlib import Path

from tests.bench.bench import UnavailableError, run
from tests.bench.peers.environments import interpreter, pip

_HERE = Path(__file__).parent
_SYSTEM_PYTHON = "/usr/bin/python3"


def quod_libet(music: Path, place: Path) -> float:
    """Tracks a second of Quod Libet's first scan; UnavailableError if it is not installed."""
    try:
        run([_SYSTEM_PYTHON, "-c", "import quodlibet"])
    except (UnavailableError, OSError) as error:
        raise UnavailableError(
            "Quod Libet is not installed: apt-get install --no-install-recommends quodlibet"
        ) from error
    return _speed(_SYSTEM_PYTHON, "quodlibet_script.py", music, place)


def quod_libet_queries(tracks: Path, queries: Path) -> list[tuple[float, int]]:
    """Milliseconds and tracks found of each query; UnavailableError if it is not installed."""
    script = str(_HERE / "quodlibet_query_script.py")
    answer = run([_SYSTEM_PYTHON, script, str(tracks), str(queries)]).splitlines()[-1]
    return [(float(milliseconds), int(found)) for milliseconds, found in json.loads(answer)]


def beets(music: Path, place: Path) -> float:
    """Tracks a second of an import by beets that changes nothing; UnavailableError without it."""
    python = interpreter("beets", lambda python, _: pip(python, "beets==2.14.1"))
    return _speed(python, "beets_script.py", music, place)


def _speed(python: str, script: str, music: Path, place: Path) -> float:
    """In a process that steps back as the player's scanner does."""
    command = [python, str(_HERE / script), str(music), str(place)]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "10", *command]
    count, seconds = json.loads(run(command).splitlines()[-1])
    return float(count / seconds)
