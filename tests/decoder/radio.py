"""A little radio station on this machine: sends sound for as long as it is told to."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from player.base.units import SAMPLE_RATE
from tests.decoder.sounds import sine

_BLOCK = SAMPLE_RATE // 10
_UNKNOWN = 0xFFFF_FFFF  # the length that endless WAV streams announce


class Station(ThreadingHTTPServer):
    """A 440 Hz sine: `/endless` for ever, `/short` for two seconds, `/stuck` stops halfway."""

    daemon_threads = False  # so that closing waits for every listener's thread

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listener)
        self.closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A listener that hangs up is no error."""

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


@contextmanager
def on_air() -> Iterator[Station]:
    """A station that has closed, with its threads, at the end."""
    with Station() as station:
        thread = threading.Thread(target=station.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield station
        finally:
            station.closing.set()
            station.shutdown()
            thread.join()


class _Listener(BaseHTTPRequestHandler):
    server: Station

    def do_GET(self) -> None:
        if self.path not in {"/endless", "/short", "/stuck"}:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "audio/wav")
        self.end_headers()
        tone = (sine(440, 0.1, SAMPLE_RATE) * 32767).astype(np.int16)
        block = np.repeat(tone, 2).tobytes()
        try:
            self.wfile.write(_wav_header())
            self._send(block)
        except OSError:  # the listener went away
            self.close_connection = True

    def _send(self, block: bytes) -> None:
        sent = 0
        while not self.server.closing.is_set():
            if sent < 20 or self.path == "/endless":
                self.wfile.write(block)
                sent += 1
            elif self.path == "/short":
                return
            # A little faster than real time, as stations do to fill the listener's buffer.
            self.server.closing.wait(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


def _wav_header() -> bytes:
    return (
        struct.pack("<4sI4s4sI", b"RIFF", _UNKNOWN, b"WAVE", b"fmt ", 16)
        + struct.pack("<HHIIHH", 1, 2, SAMPLE_RATE, SAMPLE_RATE * 4, 4, 16)
        + struct.pack("<4sI", b"data", _UNKNOWN)
    )
