"""A second of sound in every format whose tags can be written."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import soundfile
from mutagen.id3 import TIT2
from mutagen.ogg import OggPage

from tests.decoder.sounds import encode, noisy_song

RATE = 48_000
_page: Any = OggPage
_ENCODERS = {
    "mp3": "libmp3lame",
    "flac": "flac",
    "opus": "libopus",
    "m4a": "aac",
    "wma": "wmav2",
    "wav": "pcm_s16le",
    "aiff": "pcm_s16be",
    "wv": "wavpack",
    "tta": "tta",
}
FORMATS = (*_ENCODERS, "ogg", "spx", "dsf", "v23.mp3")


def write_sound(path: Path, seed: int = 0) -> Path:
    """Sound in the format that the name says: "song.v23.mp3" has an ID3v2.3 tag."""
    kind = path.name.split(".", 1)[1]
    sound = noisy_song(RATE, RATE, seed)
    if kind == "v23.mp3":
        write_sound(path.with_name("song.mp3"), seed).rename(path)
        give_v23(path)
    elif kind in _SPECIAL:
        _SPECIAL[kind](path, sound)
    else:
        encode(path, sound, _ENCODERS[kind], RATE, bit_rate=96_000)
    return path


def give_v23(path: Path) -> None:
    """An ID3v2.3 tag, as old programs write it."""
    file: Any = mutagen.File(path)
    make: Any = TIT2
    file.tags.add(make(encoding=1, text=["Old"]))
    file.tags.update_to_v23()
    file.save(v2_version=3)


def _ogg(path: Path, sound: np.ndarray[Any, Any]) -> None:
    soundfile.write(path, sound, RATE)  # PyAV comes without this encoder


def _speex(path: Path, _sound: np.ndarray[Any, Any]) -> None:
    """Packets of noise in Ogg Speex: they are taken apart, not decoded."""
    head = b"Speex   " + b"1.2".ljust(20, b"\0")
    head += struct.pack("<13i", 1, 80, 16_000, 1, 4, 1, -1, 320, 0, 1, 0, 0, 0)
    comment = struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    noise = np.random.default_rng(0).bytes(50 * 60)
    packets = [noise[start : start + 60] for start in range(0, len(noise), 60)]
    pages = []
    for number, content in enumerate([[head], [comment], packets]):
        page: Any = _page()
        page.serial, page.sequence, page.packets = 7, number, content
        page.position = 320 * len(packets) if content is packets else 0
        page.first, page.last = number == 0, content is packets
        pages.append(page.write())
    path.write_bytes(b"".join(pages))


def _dsf(path: Path, _sound: np.ndarray[Any, Any]) -> None:
    """One-bit sound; the layout is Sony's DSF file format specification 1.01."""
    block, blocks = 4_096, 20
    data = np.random.default_rng(0).bytes(block * blocks * 2)
    form = struct.pack(
        "<4sQ6IQII", b"fmt ", 52, 1, 0, 2, 2, 2_822_400, 1, block * blocks * 8, block, 0
    )
    chunk = struct.pack("<4sQ", b"data", 12 + len(data)) + data
    head = struct.pack("<4sQQQ", b"DSD ", 28, 28 + len(form) + len(chunk), 0)
    path.write_bytes(head + form + chunk)


_SPECIAL: dict[str, Callable[[Path, np.ndarray[Any, Any]], None]] = {
    "ogg": _ogg,
    "spx": _speex,
    "dsf": _dsf,
}
