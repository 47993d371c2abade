"""The analysing process: one song after the other, with what the others leave of the machine."""

from multiprocessing.connection import Connection

from player.analysis.errors import Dropped, needed
from player.analysis.protocol import Analyse, Analysed, Failed, Quit
from player.base.errors import MinusOneError
from player.base.priority import step_back

_LINGER = 60.0
"""Seconds without work after which the process ends and gives its memory back."""


def main(connection: Connection) -> None:
    """Serve one connection until `Quit`, until nothing is asked, or the other end is gone."""
    step_back()
    while connection.poll(_LINGER):
        wanted = connection.recv()
        if isinstance(wanted, Quit):
            return
        if isinstance(wanted, Analyse):
            try:
                connection.send(_analyse(wanted, connection))
            except (MinusOneError, OSError) as error:
                message = getattr(error, "message", str(error))
                connection.send(Failed(message, getattr(error, "hint", "")))
            except Dropped:
                continue


def _analyse(wanted: Analyse, connection: Connection) -> Analysed:
    needed()
    from player.analysis.analyse import analyse  # what it needs may be missing

    def check() -> None:
        if connection.poll():
            raise Dropped

    return Analysed(analyse(wanted.path, wanted.stems, wanted.models, check))
