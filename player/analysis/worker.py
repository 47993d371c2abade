"""The analysing process: one song after the other, with what the others leave of the machine."""

from multiprocessing.connection import Connection

from player.analysis.errors import needed
from player.analysis.protocol import Analyse, Analysed, Failed
from player.base.errors import MinusOneError
from player.base.priority import step_back

_LINGER = 60.0
"""Seconds without work after which the process ends and gives its memory back."""


def main(connection: Connection) -> None:
    """Serve one connection until nothing is asked for a while, or the other end is gone."""
    step_back()
    while connection.poll(_LINGER):
        wanted = connection.recv()
        if isinstance(wanted, Analyse):
            connection.send(_answer(wanted))


def _answer(wanted: Analyse) -> Analysed | Failed:
    try:
        needed()
        from player.analysis.analyse import analyse  # what it needs may be missing

        return Analysed(analyse(wanted.path, wanted.stems, wanted.models))
    except MinusOneError as error:
        return Failed(error.message, error.hint)
    except OSError as error:
        return Failed(f"{wanted.path.name} cannot be read: {error.strerror}.")
