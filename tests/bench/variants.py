"""What was tried to get more out of Spleeter's weights: the voice's SDR beside plain masks."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from player.base.units import Pcm
from separation.api import Separator, open_separator
from separation.chunks import MARGIN, ChunkPlan, Seams
from separation.models.masks import FAST, RECIPES, Pass, Recipe
from separation.models.registry import DEFAULT_MODEL, load_models
from separation.models.spleeter import SpleeterSeparator
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Best, Figure
from tests.bench.quality import sdr
from tests.bench.songs import decoded, testdata

GAIN = 0.3
"""Decibels that "best" has to be above plain masks."""
_BETTER, _BEST = RECIPES["better"], RECIPES["best"]
_SHIFTS = tuple(Pass(one.shift) for one in _BEST.passes)

VARIANTS: Mapping[str, Recipe] = {
    "binary masks": replace(FAST, mask="binary"),
    "exponent 1": replace(FAST, exponent=1.0),
    "exponent 3": replace(FAST, exponent=3.0),
    "1,536 bins": replace(FAST, bins=1536),
    "input at half its level": replace(FAST, passes=(Pass(gain=0.5),)),
    "input at twice its level": replace(FAST, passes=(Pass(gain=2.0),)),
    "2 shifted grids": replace(FAST, passes=(Pass(), Pass(32))),
    "4 shifted grids": replace(FAST, passes=_SHIFTS),
    "2 shifted grids at 2 levels": replace(FAST, passes=_BETTER.passes),
    "4 shifted grids at 4 levels": replace(FAST, passes=_BEST.passes),
    "Wiener filter": replace(FAST, wiener=True),
    "Wiener filter, exponent 0.5": replace(FAST, wiener=True, exponent=0.5),
    "Wiener filter, exponent 0.5, 1,536 bins": replace(_BEST, passes=(Pass(),)),
    "better": _BETTER,
    "better with binary masks": replace(_BETTER, mask="binary", wiener=False),
    "best without the Wiener filter, exponent 1": replace(_BEST, wiener=False, exponent=1.0),
    "best with exponent 1": replace(_BEST, exponent=1.0),
    "best": _BEST,
}
_QUICK = ("binary masks", "better", "best")


def measure(bench: Bench) -> list[Figure]:
    """Each variant's mean over the test songs, all beside the plain masks' mean."""
    folder = testdata()
    if folder is None:
        raise UnavailableError("there is no test audio: set MINUSONE_TESTDATA")
    songs = [
        (decoded(song / "mixture.flac"), decoded(song / "vocals.flac"))
        for song in sorted((folder / "stems").iterdir())
    ]
    info = load_models()[DEFAULT_MODEL]
    separator = open_separator(info, bench.models / info.name, device="cpu", threads=2)
    if not isinstance(separator, SpleeterSeparator):
        raise TypeError(f"{info.name} is run by {type(separator).__name__}")
    plain = _mean(separator, FAST, songs)
    figures = []
    for name, recipe in VARIANTS.items():
        if bench.quick and name not in _QUICK:
            continue
        figures.append(
            Figure(
                f"vocals, mean SDR: {name}",
                _mean(separator, recipe, songs),
                "dB",
                Best.DECIBELS,
                limit=plain + GAIN if name == "best" else None,
                peer="plain masks",
                peer_value=plain,
            )
        )
    separator.close()
    return figures


def _mean(separator: SpleeterSeparator, recipe: Recipe, songs: list[tuple[Pcm, Pcm]]) -> float:
    separator._recipe = recipe
    return float(np.mean([sdr(voice, stems(separator, mix)[0]) for mix, voice in songs]))


def stems(separator: Separator, song: Pcm) -> Pcm:
    """The stored stems of a whole song (stems, frames, 2), chunk by chunk as the player does it."""
    plan = ChunkPlan(len(song), cells_per_chunk=separator.cells_per_chunk, drafts=separator.drafts)
    seams = Seams()
    found = np.zeros((len(separator.info.stored_stems), *song.shape), np.float32)

    def read(start: int, count: int) -> Pcm:
        known = song[max(start, 0) : max(start + count, 0)]
        before = min(max(-start, 0), count)
        return np.pad(known, ((before, count - before - len(known)), (0, 0)))

    while chunk := plan.next():
        made = separator.separate(read, chunk.start, chunk.stop, MARGIN)
        for start, piece in seams.add(chunk, made):
            found[:, start : start + piece.shape[1]] = piece
        plan.mark(chunk)
    return found
