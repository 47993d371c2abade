"""Options for tempo and key."""

import argparse

from player.base.errors import MinusOneError
from player.engine.tempo import FASTEST, MOST_SEMITONES, SLOWEST, Tempo

_CENTS = 100


def add_tempo_options(parser: argparse.ArgumentParser) -> None:
    """Options that change tempo and key."""
    parser.add_argument(
        "--tempo", metavar="PERCENT", default="100", help="25 to 200, in the same key"
    )
    parser.add_argument(
        "--transpose",
        metavar="N",
        default="0",
        help="semitones, -12 to 12, at the same tempo; 0.5 is half of one",
    )
    parser.add_argument(
        "--formants", action="store_true", help="transposed voices keep their colour"
    )


def given_tempo(options: argparse.Namespace) -> Tempo:
    """What the options say; MinusOneError for what cannot be."""
    percent = _number(options.tempo.removesuffix("%"))
    if percent is None or not SLOWEST * 100 <= percent <= FASTEST * 100:
        raise MinusOneError(
            f"--tempo {options.tempo} is not a tempo.",
            f"Give percent from {SLOWEST * 100:g} to {FASTEST * 100:g}, as in --tempo 80",
        )
    semitones = _number(options.transpose)
    if semitones is None or abs(semitones) > MOST_SEMITONES:
        raise MinusOneError(
            f"--transpose {options.transpose} is not understood.",
            f"Give semitones from -{MOST_SEMITONES} to {MOST_SEMITONES}, as in --transpose -2",
        )
    whole = int(semitones)
    cents = round((semitones - whole) * _CENTS)
    return Tempo(round(percent, 1) / 100, whole, cents, options.formants)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
