"""One window for all starts: a later one hands what it should open to the one that runs."""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from player.base.events import Event
from player.base.folders import Folders

_CONNECT_MS = 500
_TURN_MS = 2000
_ANSWER_MS = 10_000
"""The window that runs may itself be starting up."""
_TAKEN = b"taken\n"


class SingleInstance:
    """Listens at `place` for later starts.

    One line of JSON comes, a list of paths, and one line goes back. JSON keeps names of any bytes:
    Python's lone surrogates pass through it.
    """

    def __init__(self, place: str) -> None:
        self.asked: Event[list[str]] = Event()
        """Another start: the absolute paths and URLs it was given, or none."""
        self.place = place
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(place)  # what a crash left behind
        self._server.listen(place)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
        self._server.deleteLater()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._read, socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        paths = _parse(bytes(socket.readLine().data()))
        if paths is None:
            socket.abort()
            return
        socket.write(_TAKEN)
        self.asked.emit(paths)


def first_instance(folders: Folders, paths: Sequence[str | Path]) -> SingleInstance | None:
    """Listen for later starts with this data folder; None if there is one, which took `paths`."""
    name = _name(folders)
    folder = _runtime_folder()
    place = name if sys.platform == "win32" else str(folder / name)
    lock = QLockFile(str(folder / f"{name}.lock"))
    lock.tryLock(_TURN_MS)  # of two starts at the same moment one goes first
    try:
        return None if _hand_over(place, paths) else SingleInstance(place)
    finally:
        lock.unlock()


def _hand_over(place: str, paths: Sequence[str | Path]) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(json.dumps([_absolute(path) for path in paths]).encode() + b"\n")
    return socket.waitForReadyRead(_ANSWER_MS) and socket.readLine().data() == _TAKEN


def _absolute(path: str | Path) -> str:
    return str(path) if "://" in str(path) else str(Path(path).absolute())


def _parse(line: bytes) -> list[str] | None:
    try:
        paths = json.loads(line)
    except ValueError:
        return None
    if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
        return paths
    return None


def _name(folders: Folders) -> str:
    user = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    what = f"{user}\0{folders.data.resolve()}"
    return f"minusone-{hashlib.sha256(os.fsencode(what)).hexdigest()[:16]}"


def _runtime_folder() -> Path:
    """The user's own folder for sockets, or the one for all that is temporary."""
    own = os.environ.get("XDG_RUNTIME_DIR")
    return Path(own) if own and os.access(own, os.W_OK) else Path(tempfile.gettempdir())
