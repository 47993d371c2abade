"""Loops and the click: how many samples they are off, over a thousand rounds and a whole song.

Runs the engine's own transport. The song of the click has a faint stroke on each beat, in the left
channel, and its tempo changes all the time; the click is loud and in both: each is found by itself.
"""

import time
from pathlib import Path
from statistics import median

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.deck import Deck
from player.engine.protocol import Beats, Click, Loop, SetBeats, Song
from player.engine.tempo import Tempo
from player.engine.transport import Transport
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Figure

_PIECE = 1764
_LENGTHS = (0.2, 2.7, 60.0, 300.0)
_WHOLE = 3.0
"""Loops up to this many seconds are rendered wholly; of longer ones, what is at the seam."""
_TEMPOS = (0.5, 1.0, 1.5)
_STROKE = 1_500
_FAINT = 0.02
_APART = 4_000
"""Strokes are never nearer, in frames heard."""


def measure(bench: Bench) -> list[Figure]:
    """There is no peer: what is asked for is known to the sample."""
    figures = []
    with bench.scratch() as scratch:
        song = _noise(scratch / "noise.wav", 310)
        for length in _LENGTHS:
            rounds = 50 if bench.quick else 1_000
            name = f"samples that differ in {rounds} rounds of {length:g} s"
            figures.append(Figure(name, _rounds(song, length, rounds), "samples", limit=0))
        strokes, beats = _strokes(scratch / "strokes.wav", 30 if bench.quick else 240)
        for speed in _TEMPOS:
            figures += _click(strokes, beats, speed)
    return figures


def _noise(path: Path, seconds: float) -> Path:
    sound = np.random.default_rng(1).integers(-(2**14), 2**14, round(seconds * SAMPLE_RATE))
    soundfile.write(path, sound.astype(np.int16), SAMPLE_RATE)
    return path


def _rounds(song: Path, length: float, rounds: int) -> int:
    """How many samples are not those of the song, from its place 1.234 s on."""
    start = round(1.234 * SAMPLE_RATE)
    stop = start + round(length * SAMPLE_RATE)
    sound, _ = soundfile.read(song, dtype="float32", stop=stop)
    transport, wrong = Transport(lambda _: None), 0
    transport.load(Deck(Song(1, str(song), start), lambda _: None), play=True)
    transport.set_loop(Loop(1, start, stop))
    before = stop - start if length <= _WHOLE else 2 * _PIECE
    try:
        for number in range(rounds):
            if length > _WHOLE:
                transport.seek(stop - before - number)
                _render(transport, _PIECE)  # a seek fades in
            here = transport.position
            count = before + _PIECE
            heard = _render(transport, count)[:, 0]
            order = np.arange(here, here + count)
            order[order >= stop] -= stop - start
            order[order >= stop] = start + (order[order >= stop] - start) % (stop - start)
            wrong += int((heard != sound[order]).sum())
    finally:
        transport.clear()
        transport.collect()
    return wrong


def _strokes(path: Path, seconds: float) -> tuple[Path, tuple[Frames, ...]]:
    """A song of strokes that gets faster and slower between 75 and 165 BPM, and their places."""
    beats, place = [], 10_000.0
    while place < (seconds - 1) * SAMPLE_RATE:
        beats.append(round(place))
        place += 60 / (120 + 45 * np.sin(place / SAMPLE_RATE / 7)) * SAMPLE_RATE
    shape = np.exp(-np.arange(_STROKE) / 400) * np.random.default_rng(0).standard_normal(_STROKE)
    song = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for beat in beats:
        song[beat : beat + _STROKE, 0] = _FAINT * shape
    soundfile.write(path, song, SAMPLE_RATE, subtype="FLOAT")
    return path, tuple(beats)


def _click(song: Path, beats: tuple[Frames, ...], speed: float) -> list[Figure]:
    """Where the click is: from the beat's place in the song, and from the stroke that is heard."""
    transport = Transport(lambda _: None)
    deck = Deck(Song(1, str(song)), lambda _: None)
    transport.load(deck, play=False)
    transport.click.set(Click(on=True, accents=False))
    transport.click.set_beats(SetBeats(1, Beats(beats, (False,) * len(beats))))
    transport.route.set(Tempo(speed))
    transport.play()
    try:
        heard = _render(transport, round((beats[-1] + _STROKE) / speed))
    finally:
        transport.clear()
        transport.collect()
    clicks = _onsets(heard[:, 1], 5 * _FAINT)
    strokes = _onsets(heard[:, 0] - heard[:, 1], 0.4 * _FAINT)
    expected = np.array(beats) / speed
    if not len(clicks) == len(strokes) == len(expected):
        raise UnavailableError(f"{len(clicks)} clicks and {len(strokes)} strokes were heard")
    off, apart = np.abs(clicks - expected), np.abs(clicks - strokes)
    at = f"at {speed:.0%}, {len(beats)} beats"
    return [
        Figure(f"click from the beat {at}, worst", float(off.max()), "samples", limit=2),
        Figure(f"click from the stroke heard {at}, median", float(median(apart)), "samples"),
        Figure(f"click from the stroke heard {at}, worst", float(apart.max()), "samples"),
    ]


def _onsets(channel: NDArray[np.float32], level: float) -> NDArray[np.int64]:
    """Where it gets louder than that after silence."""
    loud = np.flatnonzero(np.abs(channel) > level)
    first = np.diff(loud, prepend=-_APART) >= _APART
    return loud[first]


def _render(transport: Transport, count: Frames) -> Pcm:
    """The next frames, waiting for the sound where it is not there yet."""
    parts, deadline = [], time.monotonic() + 600
    for start in range(0, count, _PIECE):
        size = min(_PIECE, count - start)
        while not transport.ready(size):
            if time.monotonic() > deadline:
                raise UnavailableError("the sound did not come")
            time.sleep(0.0005)
        parts.append(transport.render(size))
        transport.collect()
    return np.concatenate(parts)
