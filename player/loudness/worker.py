"""The measuring process: one song after the other, with what the others leave of the machine."""

from multiprocessing.connection import Connection
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.priority import step_back
from player.base.units import SAMPLE_RATE
from player.decoder.content_key import content_key
from player.decoder.opening import open_source
from player.loudness.meter import LoudnessMeter
from player.loudness.protocol import Measure, Measured, Quit, Unreadable

_PIECE = 4 * SAMPLE_RATE


class _DroppedError(Exception):
    """Something else is wanted by now."""


def main(connection: Connection) -> None:
    """Serve one connection until `Quit`, or until the other end is gone."""
    step_back()
    while not isinstance(wanted := connection.recv(), Quit):
        if isinstance(wanted, Measure):
            try:
                connection.send(_measure(wanted.path, connection))
            except (MinusOneError, OSError):
                connection.send(Unreadable())  # whoever plays the file says what is wrong with it
            except _DroppedError:
                continue


def _measure(path: Path, connection: Connection) -> Measured:
    stat = path.stat()
    content = content_key(path)
    source, meter = open_source(path), LoudnessMeter()
    try:
        length = source.frames or 0
        for start in range(0, length, _PIECE):
            if connection.poll():
                raise _DroppedError
            meter.add(source.read(start, min(_PIECE, length - start)))
    finally:
        source.close()
    return Measured(meter.result(), content, length, stat.st_size, stat.st_mtime_ns)
