"""Measures a file with pyloudnorm: IN.flac. Prints LUFS, and the seconds that measuring took.

Runs in an environment of its own, with none of the player's packages.
"""

import importlib
import sys
import time

import soundfile


def main(source: str) -> None:
    """Read, and measure all at once, as its documentation says."""
    pyloudnorm = importlib.import_module("pyloudnorm")
    began = time.monotonic()
    samples, rate = soundfile.read(source)
    loudness = pyloudnorm.Meter(rate).integrated_loudness(samples)
    print(loudness, time.monotonic() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
