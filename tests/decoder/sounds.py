"""Sounds and files to decode, and independent ways to decode them."""

import struct
from fractions import Fraction
from math import gcd
from pathlib import Path

import av
import numpy as np
import soundfile
import soxr
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm
from player.decoder import AudioSource

_MODULE_SAMPLES = 31
_MODULE_ROWS = 64


def noisy_song(frames: int, rate: int = SAMPLE_RATE, seed: int = 0) -> Pcm:
    """A rising tone in noise, float32 (frames, 2): no two places are alike."""
    time = np.arange(frames) / rate
    tone = 0.3 * np.sin(2 * np.pi * (220 + 40 * time) * time)
    noise = np.random.default_rng(seed).standard_normal((frames, 2)) * 0.05
    return (tone[:, None] + noise).astype(np.float32)


def sine(frequency: float, seconds: float, rate: int, level: float = 0.5) -> NDArray[np.float32]:
    """One channel of a sine, float32 (frames,)."""
    time = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def encode(
    path: Path,
    sound: NDArray[np.float32],
    codec: str,
    rate: int = SAMPLE_RATE,
    layout: str = "stereo",
    bit_rate: int | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """`sound` (frames, channels) written by FFmpeg into the container that the name says.

    `options`: for the container, as FFmpeg names them.
    """
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        if bit_rate is not None:
            stream.bit_rate = bit_rate
        for start in range(0, len(sound), rate):
            block = np.ascontiguousarray(sound[start : start + rate]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def whole(source: AudioSource, block: int = 30_000) -> Pcm:
    """The song in one pass from its start."""
    assert source.frames is not None
    starts = range(0, source.frames, block)
    parts = [source.read(start, min(block, source.frames - start)) for start in starts]
    return np.concatenate(parts)


def by_soundfile(path: Path) -> Pcm:
    """All of a mono or stereo file read at once by libsndfile, converted at once by soxr."""
    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return _at_44100(np.repeat(sound, 2 // sound.shape[1], axis=1), rate)


def by_ffmpeg(path: Path) -> Pcm:
    """All of a stereo file decoded by FFmpeg in one go, converted at once by soxr."""
    planar = av.AudioResampler(format="fltp", layout="stereo")
    with av.open(str(path)) as container:
        frames = [part for frame in container.decode(audio=0) for part in planar.resample(frame)]
    sound = np.concatenate([frame.to_ndarray().T for frame in frames])
    return _at_44100(np.ascontiguousarray(sound, np.float32), frames[0].sample_rate)


def agreement(reference: Pcm, other: Pcm) -> float:
    """Level of `reference` above what differs, in decibels, over the shorter of the two."""
    length = min(len(reference), len(other))
    a, b = reference[:length].astype(np.float64), other[:length].astype(np.float64)
    return float(10 * np.log10((a**2).sum() / max(((a - b) ** 2).sum(), 1e-30)))


def module() -> bytes:
    """A tracker module (MOD): one looped sine, struck every eight rows for one pattern."""
    wave = (np.sin(np.arange(64) / 64 * 2 * np.pi) * 100).astype(np.int8).tobytes()
    words = len(wave) // 2
    head = b"test".ljust(20, b"\0")
    head += b"sine".ljust(22, b"\0") + struct.pack(">HBBHH", words, 0, 64, 0, words)
    head += (bytes(22) + struct.pack(">HBBHH", 0, 0, 0, 0, 1)) * (_MODULE_SAMPLES - 1)
    head += bytes([1, 127]) + bytes(128) + b"M.K."
    pattern = bytearray(_MODULE_ROWS * 16)
    for row in range(0, _MODULE_ROWS, 8):
        pattern[row * 16 : row * 16 + 4] = struct.pack(">HH", 428, 0x1000)
    return head + bytes(pattern) + wave


def _at_44100(sound: Pcm, rate: int) -> Pcm:
    """In one go, with the sound's odd reflection before and after it."""
    if rate == SAMPLE_RATE:
        return sound
    step = rate // gcd(rate, SAMPLE_RATE)
    around = min(step * -(-rate // (10 * step)), (len(sound) - 1) // step * step)
    mirrored = np.pad(sound, ((around, around), (0, 0)), "reflect", reflect_type="odd")
    converted: Pcm = soxr.resample(mirrored, rate, SAMPLE_RATE, quality="VHQ")
    begin = around * SAMPLE_RATE // rate
    length = (2 * len(sound) * SAMPLE_RATE + rate) // (2 * rate)
    return converted[begin : begin + length]
