"""The tuner beside librosa's, and takes recorded through a sound server: how far they are off."""

import time
from collections.abc import Callable
from contextlib import closing
from math import log2
from pathlib import Path
from statistics import median

import librosa
import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.input.pitch import HIGHEST, LONG, LOWEST, find_pitch
from player.engine.input_protocol import (
    AskInputs,
    ChooseInput,
    EndTake,
    Inputs,
    LatencyMeasured,
    MeasureLatency,
    RecordTake,
    TakeEnded,
    TakeGoesOn,
    TakeKept,
)
from player.engine.protocol import Load, OpenOutput, OutputOpened, Song, Started
from tests.bench.bench import Bench, UnavailableError, note
from tests.bench.figures import Figure
from tests.bench.sound_server import sound_server
from tests.engine.listener import WAIT, Listener
from tests.engine.rig import write_song

Sound = NDArray[np.float32]
MILLISECOND = SAMPLE_RATE / 1_000
CENT_LIMIT = 1.0
LATE_LIMIT_MS = 1.0


def measure(bench: Bench) -> list[Figure]:
    """Cents and milliseconds of a look, then milliseconds that takes lie beside the song."""
    figures = _tuner(20 if bench.quick else 120)
    try:
        with sound_server():
            figures += _takes(bench, 1 if bench.quick else 5)
    except UnavailableError as error:
        note(f"takes left out: {error}")
    return figures


def _tuner(notes: int) -> list[Figure]:
    ours, ours_ms = _looks(lambda sound: find_pitch(sound).hertz or 1.0, notes)
    theirs, theirs_ms = _looks(_yin, notes)
    peer = "librosa.yin"
    return [
        Figure(
            f"tuner, {notes} sines from 27.5 Hz to 2 kHz, worst",
            max(ours),
            "cents",
            limit=CENT_LIMIT,
            peer=peer,
            peer_value=max(theirs),
        ),
        Figure("tuner, one look", ours_ms, "ms", peer=peer, peer_value=theirs_ms),
    ]


def _looks(find: Callable[[Sound], float], notes: int) -> tuple[list[float], float]:
    """How far each sine was off, in cents, and how long a look took, in milliseconds."""
    moment = np.arange(LONG) / SAMPLE_RATE
    off, times = [], []
    for number, hertz in enumerate(np.geomspace(27.5, 2_000, notes)):
        sound = (0.3 * np.sin(2 * np.pi * hertz * moment + number)).astype(np.float32)
        begun = time.perf_counter()
        found = find(sound)
        times.append(1_000 * (time.perf_counter() - begun))
        off.append(abs(1_200 * log2(found / hertz)))
    return off, median(times)


def _yin(sound: Sound) -> float:
    found = librosa.yin(
        sound, fmin=LOWEST, fmax=HIGHEST, sr=SAMPLE_RATE, frame_length=LONG, center=False
    )
    return float(found[-1])


def _takes(bench: Bench, count: int) -> list[Figure]:
    noise = np.random.default_rng(3).standard_normal((30 * SAMPLE_RATE, 1))
    song = np.repeat((0.2 * noise).astype(np.float32), 2, axis=1)
    with bench.place() as place, closing(Listener()) as engine:
        path = write_song(place.data / "song.wav", song)
        engine.client.send(AskInputs())
        names = engine.wait_for(Inputs)
        if not isinstance(names, Inputs) or not names.names:
            raise UnavailableError("the sound server has no input")
        engine.client.send(ChooseInput(names.names[0]))
        engine.client.send(OpenOutput())
        engine.wait_for(OutputOpened)
        engine.client.send(MeasureLatency())
        measured = engine.wait_for(LatencyMeasured)
        if not isinstance(measured, LatencyMeasured) or measured.milliseconds is None:
            raise UnavailableError("the test sound was not heard")
        late = []
        for number in range(count):
            engine.client.send(Load(Song(number + 1, str(path))))
            engine.wait_for(Started)
            late.append(_late(engine, place.data / "takes", measured.milliseconds, song))
    worst = max(late)
    name = f"takes, {count} recorded with one measured latency"
    return [
        Figure("latency measured through PulseAudio", measured.milliseconds, "ms"),
        Figure(f"{name}, late by, median", median(late), "ms", limit=LATE_LIMIT_MS),
        Figure(f"{name}, late by, worst", worst, "ms"),
    ]


def _late(engine: Listener, folder: Path, milliseconds: float, song: Pcm) -> float:
    """How far a take of five seconds lies beside the song that it recorded."""
    engine.events.clear()
    engine.client.send(RecordTake(folder, "now", round(milliseconds * MILLISECOND)))
    engine.loop.run_until(
        lambda: any(
            isinstance(each, TakeGoesOn) and each.frames > 5 * SAMPLE_RATE for each in engine.events
        ),
        WAIT,
    )
    engine.client.send(EndTake())
    engine.wait_for(TakeEnded)
    take = next(each for each in engine.events if isinstance(each, TakeKept))
    begin, count, room = SAMPLE_RATE, 8_192, 4_410
    sung, _ = soundfile.read(take.file, start=begin, frames=count, dtype="float32")
    place = take.start + begin
    around = song[max(0, place - room) : place + count + room, 0]
    found = int(np.argmax(np.correlate(around, sung, "valid"))) - min(room, place)
    return abs(found) / MILLISECOND
