"""Model housekeeping: each request runs in a separator process of its own, which ends after it."""

from collections.abc import Callable

from player.base.child import Child
from player.base.errors import ChildDiedError, SeparationError
from player.stems import protocol


def ask(
    request: protocol.Request, progress: Callable[[protocol.InstallProgress], None] = lambda _: None
) -> protocol.Report:
    """Carry out one request and return its answer; blocks. SeparationError says why it failed."""
    child = Child("player.stems.worker")
    try:
        child.send(request)
        while isinstance(report := child.receive(), protocol.InstallProgress):
            progress(report)
        child.send(protocol.Quit())
    except ChildDiedError as error:
        raise SeparationError("The separator process ended unexpectedly.", "Try again.") from error
    finally:
        child.connection.close()
        child.join()
    if isinstance(report, protocol.Failed):
        raise SeparationError(report.message, report.hint)
    answer: protocol.Report = report
    return answer
