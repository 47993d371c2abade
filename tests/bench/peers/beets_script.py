"""Imports a folder with beets, as it is and where it is: FOLDER PLACE; tracks and seconds as JSON.

Runs in an environment of its own, with none of the player's packages.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path

_CONFIG = """
plugins: []
import: {copy: no, write: no, autotag: no, quiet: yes, resume: no}
"""


def main(folder: str, place: str) -> None:
    """Import `folder` into a new library in `place`."""
    os.environ["BEETSDIR"] = place
    Path(place).mkdir()
    Path(place, "config.yaml").write_text(_CONFIG, encoding="utf-8")
    ui = importlib.import_module("beets.ui")
    began = time.perf_counter()
    ui.main(["import", "-A", "-C", "-W", "-q", folder])
    seconds = time.perf_counter() - began
    library = importlib.import_module("beets.library").Library(str(Path(place, "library.db")))
    print(json.dumps([len(library.items()), seconds]))


if __name__ == "__main__":
    main(*sys.argv[1:])
