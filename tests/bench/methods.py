"""The classic methods on songs whose stems are known: SDR beside the untouched mix, and speed."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from player.base.units import SAMPLE_RATE, Pcm
from separation.api import open_separator
from separation.models.about import missing
from separation.models.registry import DEFAULT_MODEL, ModelInfo, load_models
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Best, Figure
from tests.bench.quality import sdr
from tests.bench.songs import decoded, testdata
from tests.bench.variants import stems

_MIX = "the mix itself"


def measure(bench: Bench) -> list[Figure]:
    """Spleeter, then every method: each song, the means over the songs, and the speed."""
    folder = testdata()
    if folder is None:
        raise UnavailableError("there is no test audio: set MINUSONE_TESTDATA")
    songs = [song for song in sorted((folder / "stems").iterdir()) if song.is_dir()]
    if bench.quick:
        songs = songs[-1:]
    models = load_models()
    methods = [info for info in models.values() if info.network == "classic"]
    if lacking := next(filter(None, map(missing, methods)), ""):
        raise UnavailableError(lacking)
    return [
        figure
        for info in (models[DEFAULT_MODEL], *methods)
        for figure in _method(info, bench.models / info.name, songs)
    ]


def _method(info: ModelInfo, folder: Path, songs: list[Path]) -> Iterator[Figure]:
    separator = open_separator(info, folder, device="cpu", threads=2)
    rows: dict[str, list[Figure]] = {}
    length = worked = 0.0
    for song in songs:
        mix = decoded(song / "mixture.flac")
        began = time.monotonic()
        made = stems(separator, mix)
        worked += time.monotonic() - began
        length += len(mix) / SAMPLE_RATE
        estimates = dict(zip(info.stems, (*made, mix - made.sum(axis=0)), strict=True))
        for stem, truth in _truths(info, song, mix).items():
            name = f"{info.name}: {song.name}: {stem}, SDR"
            rows.setdefault(stem, []).append(
                _figure(name, sdr(truth, estimates[stem]), sdr(truth, mix))
            )
    separator.close()
    for stem, figures in rows.items():
        yield from figures
        ours, theirs = ([getattr(f, kind) for f in figures] for kind in ("value", "peer_value"))
        mean = f"{info.name}: mean: {stem}, SDR"
        yield _figure(mean, float(np.mean(ours)), float(np.mean(theirs)))
    yield Figure(f"{info.name}: speed", length / worked, "× real time", Best.MORE)


def _truths(info: ModelInfo, song: Path, mix: Pcm) -> dict[str, Pcm]:
    """The stems that are known of this song; the last is what all others leave, if all are."""
    stored = {stem: song / f"{stem}.flac" for stem in info.stored_stems}
    truths = {stem: decoded(path) for stem, path in stored.items() if path.is_file()}
    if truths.keys() == stored.keys():
        truths[info.stems[-1]] = mix - np.sum(list(truths.values()), axis=0)
    return truths


def _figure(name: str, value: float, mix: float) -> Figure:
    return Figure(name, value, "dB", Best.DECIBELS, peer=_MIX, peer_value=mix)
