"""A sine in every format that can be written here, each by its usual encoder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen.mp4
import numpy as np
import soundfile

from player.base.units import SAMPLE_RATE, Pcm
from tests.decoder.sounds import encode

SECONDS = 2
LEVEL = 0.4
PITCH = 441.3

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
