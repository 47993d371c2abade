"""Scans a folder with Quod Libet's library alone: FOLDER SAVED; prints tracks and seconds as JSON.

Runs with the system's Python, for which it is packaged.
"""

import importlib
import json
import sys
import time


def main(folder: str, saved: str) -> None:
    """Scan `folder` into a new library and save that."""
    quodlibet = importlib.import_module("quodlibet")
    quodlibet.init_cli(no_translations=True, config_file=f"{saved}.conf")
    library = importlib.import_module("quodlibet.library").init(saved)
    began = time.perf_counter()
    for _ in library.scan([folder]):
        pass
    library.save(saved)
    print(json.dumps([len(library), time.perf_counter() - began]))


if __name__ == "__main__":
    main(*sys.argv[1:])
