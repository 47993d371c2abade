"""The live filters: how well they take a voice out, what they cost, how soon they are heard."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.core.mix import PRESETS, VOCALS
from player.engine.live.chain import Chain
from player.engine.live.kinds import NAMED, LiveFilter, Mode, Region
from player.engine.live.stage import LiveStage, Parts
from player.engine.live.whole import WholeSong
from player.engine.output.base import PERIODS
from player.engine.protocol import OpenOutput, Stats
from tests.bench.bench import Bench, UnavailableError, minusone, note
from tests.bench.delay import BUFFER_MS, constant_song, delays
from tests.bench.figures import Best, Figure
from tests.bench.halts import Peer, watched
from tests.bench.quality import left_minus_right, sdr
from tests.bench.session import Session, dice, session
from tests.bench.songs import decoded, testdata, write_song
from tests.bench.sound_server import Recorder, sound_server

_BUFFER: Frames = SAMPLE_RATE * 15 // 1000
"""One period of the output."""
_MOST = 15.0
"""Percent of a core, with all filters on."""
_DRAG_LIMIT_MS = 80
_AHEAD_DB = 3
"""How far the voice cut has to be above left minus right, on the median."""
_CUTS = ("voice-cut", "centre-cut")
_MOVES_A_SECOND = 60


def measure(bench: Bench) -> list[Figure]:
    """Everything that needs no ears."""
    return [*_quality(bench), *_costs(bench), *_click(bench), *_drag(bench)]


# -- quality


def _quality(bench: Bench) -> list[Figure]:
    """SDR of the accompaniment of songs whose stems are known."""
    folder = testdata()
    if folder is None:
        note("SDR left out: there is no test audio: set MINUSONE_TESTDATA")
        return []
    songs = [song for song in sorted((folder / "stems").iterdir()) if song.is_dir()]
    found = {song.name: _song(bench, song) for song in songs}
    peers = [name for name in found[songs[0].name] if name not in _CUTS]
    figures = [
        _beside(f"{song}: accompaniment by {_CUTS[0]}, SDR", _CUTS[0], peer, [values])
        for song, values in found.items()
        for peer in peers
    ]
    all_songs = list(found.values())
    return figures + [
        _beside(f"median: accompaniment by {cut}, SDR", cut, peer, all_songs)
        for cut in _CUTS
        for peer in peers
    ]


def _beside(name: str, cut: str, peer: str, songs: Sequence[dict[str, float]]) -> Figure:
    own, other = (median(song[each] for song in songs) for each in (cut, peer))
    held = len(songs) > 1 and cut == _CUTS[0] and peer.startswith("left minus right")
    limit = other + _AHEAD_DB if held else None
    return Figure(name, own, "dB", Best.DECIBELS, limit, peer, other)


def _song(bench: Bench, folder: Path) -> dict[str, float]:
    mixture, truth = decoded(folder / "mixture.flac"), decoded(folder / "accompaniment.flac")
    difference = (mixture[:, :1] - mixture[:, 1:]) / np.float32(2)
    estimates = {cut: _filtered(mixture, [NAMED[cut]]) for cut in _CUTS}
    estimates["left minus right, plain"] = np.repeat(difference, 2, axis=1)
    estimates["left minus right, bass and sides kept"] = left_minus_right(mixture)
    estimates["the mix itself"] = mixture
    with bench.place() as place:
        minusone(place, "separate", folder / "mixture.flac", "-o", place.data, "--format", "wav")
        estimates["Spleeter"] = decoded(place.data / "mixture" / "accompaniment.wav")
    return {name: sdr(truth, estimate) for name, estimate in estimates.items()}


def _filtered(song: Pcm, filters: Sequence[LiveFilter], *, voice: bool = False) -> Pcm:
    """As it is heard, in buffers of the output; `voice`: only the stand-in for the vocals."""
    stage = LiveStage(WholeSong(len(song), lambda start, n: song[start : start + n], _no_stems))
    chain, parts = Chain(filters), []
    for start in range(0, len(song), _BUFFER):
        stop = min(start + _BUFFER, len(song))
        added = stage.voice(chain, start, stop)[0] if voice else stage.mix(chain, start, stop)
        parts.append(added if voice else song[start:stop] + added)
    return np.concatenate(parts)


def _no_stems(_start: Frames, count: Frames) -> Parts:
    return np.zeros((0, count, 2), np.float32)


# -- cost


def _costs(bench: Bench) -> list[Figure]:
    """Processor time against the time of the music."""
    with bench.scratch() as scratch:
        song = decoded(write_song(scratch / "song.flac", 20 if bench.quick else 60))
    regions = [Region(right=0.0), Region(Mode.GAIN, left=0.3, low=500, high=3_000)]
    every = [*NAMED.values(), *regions]
    return [
        *(_cost(name, song, [wanted]) for name, wanted in NAMED.items()),
        _cost("stand-in for the vocals", song, [], voice=True),
        _cost(f"all live filters at once, {len(every)} in a row", song, every),
    ]


def _cost(name: str, song: Pcm, filters: Sequence[LiveFilter], *, voice: bool = False) -> Figure:
    began = time.process_time()
    _filtered(song, filters, voice=voice)
    share = 100 * (time.process_time() - began) / (len(song) / SAMPLE_RATE)
    return Figure(f"{name}, buffers of 15 ms", share, "% of a core", Best.LESS, _MOST)


# -- delay


def _click(bench: Bench) -> list[Figure]:
    """From the mute of a song that was never separated to the buffer without its voice."""
    chance, live, stems = dice(), [], []
    tries = 4 if bench.quick else 20
    with bench.place() as place, session(place, OpenOutput("null", BUFFER_MS)) as here:
        for turn in range(tries):
            track = here.add(write_song(place.cache / f"{turn}.flac", 60, turn + 1))
            here.play(track, chance.randrange(0, 30 * SAMPLE_RATE))
            here.pass_time(chance.uniform(0.5, 1.0))
            first, second = _mute(here)
            live.append(first)
            stems.append(second)
            here.player.playback.stop()
            here.player.separation.cancel(track)
            here.player.mix.apply(PRESETS[0])
            here.pass_time(0.5)
    name = f"click to a live stand-in, {tries} songs"
    pairs = (("median", median(live), median(stems)), ("worst", max(live), max(stems)))
    return [
        Figure(f"{name}, {kind}", own, "ms", Best.LESS, BUFFER_MS, "click to stems", other)
        for kind, own, other in pairs
    ]


def _mute(here: Session) -> tuple[float, float]:
    """Milliseconds until the stand-in, and until the stems."""
    live: list[float] = []
    stems: list[float] = []
    playback = here.player.playback
    ends = [playback.live_heard.connect(live.append), playback.mix_heard.connect(stems.append)]
    here.player.mix.set_mute(VOCALS, True)
    try:
        here.wait(lambda: bool(live and stems))
    finally:
        for end in ends:
            end()
    return live[0], stems[0]


def _drag(bench: Bench) -> list[Figure]:
    """From a region's move to a recording of the device; and a region that never rests."""
    minutes = 1 if bench.quick else 10
    try:
        with sound_server():
            heard = _moves(bench, 10 if bench.quick else 40)
            with bench.scratch() as scratch, watched(scratch) as halts:
                moved = _restless(bench, minutes, _MOVES_A_SECOND)
            still = _restless(bench, 1, 0)
    except UnavailableError as error:
        note(f"delay and dropouts left out: {error}")
        return []
    name = f"region moved {_MOVES_A_SECOND} times a second, {minutes} min at {BUFFER_MS} ms"
    lasts = BUFFER_MS * (1 - 1 / PERIODS)
    return [
        Figure("drag to heard, median", median(heard), "ms", limit=_DRAG_LIMIT_MS),
        Figure("drag to heard, worst", max(heard), "ms", limit=_DRAG_LIMIT_MS),
        *halts.figures(moved, name, lasts, Peer("1 min without a filter", still)),
    ]


