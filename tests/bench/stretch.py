"""Tempo and key: how pure a tone stays, where clicks come out, what it costs, dropouts."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import librosa
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from player.base.units import SAMPLE_RATE, Frames, Pcm, StemName
from player.engine.deck import Deck
from player.engine.protocol import Mix, OpenOutput, Song, Stats, StemGain
from player.engine.tempo import FASTER, FINER, Tempo
from player.engine.transport import Transport
from player.stemfile.cell_map import CellState
from player.stemfile.entry import SCALE, Entry
from player.stemfile.writer import StemWriter
from player.ui.playhead import Playhead
from tests.bench.bench import Bench, UnavailableError, note
from tests.bench.figures import Best, Figure
from tests.bench.halts import Peer, watched
from tests.bench.session import Session, dice, session
from tests.bench.songs import decoded, write_song
from tests.bench.sound_server import Recorder, sound_server
from tests.decoder.sounds import sine
from tests.engine.rig import write_song as write_sound

_BUFFER: Frames = SAMPLE_RATE * 15 // 1000
_OUTPUT_MS = 60
_LOOK_EVERY = 0.002
"""Seconds between two looks at the playhead."""
_SEEK_EVERY = 150
"""Buffers."""
_MOST_CPU = 60
_MOST_MS = 8.0
_STEMS = tuple(map(StemName, ("vocals", "drums", "bass", "other")))
_TONES = (
    Tempo(0.25),
    Tempo(0.5),
    Tempo(0.8),
    Tempo(0.999),
    Tempo(1.25),
    Tempo(2.0),
    Tempo(semitones=-12),
    Tempo(semitones=3),
    Tempo(semitones=12),
    Tempo(cents=7),
    Tempo(0.5, 5),
    Tempo(0.7, -5, -30),
    Tempo(1.5, 7),
    Tempo(0.25, 12, 100),
)
_APART = 20_011
_CLICK = 1_500


def measure(bench: Bench) -> list[Figure]:
    """librosa's phase vocoder is the peer: offline, with the whole song before it."""
    with bench.scratch() as scratch:
        return [
            *_tones(scratch),
            *_clicks(scratch),
            *_costs(scratch, 20 if bench.quick else 60),
            *_at_the_device(bench, scratch),
            *_restless(bench, 1 if bench.quick else 10),
        ]


# -- a tone


def _tones(scratch: Path) -> list[Figure]:
    tone = sine(440, 10, SAMPLE_RATE)
    file = write_sound(scratch / "tone.wav", np.stack((tone, tone), 1))
    found = [
        _purity(_heard(file, tempo, 3 * SAMPLE_RATE)[SAMPLE_RATE:, 0], 440 * tempo.pitch)
        for tempo in _TONES
    ]
    half = librosa.effects.time_stretch(tone, rate=0.5)[SAMPLE_RATE : 3 * SAMPLE_RATE]
    peer = _purity(half, 440)
    name = f"a tone of 440 Hz at {len(_TONES)} tempos and keys"
    above = min(above for _, above in found)
    cents = max(abs(cents) for cents, _ in found)
    return [
        Figure(
            f"{name}, above all else, worst",
            above,
            "dB",
            Best.DECIBELS,
            40,
            "librosa at 50 %",
            peer[1],
        ),
        Figure(f"{name}, off, worst", cents, "cents", limit=1),
    ]


def _purity(channel: Pcm, frequency: float) -> tuple[float, float]:
    """Cents off, and dB of the strongest tone above everything else."""
    power = np.abs(np.fft.rfft(channel * np.blackman(len(channel)), 4 * len(channel))) ** 2
    top = int(power.argmax())
    left, middle, right = np.log(power[top - 1 : top + 2])
    place = top + 0.5 * (left - right) / (left - 2 * middle + right)
    cents = 1200 * np.log2(place * SAMPLE_RATE / (4 * len(channel)) / frequency)
    rest = power.sum() - power[top - 24 : top + 25].sum()
    return float(cents), float(10 * np.log10(power.sum() / rest))


# -- clicks


def _clicks(scratch: Path) -> list[Figure]:
    """Strokes of a drum: how far apart at half tempo, and where the playhead is when they sound."""
    places, track = _strokes()
    file = write_sound(scratch / "clicks.wav", track)
    whole = librosa.effects.time_stretch(track[:, 0], rate=0.5)
    half = _heard(file, Tempo(0.5), 2 * int(places[-1]) + 8_000)[:, 0]
    own, peer = (_distances(np.square(each, dtype=np.float64), places) for each in (half, whole))
    figures = [
        Figure("strokes at 50 %, distance off by, worst", own, "ms", Best.LESS, 2, "librosa", peer)
    ]
    for speed in (0.25, 0.5, 0.75, 1.25, 1.5):
        off = _off(file, Tempo(speed), places)
        figures.append(Figure(f"shown and heard at {speed:.0%}, worst", off, "ms", limit=10))
    return figures


