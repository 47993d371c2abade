"""The quick split into four stems, beside the plain ways to do it."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm
from separation.api import open_separator
from separation.models.registry import load_models
from separation.stft import istft, stft
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Best, Figure
from tests.bench.quality import sdr
from tests.bench.songs import decoded, testdata
from tests.bench.variants import stems
from tests.separation.dsp.band import band

REALTIME_LIMIT = 10
_BASS_HZ = 220
_ORDER = 6
_BEATS = 32

Tracks = dict[str, Pcm]
Split = Callable[[Pcm], tuple[Pcm, Pcm]]
"""The accompaniment to drums and bass; what is left is other."""


def measure(bench: Bench) -> list[Figure]:
    """Songs whose drums are known (their bass is in other), and a band made of sines and noise."""
    folder = testdata()
    if folder is None:
        raise UnavailableError("there is no test audio: set MINUSONE_TESTDATA")
    known = [
        song for song in sorted((folder / "stems").iterdir()) if (song / "drums.flac").exists()
    ]
    figures = [_speed(bench, known[0] / "mixture.flac")]
    figures += [figure for song in known for figure in _song(bench, song)]
    tracks = band(_BEATS)
    del tracks["vocals"]  # the network takes sines for no voice
    mix = np.sum(list(tracks.values()), axis=0)
    return figures + _compare("synthetic band", tracks, mix, _ours(bench, mix))


def _speed(bench: Bench, path: Path) -> Figure:
    mix = decoded(path)
    began = time.monotonic()
    _ours(bench, mix)
    speed = len(mix) / SAMPLE_RATE / (time.monotonic() - began)
    return Figure("quick split, loading included", speed, "× real time", Best.MORE, REALTIME_LIMIT)


def _song(bench: Bench, folder: Path) -> list[Figure]:
    mix = decoded(folder / "mixture.flac")
    truth = {name: decoded(folder / f"{name}.flac") for name in ("vocals", "drums", "other")}
    truth["bass and other"] = truth.pop("other")
    return _compare(folder.name, truth, mix, _ours(bench, mix))


def _ours(bench: Bench, mix: Pcm) -> Tracks:
    info = load_models()["spleeter-quick4"]
    separator = open_separator(info, bench.models / info.weights, device="cpu", threads=2)
    vocals, drums, bass = stems(separator, mix)
    separator.close()
    return _complete(mix, vocals, drums, bass)


def _complete(mix: Pcm, vocals: Pcm, drums: Pcm, bass: Pcm) -> Tracks:
    other = mix - vocals - drums - bass
    tracks = {"vocals": vocals, "drums": drums, "bass": bass, "other": other}
    return tracks | {"bass and other": bass + other}


def _compare(song: str, truth: Tracks, mix: Pcm, ours: Tracks) -> list[Figure]:
    """Every peer is given the same voice, so that only the split differs."""
    rest = mix - ours["vocals"]
    peers = {"the mix itself": dict.fromkeys(ours, mix)}
    for name, split in SPLITS.items():
        peers[name] = _complete(mix, ours["vocals"], *split(rest))
    return [
        Figure(
            f"{song}: {stem}, SDR of the quick split",
            sdr(track, ours[stem]),
            "dB",
            Best.DECIBELS,
            peer=peer,
            peer_value=sdr(track, estimates[stem]),
        )
        for stem, track in truth.items()
        for peer, estimates in peers.items()
        if stem != "vocals" or peer == "the mix itself"
    ]


def _low_pass(rest: Pcm) -> tuple[Pcm, Pcm]:
    """Bass below an edge, no drums."""
    frequencies = np.fft.rfftfreq(len(rest), 1 / SAMPLE_RATE)
    low = (1 / (1 + (frequencies / _BASS_HZ) ** _ORDER))[:, np.newaxis]
    bass = np.fft.irfft(np.fft.rfft(rest, axis=0) * low, len(rest), axis=0)
    return np.zeros_like(rest), bass.astype(np.float32)


def _medians(window: int, long: int, wide: int, weight: float) -> Split:
    """Harmonic and percussive soft masks (Fitzgerald 2010), and a low-pass for the bass."""

    def split(rest: Pcm) -> tuple[Pcm, Pcm]:
        padded = np.pad(rest.T, ((0, 0), (window, window + -len(rest) % (window // 4))))
        spectrum = stft(padded, window=window)
        level = np.abs(spectrum).mean(axis=0)
        harmonic = np.square(_median(level, long, 0))
        percussive = np.square(weight * _median(level, wide, 1))
        mask = percussive / (harmonic + percussive + 1e-12)
        drums = istft((spectrum * mask).astype(np.complex64), window)
        drums = drums[:, window : window + len(rest)].T
        return drums, _low_pass(rest - drums)[1]

    return split


def _median(level: NDArray[np.float32], length: int, axis: int) -> NDArray[np.float32]:
    side = [(0, 0), (0, 0)]
    side[axis] = (length // 2, length // 2)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(level, side), length, axis=axis)
    return np.asarray(np.partition(around, length // 2, axis=-1)[..., length // 2])


SPLITS: dict[str, Split] = {
    "low-pass at 220 Hz": _low_pass,
    "medians as librosa sets them, 2048/512, 31 and 31": _medians(2048, 31, 31, 1.0),
    "medians, 8192/2048, 11 and 21, drums × 1.4": _medians(8192, 11, 21, 1.4),
}
