"""Tracker modules, which libVLC decodes: whole, once, into a spool.

Its module player adds a random dither of two 16-bit steps at most: one open source is the same
however it is read, two openings of the same module differ by that much (-84 dB).
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import numpy as np

from player.base.errors import AudioFileError
from player.base.units import CHANNELS, SAMPLE_RATE
from player.decoder.errors import name_of, not_sound, printable, readable
from player.decoder.song import SongSource
from player.decoder.source import SourceInfo
from player.decoder.spool import Spool, SpooledReader
from player.decoder.vlc_library import instance, library, on_end

_HEAD = 1084
_MARKS = {
    0: (b"Extended Module: ", b"IMPM", b"MTM", b"MMD", b"mptm"),
    44: (b"SCRM",),
    1080: (b"M.K.", b"M!K!", b"FLT4", b"FLT8", b"OCTA", b"CD81", b"4CHN", b"6CHN", b"8CHN"),
}
_LONGEST = 2 * 3600 * SAMPLE_RATE  # a module may loop for ever
_PATIENCE = 10.0  # seconds without a sound from libVLC

# From VLC's stream_out_smem: buffers are asked for, filled, and handed back.
_BEFORE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p), ctypes.c_size_t)
_AFTER = ctypes.CFUNCTYPE(
    None,
    ctypes.c_void_p,  # data
    ctypes.c_void_p,  # buffer
    ctypes.c_uint,  # channels
    ctypes.c_uint,  # rate
    ctypes.c_uint,  # frames
    ctypes.c_uint,  # bits per sample
    ctypes.c_size_t,  # bytes
    ctypes.c_int64,  # time
)


def is_module(path: Path) -> bool:
    """Whether `path` starts like a tracker module (MOD, XM, IT, S3M, MTM, MED)."""
    with readable(path), path.open("rb") as file:
        head = file.read(_HEAD)
    return any(head.startswith(mark, offset) for offset, marks in _MARKS.items() for mark in marks)


def open_module(path: Path, spool_dir: Path | None) -> SongSource:
    """The module at `path`, decoded by libVLC; AudioFileError without libVLC."""
    vlc = library(f"“{name_of(path)}”")
    spool = Spool(spool_dir)
    try:
        _decode(vlc, path, spool)
    except BaseException:
        spool.close()
        raise
    if not spool.frames:
        spool.close()
        raise not_sound(path)
    info = SourceInfo(
        decoder="vlc",
        container="module",
        codec="module",
        sample_rate=SAMPLE_RATE,
        channels=CHANNELS,
        location=printable(path),
    )
    return SongSource(SpooledReader(iter(()), SAMPLE_RATE, spool.frames, spool), info)


def _decode(vlc: ModuleType, path: Path, spool: Spool) -> None:
    """Run libVLC over `path` as fast as it goes; its sound ends up in `spool`."""
    sink = _Sink(spool)
    with _playing(vlc, path, sink):
        while not sink.ended.is_set():
            sink.alive.clear()
            if not sink.alive.wait(_PATIENCE):
                break
    if sink.error is not None:
        raise sink.error


@contextmanager
def _playing(vlc: ModuleType, path: Path, sink: "_Sink") -> Iterator[None]:
    vlc_instance = instance(vlc, "--aout=dummy")
    media = vlc_instance.media_new_path(str(path))
    media.add_option(f":sout={sink.chain()}")
    player = vlc_instance.media_player_new()
    player.set_media(media)
    on_end(vlc, player, sink.end)
    try:
        player.play()
        yield
    finally:
        player.stop()
        for used in (player, media, vlc_instance):
            used.release()


class _Sink:
    """Takes libVLC's buffers on libVLC's thread; calls nothing of libVLC."""

    def __init__(self, spool: Spool) -> None:
        self.ended, self.alive = threading.Event(), threading.Event()
        self.error: AudioFileError | None = None
        self._spool = spool
        self._buffer = ctypes.create_string_buffer(0)
        # Kept here: libVLC holds only their addresses.
        self._before, self._after = _BEFORE(self._prepare), _AFTER(self._take)

    def chain(self) -> str:
        """The stream output that ends in our functions."""
        before, after = (
            ctypes.cast(function, ctypes.c_void_p).value for function in (self._before, self._after)
        )
        return (
            f"#transcode{{vcodec=none,acodec=fl32,channels={CHANNELS},samplerate={SAMPLE_RATE}}}"
            f":smem{{audio-prerender-callback={before},audio-postrender-callback={after},"
            "no-time-sync}"
        )

    def end(self) -> None:
        """No more will come."""
        self.ended.set()
        self.alive.set()

    def _prepare(self, _data: int, buffer: "ctypes._Pointer[ctypes.c_void_p]", size: int) -> None:
        self._buffer = ctypes.create_string_buffer(size)
        buffer[0] = ctypes.cast(self._buffer, ctypes.c_void_p)

    def _take(self, *told: int) -> None:
        size = told[6]
        if self.ended.is_set():
            return
        try:
            sound = np.frombuffer(bytes(self._buffer)[:size], np.float32).reshape(-1, CHANNELS)
            self._spool.append(sound)
        except AudioFileError as error:
            self.error = error
            self.end()
        if self._spool.frames >= _LONGEST:
            self.end()
        self.alive.set()
