"""Whether stems and mix stay in step to the sample, through random seeks and mutes.

Runs the engine's own transport and deck; each piece that they render is compared with the song's
decoded frames and its stem's frames, at the place that was asked for.
"""

import time
from pathlib import Path

import av
import numpy as np

from player.base.folders import Folders
from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.core.mix import TWO_STEMS, VOCALS
from player.engine.deck import Deck
from player.engine.mixer import RAMP
from player.engine.protocol import Mix, OpenOutput, Song, StemGain
from player.engine.transport import Transport
from player.stemfile.reader import StemReader
from tests.bench.bench import Bench, UnavailableError
from tests.bench.figures import Figure
from tests.bench.session import dice, session
from tests.bench.songs import decoded, write_song

_PIECE = 1764
_BUFFERS = 3
_REACH = 2000
"""Offsets that are looked for, in frames."""


def measure(bench: Bench) -> list[Figure]:
    """The peer is a plain seek with PyAV: how far from the wanted frame its sound begins."""
    seeks = 100 if bench.quick else 1000
    with bench.place() as place:
        song = write_song(place.data / "song.flac", 60 if bench.quick else 240)
        folder = _separate(place, song)
        offset, difference = _seek(song, folder, seeks)
        plain = _plain_seeks(song, min(seeks, 100))
    name = f"after {seeks} random seeks and mutes"
    peer = "plain seek with PyAV"
    return [
        Figure(f"largest offset {name}", offset, "frames", limit=0, peer=peer, peer_value=plain),
        Figure(f"largest difference {name}", difference, "of full scale", limit=1e-6),
    ]


def _separate(place: Folders, song: Path) -> Path:
    """Have the stems made; the folder they are in."""
    with session(place, OpenOutput("null")) as here:
        here.separate(here.add(song))
    return next(place.stems.glob("*/*/entry.json")).parent


def _seek(song: Path, folder: Path, seeks: int) -> tuple[Frames, float]:
    """The largest offset in frames, and the largest difference of a sample."""
    mix, stems = decoded(song), StemReader(folder)
    voice = stems.read(0, len(mix))[0]
    stems.close()
    transport = Transport(lambda _: None)
    transport.load(Deck(Song(1, str(song)), lambda _: None), play=True)
    deck = transport.target
    if deck is None:
        raise UnavailableError("the transport has no deck")
    deck.attach(folder)
    chance, offset, difference = dice(), 0, 0.0
    try:
        for _ in range(seeks):
            gain = float(chance.choice((0.0, 1.0)))
            transport.mixing.mix = Mix(
                (StemGain(VOCALS, gain, gain), StemGain(TWO_STEMS[1], 1.0, 1.0))
            )
            place = chance.randrange(0, len(mix) - 2 * _BUFFERS * _PIECE)
            transport.seek(place)
            heard = _render(transport)[RAMP:]
            start = place + RAMP
            off, difference_here = _compare(heard, mix, voice * (1 - gain), start)
            offset, difference = max(offset, off), max(difference, difference_here)
    finally:
        transport.clear()
        transport.collect()
    return offset, difference


def _render(transport: Transport) -> Pcm:
    """What is heard after a seek, once everything is there that the mix needs."""
    deadline = time.monotonic() + 10
    while not transport.ready(_BUFFERS * _PIECE):
        if time.monotonic() > deadline:
            raise UnavailableError("the sound after a seek did not come")
        time.sleep(0.001)
    return np.concatenate([transport.render(_PIECE) for _ in range(_BUFFERS)])


def _compare(heard: Pcm, mix: Pcm, absent: Pcm, start: Frames) -> tuple[Frames, float]:
    """How many frames off it sounds, and by how much it differs from what should be heard."""
    count = len(heard)
    wanted = mix[start : start + count] - absent[start : start + count]
    difference = float(np.abs(heard - wanted).max())
    if difference < 1e-4:
        return 0, difference
    low = max(0, start - _REACH)
    near = mix[low : start + count + _REACH] - absent[low : start + count + _REACH]
    errors = [
        float(np.abs(near[first : first + count] - heard).sum())
        for first in range(len(near) - count + 1)
    ]
    return abs(low + int(np.argmin(errors)) - start), difference


def _plain_seeks(song: Path, seeks: int) -> Frames:
    """How far from the wanted frame the first sound after a seek begins, at most."""
    chance, worst = dice(), 0
    with av.open(str(song)) as container:
        stream = container.streams.audio[0]
        for _ in range(seeks):
            wanted = chance.uniform(1, 50)
            container.seek(int(wanted * av.time_base))
            frame = next(container.decode(stream))
            worst = max(worst, round(abs((frame.time or 0.0) - wanted) * SAMPLE_RATE))
    return worst