def _moves(bench: Bench, count: int) -> list[float]:
    """A song of one constant level, on and off a region that turns it down."""
    chance, sent = dice(), []
    with bench.place() as place, session(place, OpenOutput("default", BUFFER_MS)) as here:
        here.play(here.add(constant_song(place.data / "constant.flac")))
        recorder = Recorder()
        here.pass_time(1.0)
        for move in range(count):
            edge = -1.0 if move % 2 else 0.0
            sent.append(time.monotonic())
            here.player.live.set([Region(Mode.GAIN, left=edge, right=edge, gain=-12)])
            here.pass_time(chance.uniform(0.7, 0.9))
        return delays(*recorder.stop(), sent)


def _restless(bench: Bench, minutes: int, moves: int) -> Stats:
    """What the engine counted, with so many moves a second."""
    with bench.place() as place, session(place, OpenOutput("default", BUFFER_MS)) as here:
        here.play(here.add(write_song(place.data / "song.flac", 60 * minutes + 5)))
        for move in range(60 * minutes * moves):
            pan = float(0.8 * np.sin(move / 50))
            here.player.live.set([Region(left=pan - 0.2, right=pan + 0.2, low=200, high=8_000)])
            here.pass_time(1 / moves)
        here.pass_time(0 if moves else 60 * minutes)
        return here.end()
