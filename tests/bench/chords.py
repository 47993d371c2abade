"""Chords and key on synthesised progressions, whose truth is known; seconds for a whole song."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from player.analysis.analyse import analyse
from player.analysis.analysis import Analysis, Chord
from player.analysis.chord_kinds import KINDS
from player.analysis.store import AnalysisStore
from player.base.units import SAMPLE_RATE, Pcm, SongKey
from player.core.practice.analysis_finder import AnalysisFinder, AnalysisPlace
from player.engine.protocol import OpenOutput, Stats
from tests.analysis.band import ROCK, Chart, chords, drums, steady, stereo
from tests.bench.bench import Bench, note
from tests.bench.figures import Best, Figure
from tests.bench.halts import Peer, watched
from tests.bench.session import session
from tests.bench.songs import write_song

_LIMIT_S = 15
_SONG_S = 240
_OUTPUT_MS = 60
_TONES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_HARTE = {"": "maj", "m": "min", "m7": "min7", "m7b5": "hdim7"}
"""The kinds that mir_eval calls otherwise."""
_PLAIN = (
    ("C Am F G", "C"),
    ("Dm G C Am", "C"),
    ("C Em F G", "C"),
    ("Am Dm E Am", "Am"),
    ("C G Am F", "C"),
)
_RICH = (
    ("Dm7 G7 Cmaj7 Am7", "C"),
    ("Cmaj7 Fmaj7 Gsus4 G", "C"),
    ("Am Bm7b5 E7 Am", "Am"),
    ("C Caug Am D7", "C"),
    ("C Bdim Am7 G", "C"),
)
_SOUNDS = ("piano", "guitar", "strings", "organ")
_VOICINGS = ("close", "wide", "strummed")
_BARS = 8


@dataclass(frozen=True)
class _Piece:
    chart: Chart
    labels: list[str]
    """For each bar."""
    key: tuple[int, bool]
    sound: Pcm


def measure(bench: Bench) -> list[Figure]:
    """Plain triads and richer chords, in random keys, tunings, tempi, voicings and instruments."""
    with bench.scratch() as folder:
        file = folder / "song.wav"
        rounds = 1 if bench.quick else 3
        plain = [_scored(file, piece) for piece in _pieces(_PLAIN, rounds)]
        rich = [_scored(file, piece) for piece in _pieces(_RICH, rounds)]
        seconds, memory = _whole_song(folder)
    rows = [np.array(each).mean(axis=0) for each in (plain, rich)]
    keys = float(np.mean([each[4] for each in (*plain, *rich)]))
    count = len(plain)
    return [
        Figure(
            f"{count} plain progressions, majmin",
            rows[0][0],
            "",
            Best.MORE,
            peer="librosa: chroma_cqt and templates",
            peer_value=rows[0][3],
        ),
        Figure("the same, named in detail (sevenths)", rows[0][1], "", Best.MORE),
        Figure(f"{len(rich)} richer ones, root", rows[1][2], "", Best.MORE),
        Figure("the same, sevenths", rows[1][1], "", Best.MORE),
        Figure("their keys", 100 * keys, "%", Best.MORE),
        Figure(
            "4 minutes of music, from the wish to the answer",
            seconds,
            "s",
            limit=_LIMIT_S,
        ),
        Figure("memory of that process", memory, "MB"),
        *_beside_playback(bench, 1 if bench.quick else 3),
    ]


def _pieces(turns: Sequence[tuple[str, str]], rounds: int) -> Iterator[_Piece]:
    random = np.random.default_rng(7)
    for turn, home in turns:
        for number in range(rounds * len(_SOUNDS)):
            up, cents = int(random.integers(12)), float(random.uniform(-40, 40))
            bpm, voicing = float(random.uniform(65, 165)), str(random.choice(_VOICINGS))
            names = [_named(name, up) for name in turn.split()]
            chart = steady(bpm, 60 / bpm * 4 * _BARS + 0.4)
            played = [[note + cents / 100 for note in _voiced(*each, voicing)] for each in names]
            low = [(28 + (root - 28) % 12 + cents / 100,) for root, _ in names]
            parts = [
                chords(chart, played, _SOUNDS[number % len(_SOUNDS)]),
                chords(chart, low, "guitar"),
                0.5 * drums(chart, ROCK, seed=number),
            ]
            sound = stereo(*parts[: 1 + number % 3], noise=0.003)
            labels = [f"{_TONES[root]}:{_HARTE.get(kind, kind)}" for root, kind in names]
            key, kind = _named(home, up)
            yield _Piece(chart, labels, (key, kind == "m"), sound)


def _named(name: str, up: int) -> tuple[int, str]:
    root = max((tone for tone in _TONES if name.startswith(tone)), key=len)
    return (_TONES.index(root) + up) % 12, name.removeprefix(root)


def _voiced(root: int, kind: str, voicing: str) -> list[int]:
    tones = [(root + step) % 12 for step in KINDS[kind]]
    if voicing == "close":
        return [60 + tone for tone in tones]
    if voicing == "wide":
        return [(52, 64)[n % 2] + (tone - (52, 64)[n % 2]) % 12 for n, tone in enumerate(tones)]
    return [octave + tone for octave in (48, 60) for tone in tones]


def _scored(file: Path, piece: _Piece) -> tuple[float, ...]:
    """Simple, detailed, root, the peer's simple; whether the key is right."""
    soundfile.write(file, piece.sound, SAMPLE_RATE, subtype="FLOAT")
    found = analyse(file)
    simple, detailed = _overlap(piece, found.chords), _overlap(piece, found.detailed)
    key = found.key is not None and (found.key.tonic, found.key.minor) == piece.key
    if detailed["sevenths"] < 0.8:
        note(f"{' '.join(piece.labels)}: {detailed['sevenths']:.2f}")
    peer = _overlap(piece, _by_templates(piece.sound, found))["majmin"]
    return simple["majmin"], detailed["sevenths"], detailed["root"], peer, float(key)