def _strokes() -> tuple[NDArray[np.int64], Pcm]:
    places = np.arange(10_000, 20 * SAMPLE_RATE, _APART)
    drum = np.random.default_rng(0).standard_normal(_CLICK) * np.exp(-np.arange(_CLICK) / 400)
    track = np.zeros((places[-1] + 2 * _APART, 2), np.float32)
    for place in places:
        track[place : place + _CLICK] += 0.2 * drum[:, np.newaxis]
    return places, track


def _at_the_device(bench: Bench, scratch: Path) -> list[Figure]:
    """What the window shows when a stroke is in a recording of the device."""
    places, track = _strokes()
    file, figures = write_sound(scratch / "strokes.wav", track), []
    try:
        with sound_server():
            for percent in (50, 100):
                off = np.abs(_shown(bench, file, percent, places)) * 1000 / SAMPLE_RATE
                name = f"shown and in a recording of the device at {percent} %"
                figures += [
                    Figure(f"{name}, median", float(np.median(off)), "ms", limit=10),
                    Figure(f"{name}, worst", float(off.max()), "ms"),
                ]
    except UnavailableError as error:
        note(f"the device left out: {error}")
    return figures


def _shown(
    bench: Bench, file: Path, percent: int, places: NDArray[np.int64]
) -> NDArray[np.float64]:
    """By how many frames of the song the window's playhead is off at each onset."""
    shown: list[tuple[float, Frames]] = []
    with bench.place() as place, session(place, OpenOutput("default", 60)) as here:
        here.player.practice.tempo.set_percent(percent)
        owner = QObject()
        playhead = Playhead(here.player, owner)
        here.play(here.add(file))
        recorder, end = Recorder(), time.monotonic() + 10
        while time.monotonic() < end:
            here.pass_time(_LOOK_EVERY)
            shown.append((time.monotonic(), playhead.position))
        sound, start = recorder.stop()
    level = np.convolve(np.abs(sound[:, 0]), np.ones(45) / 45, "same")
    loud = np.flatnonzero(level > 0.4 * level.max())
    onsets = start + loud[np.diff(loud, prepend=-_APART) > _APART // 5][2:-1] / SAMPLE_RATE
    times, frames = np.array(shown).T
    at: NDArray[np.float64] = np.interp(onsets, times, frames)
    nearest = np.abs(at[:, np.newaxis] - places).argmin(1)
    off: NDArray[np.float64] = at - places[nearest]
    return off


def _distances(power: NDArray[np.float64], places: NDArray[np.int64]) -> float:
    """By how many ms the middles of strokes are too near or too far from each other."""
    middles = []
    for place in 2 * places[:-1]:
        around = np.arange(place - 2_000, place + 6_000)
        middles.append((power[around] * around).sum() / power[around].sum())
    return float(np.abs(np.diff(middles) - 2 * _APART).max()) * 1000 / SAMPLE_RATE


def _off(file: Path, tempo: Tempo, places: NDArray[np.int64]) -> float:
    """Milliseconds of the song between the position at an onset and the stroke."""
    transport, shown, parts = _playing(file, tempo), [], []
    for _ in range(round(places[-1] / tempo.speed / _BUFFER)):
        _wait(transport, _BUFFER)
        shown.append(transport.position)
        parts.append(transport.render(_BUFFER))
    _end(transport)
    level = np.convolve(np.abs(np.concatenate(parts)[:, 0]), np.ones(45) / 45, "same")
    at = np.interp(np.arange(len(level)), _BUFFER * np.arange(len(shown)), shown)
    worst = 0.0
    for place in places[:-1]:
        near = np.flatnonzero(np.abs(at - place) < _APART // 4)
        onset = near[int((level[near] > 0.4 * level[near].max()).argmax())]
        worst = max(worst, abs(at[onset] - place))
    return worst * 1000 / SAMPLE_RATE


# -- cost


def _costs(scratch: Path, seconds: int) -> list[Figure]:
    """The whole engine's share of a core, and its longest buffer: four stems, all turned."""
    song = decoded(write_song(scratch / "song.flac", 2 * seconds + 10))
    file, stems = write_sound(scratch / "song.wav", song), scratch / "stems"
    with closing(StemWriter(stems, Entry(len(song), _STEMS, "bench"))) as writer:
        parts = np.stack([np.rint(song * gain * SCALE) / SCALE for gain in (0.3, 0.2, 0.4)])
        writer.write(0, parts.astype(np.float32))
        writer.mark(0, len(song), CellState.FINAL)
    plain, _ = _cost(file, stems, Tempo(), FINER, seconds)
    figures = []
    for engine, name in ((FINER, "R3"), (FASTER, "R2")):
        for tempo in (Tempo(0.5), Tempo(semitones=2), Tempo(semitones=12), Tempo(2.0)):
            share, longest = _cost(file, stems, tempo, engine, seconds)
            what = f"{name}, 4 stems, {tempo.speed:.0%}, {tempo.semitones:+} semitones"
            figures += [
                Figure(
                    f"engine with {what}",
                    share,
                    "% of a core",
                    limit=_MOST_CPU,
                    peer="without",
                    peer_value=plain,
                ),
                Figure(f"longest buffer of 15 ms, {what}", longest, "ms", limit=_MOST_MS),
            ]
    return figures


def _cost(file: Path, stems: Path, tempo: Tempo, engine: int, seconds: int) -> tuple[float, float]:
    """Percent of a core, decoding included, and the most a buffer took of it, in ms."""
    gains = tuple(StemGain(s, g, g) for s, g in zip(_STEMS, (0.0, 0.7, 1.2, 0.5), strict=True))
    transport = _playing(file, tempo, stems, engine)
    transport.mixing.mix = Mix(gains)
    began, longest = time.process_time(), 0.0
    buffers = round(seconds * SAMPLE_RATE / _BUFFER)
    for number in range(buffers):
        if number % _SEEK_EVERY == _SEEK_EVERY - 1:
            transport.seek(number * _BUFFER // 2)
        _wait(transport, _BUFFER)
        before = time.thread_time()
        transport.render(_BUFFER)
        longest = max(longest, time.thread_time() - before)
    share = 100 * (time.process_time() - began) / (buffers * _BUFFER / SAMPLE_RATE)
    _end(transport)
    return share, longest * 1000


# -- dropouts


def _restless(bench: Bench, minutes: int) -> list[Figure]:
    """Another tempo, key, loop or place again and again, in real time."""
    with bench.scratch() as scratch, watched(scratch) as halts:
        changed = _play(bench, minutes, changes=True)
    plain = Peer("1 min without changes", _play(bench, 1, changes=False))
    name = f"{minutes} min of random tempos, keys, loops and seeks"
    return halts.figures(changed, name, _OUTPUT_MS, plain)


def _play(bench: Bench, minutes: int, *, changes: bool) -> Stats:
    with bench.place() as place, session(place, OpenOutput("null", _OUTPUT_MS)) as here:
        here.play(here.add(write_song(place.data / "song.flac", 240)))
        chance, end = dice(), time.monotonic() + 60 * minutes
        while changes and time.monotonic() < end:
            _change(here, chance)
            here.pass_time(chance.uniform(0.05, 1.0))
        here.pass_time(end - time.monotonic())
        return here.end()


def _change(here: Session, chance: Random) -> None:
    tempo, playback = here.player.practice.tempo, here.player.playback
    changes: tuple[Callable[[], None], ...] = (
        lambda: tempo.set_percent(chance.choice((100, 25, 70, 110, 200))),
        lambda: tempo.set_semitones(chance.randrange(-12, 13)),
        tempo.reset,
        lambda: _loop(here, chance.randrange(200 * SAMPLE_RATE)),
        lambda: playback.seek(chance.randrange(200 * SAMPLE_RATE)),
    )
    chance.choice(changes)()


def _loop(here: Session, start: Frames) -> None:
    if here.player.practice.loops.on:
        here.player.practice.loops.switch(on=False)
    else:
        here.player.practice.loops.set(start, start + 3 * SAMPLE_RATE)


# -- the engine's own transport, without a clock


def _heard(file: Path, tempo: Tempo, count: Frames) -> Pcm:
    transport, parts = _playing(file, tempo), []
    for _ in range(-(-count // _BUFFER)):
        _wait(transport, _BUFFER)
        parts.append(transport.render(_BUFFER))
    _end(transport)
    return np.concatenate(parts)[:count]


def _playing(file: Path, tempo: Tempo, stems: Path | None = None, engine: int = FINER) -> Transport:
    transport = Transport(lambda _: None)
    transport.route.engine = engine
    transport.route.hurried = True
    transport.route.set(tempo)
    deck = Deck(Song(1, str(file)), lambda _: None)
    if stems is not None:
        deck.attach(stems)
    transport.load(deck, play=True)
    return transport


def _wait(transport: Transport, count: Frames) -> None:
    deadline = time.monotonic() + 60
    while not transport.ready(count) and transport.playing:
        if time.monotonic() > deadline:
            raise UnavailableError("the sound did not come")
        time.sleep(0.0005)


def _end(transport: Transport) -> None:
    transport.clear()
    transport.collect()
