"""What the equaliser, the limiter and held loudness cost, how quickly songs are measured, and zero.

Zero is how many samples of a song differ from its file while all of it is off.
"""

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from player.base.units import CHANNELS, SAMPLE_RATE, Pcm
from player.core.equaliser_presets import PRESETS
from player.decoder.opening import open_source
from player.engine.equaliser import Equaliser
from player.engine.held_loudness import HeldLoudness
from player.engine.limiter import Limiter
from player.engine.protocol import BANDS
from player.loudness.meter import LoudnessMeter
from tests.bench.bench import Bench, UnavailableError, note, run
from tests.bench.figures import Best, Figure
from tests.bench.peers.environments import interpreter, pip
from tests.bench.songs import decoded, write_song
from tests.engine.rig import BUFFER, Rig

_BUFFER = SAMPLE_RATE * 15 // 1000
"""One period of the output."""
_MOST = 5.0
_PIECE = 4 * SAMPLE_RATE
_SCRIPT = Path(__file__).parent / "peers" / "pyloudnorm_script.py"

Process = Callable[[Pcm], object]
"""Works on one buffer in place."""


def measure(bench: Bench) -> list[Figure]:
    """A real song, in buffers as the output asks for."""
    seconds = 30 if bench.quick else 120
    with bench.scratch() as scratch:
        path = write_song(scratch / "song.flac", seconds)
        song = decoded(path)
        equaliser, limiter, held = Equaliser(), Limiter(), HeldLoudness()
        equaliser.set(PRESETS["Rock"])
        loud = song * np.float32(4.0)
        figures = [
            _cost("equaliser", song, equaliser.process, ("FFmpeg's filters", _ffmpeg())),
            _cost("limiter, always at work", loud, lambda out: limiter.process(out, armed=True)),
            _cost("held loudness", song, lambda out: held.hold(out, out.copy())),
        ]
        return [*figures, _untouched(path, song), *_scan(path)]


def _cost(
    name: str, song: Pcm, process: Process, peer: tuple[str, Process] | None = None
) -> Figure:
    own = _share(song, process)
    other = (None, None) if peer is None else (peer[0], _share(song, peer[1]))
    return Figure(f"{name}, buffers of 15 ms", own, "% of a core", Best.LESS, _MOST, *other)


def _share(song: Pcm, process: Process) -> float:
    """Processor time against the time of the music, in percent."""
    out = song.copy()
    began = time.process_time()
    for start in range(0, len(out), _BUFFER):
        process(out[start : start + _BUFFER])
    return 100 * (time.process_time() - began) / (len(song) / SAMPLE_RATE)


def _ffmpeg() -> Process:
    """The same ten bands by FFmpeg, one filter each."""
    graph, base = Graph(), Fraction(1, SAMPLE_RATE)
    source = graph.add_abuffer(
        format="flt", sample_rate=SAMPLE_RATE, layout="stereo", time_base=base
    )
    last = source
    for frequency, gain in zip(BANDS, PRESETS["Rock"].bands, strict=True):
        band = graph.add("equalizer", f"f={frequency}:t=q:w=1.414:g={gain}")
        last.link_to(band)
        last = band
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()

    def process(out: Pcm) -> None:
        flat = out.reshape(1, CHANNELS * len(out))
        frame = AudioFrame.from_ndarray(flat, format="flt", layout="stereo")
        frame.sample_rate, frame.time_base = SAMPLE_RATE, base
        graph.push(frame)
        done = graph.pull()
        if isinstance(done, AudioFrame):
            out[:] = done.to_ndarray().reshape(out.shape)

    return process


def _untouched(path: Path, song: Pcm) -> Figure:
    rig = Rig()
    try:
        rig.load(path)
        heard = rig.play(len(song) + BUFFER)
    finally:
        rig.close()
    same = len(heard) == len(song)
    differing = int((heard != song).any(1).sum()) if same else abs(len(heard) - len(song))
    return Figure("frames that differ from the file, all off", differing, "frames", limit=0)


def _scan(path: Path) -> list[Figure]:
    began = time.monotonic()
    source, meter = open_source(path), LoudnessMeter()
    length = source.frames or 0
    for start in range(0, length, _PIECE):
        meter.add(source.read(start, min(_PIECE, length - start)))
    source.close()
    result = meter.result()
    seconds = length / SAMPLE_RATE
    speed, level = seconds / (time.monotonic() - began), result.integrated if result else 0.0
    name, peer, peer_speed, away = "loudness scan", None, None, None
    try:
        told, taken = _pyloudnorm(path)
        peer, peer_speed, away = "pyloudnorm", seconds / taken, abs(told - level)
    except UnavailableError as error:
        note(str(error))
    figures = [Figure(name, speed, "× real time", Best.MORE, None, peer, peer_speed)]
    if away is not None:
        figures.append(Figure("loudness, away from pyloudnorm", away, "LU", limit=0.1))
    return figures


def _pyloudnorm(path: Path) -> tuple[float, float]:
    python = interpreter(
        "pyloudnorm", lambda python, _: pip(python, "pyloudnorm==0.2.0", "soundfile==0.13.1")
    )
    loudness, taken = map(float, run([python, str(_SCRIPT), str(path)]).split())
    return loudness, taken