def _overlap(piece: _Piece, found: Sequence[Chord]) -> dict[str, float]:
    """mir_eval's scores, weighted by time."""
    import mir_eval

    chart = piece.chart
    edges = np.array([*chart.downbeats, chart.at(len(chart.beats))])
    truth = [piece.labels[bar % len(piece.labels)] for bar in range(len(chart.downbeats))]
    spans = np.array([(chord.start, chord.stop) for chord in found]) / SAMPLE_RATE
    names = [
        "N" if each.root is None else f"{_TONES[each.root]}:{_HARTE.get(each.kind, each.kind)}"
        for each in found
    ]
    bars = np.stack((edges[:-1], edges[1:]), 1)
    scores: dict[str, float] = mir_eval.chord.evaluate(bars, truth, spans, names)
    return scores


def _by_templates(sound: Pcm, ours: Analysis) -> list[Chord]:
    """The textbook's way, on our beats: the triad that is most like the beat's chroma."""
    import librosa

    mono = librosa.resample(sound.mean(axis=1), orig_sr=SAMPLE_RATE, target_sr=22_050)
    chroma = librosa.feature.chroma_cqt(y=mono, sr=22_050)
    edges = [0, *ours.beats.frames, ours.frames]
    hops = librosa.time_to_frames(np.array(edges) / SAMPLE_RATE, sr=22_050)
    found = []
    for start, stop, first, last in zip(edges, edges[1:], hops, hops[1:], strict=False):
        if stop <= start or first >= chroma.shape[1]:
            continue
        heard = chroma[:, first : max(last, first + 1)].mean(axis=1)
        fits = [
            (float(sum(heard[(root + step) % 12] for step in KINDS[kind])), root, kind)
            for kind in ("", "m")
            for root in range(12)
        ]
        _, root, kind = max(fits)
        found.append(Chord(start, stop, root, kind))
    return found


def _whole_song(folder: Path) -> tuple[float, float]:
    """By the process itself, which is started for it: seconds, megabytes."""
    chart = steady(120, 30)
    turn = [_voiced(*_named(name, 0), "strummed") for name in ("C", "Am", "F", "G")]
    part = stereo(0.5 * drums(chart, ROCK), chords(chart, turn, "guitar"), noise=0.003)
    song = np.tile(part, (-(-_SONG_S * SAMPLE_RATE // len(part)), 1))[: _SONG_S * SAMPLE_RATE]
    file = folder / "whole.flac"
    soundfile.write(file, song, SAMPLE_RATE)
    finder = AnalysisFinder(AnalysisPlace(AnalysisStore(folder / "analysis"), _Keys()))
    try:
        began = time.monotonic()
        finder.find(file, None, lambda: None)
        seconds = time.monotonic() - began
        status = Path(f"/proc/{finder.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        peak = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
        return seconds, int(peak) / 1024
    finally:
        finder.close()


def _beside_playback(bench: Bench, minutes: int) -> list[Figure]:
    """Dropouts while one song after the other is analysed."""
    with bench.scratch() as scratch, watched(scratch) as halts:
        busy, count = _play(bench, minutes, analyses=True)
    still, _ = _play(bench, 1, analyses=False)
    name = f"{minutes} min, {count} songs analysed meanwhile"
    return halts.figures(busy, name, _OUTPUT_MS, Peer("1 min without", still))


def _play(bench: Bench, minutes: int, *, analyses: bool) -> tuple[Stats, int]:
    done: list[float] = []
    over = threading.Event()

    def analyse_on() -> None:
        while not over.is_set():
            with bench.scratch() as folder:
                done.append(_whole_song(folder)[0])

    with bench.place() as place, session(place, OpenOutput("null", _OUTPUT_MS)) as here:
        here.play(here.add(write_song(place.data / "song.flac", 60 * minutes + 5)))
        thread = threading.Thread(target=analyse_on)
        if analyses:
            thread.start()
        here.pass_time(60 * minutes)
        stats = here.end()
        over.set()
        if analyses:
            thread.join()
    return stats, len(done)


class _Keys:
    def key(self, path: Path) -> SongKey:
        return SongKey(path.stem)
