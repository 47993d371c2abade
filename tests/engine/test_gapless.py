"""A sine cut into two files is one sine again: no gap, no step, not a frame too many."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen.mp4
import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, Pcm
from player.engine import protocol
from player.engine.process import Engine
from tests.decoder.sounds import encode
from tests.engine.rig import Rig

SECONDS = 2
LEVEL = 0.4
PITCH = 441.3
CUT = 44_247
"""In frames at 44.1 kHz; a whole number at 48 kHz as well, and in no codec the end of a packet."""

Encode = Callable[[Path, Pcm, int], Path]


def sine(rate: int) -> Pcm:
    wave = LEVEL * np.sin(2 * np.pi * PITCH * np.arange(SECONDS * rate) / rate + 0.7)
    return np.stack((wave, wave), 1).astype(np.float32)


def by(codec: str, ending: str, **options: str) -> Encode:
    def write(stem: Path, sound: Pcm, rate: int) -> Path:
        path = stem.with_suffix(ending)
        return encode(path, sound, codec, rate, bit_rate=192_000, options=options)

    return write


def by_libsndfile(ending: str, subtype: str) -> Encode:
    def write(stem: Path, sound: Pcm, rate: int) -> Path:
        path = stem.with_suffix(ending)
        with soundfile.SoundFile(path, "w", rate, 2, subtype) as file:
            for start in range(0, len(sound), 4_096):  # in one piece it is too much for the stack
                file.write(sound[start : start + 4_096])
        return path

    return write


def as_itunes_does(stem: Path, sound: Pcm, rate: int) -> Path:
    """No edit list, but a tag with encoder delay, padding and length."""
    path = by("aac", ".m4a", use_editlist="0")(stem, sound, rate)
    delay, packets = 1_024, -(-(len(sound) + 1_024) // 1_024)
    numbers = (0, delay, packets * 1_024 - delay - len(sound))
    text = " " + " ".join(f"{n:08X}" for n in numbers) + f" {len(sound):016X}" + " 00000000" * 8
    mp4: Any = mutagen.mp4
    file = mp4.MP4(path)
    file["----:com.apple.iTunes:iTunSMPB"] = [mp4.MP4FreeForm(text.encode())]
    file.save()
    return path


EXACT = {
    "FLAC": (by_libsndfile(".flac", "PCM_24"), SAMPLE_RATE),
    "FLAC at 48 kHz": (by_libsndfile(".flac", "PCM_24"), 48_000),
    "ALAC": (by("alac", ".m4a"), SAMPLE_RATE),
    "WAV at 96 kHz": (by_libsndfile(".wav", "FLOAT"), 96_000),
}
LOSSY = {
    "MP3": (by("libmp3lame", ".mp3"), SAMPLE_RATE),
    "MP3 at 48 kHz": (by("libmp3lame", ".mp3"), 48_000),
    "AAC": (by("aac", ".m4a"), SAMPLE_RATE),
    "AAC by iTunes": (as_itunes_does, SAMPLE_RATE),
    "AAC at 48 kHz": (by("aac", ".m4a"), 48_000),
    "Ogg Vorbis": (by_libsndfile(".ogg", "VORBIS"), SAMPLE_RATE),
    "Opus": (by("libopus", ".opus"), 48_000),
}


def played(files: list[Path], out: Path) -> Pcm:
    """What the engine makes of these files, one after the other, in a file."""
    engine = Engine()
    rig = Rig()
    over: list[protocol.Event] = []

    def go_on() -> bool:
        engine.tick()
        while not engine.outbox.empty():
            over.append(engine.outbox.get())
        return any(isinstance(event, protocol.Ended | protocol.SongFailed) for event in over)

    try:
        engine.handle(protocol.Load(protocol.Song(1, str(files[0]))))
        if files[1:]:
            engine.handle(protocol.Preload(protocol.Song(2, str(files[1]))))
        engine.handle(protocol.OpenOutput(f"wav:{out}", realtime=False))
        rig.wait(go_on)
    finally:
        engine.close()
    assert not any(isinstance(event, protocol.SongFailed) for event in over)
    sound, _ = soundfile.read(out, dtype="float32", always_2d=True)
    return np.asarray(sound, np.float32)


def split(folder: Path, write: Encode, rate: int) -> Pcm:
    sound, cut = sine(rate), CUT * rate // SAMPLE_RATE
    files = [write(folder / "one", sound[:cut], rate), write(folder / "two", sound[cut:], rate)]
    return played(files, folder / "split.wav")


def error(sound: Pcm) -> float:
    return float(np.abs(sound - sine(SAMPLE_RATE)).max())


@pytest.mark.parametrize("kind", EXACT)
def test_lossless_files_join_without_a_trace(kind: str, tmp_path: Path) -> None:
    write, rate = EXACT[kind]
    assert CUT * rate % SAMPLE_RATE in (0, SAMPLE_RATE // 2)
    heard = split(tmp_path, write, rate)
    assert len(heard) == SECONDS * SAMPLE_RATE
    assert error(heard) < 1e-4


@pytest.mark.parametrize("kind", LOSSY)
def test_lossy_files_join_as_well_as_their_codec_begins(kind: str, tmp_path: Path) -> None:
    write, rate = LOSSY[kind]
    heard = split(tmp_path, write, rate)
    unsplit = played([write(tmp_path / "whole", sine(rate), rate)], tmp_path / "whole.wav")
    assert len(heard) == len(unsplit) == SECONDS * SAMPLE_RATE
    assert error(heard) < 1.5 * error(unsplit)
    assert error(unsplit) < 0.12 * LEVEL
