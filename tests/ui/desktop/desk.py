"""What a desktop does with a player on the bus, by `gdbus`."""

import time
from types import TracebackType
from typing import Self

from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

NAME = "org.mpris.MediaPlayer2.minusone"
PATH = "/org/mpris/MediaPlayer2"
WAIT = 10_000


class Desk:
    """Asks and commands the player while this process's event loop runs on."""

    def __init__(self, address: str, qtbot: QtBot, name: str = NAME) -> None:
        self._qtbot = qtbot
        self._name = name
        self._environment = QProcessEnvironment.systemEnvironment()
        self._environment.insert("DBUS_SESSION_BUS_ADDRESS", address)
        self._monitor = self._process("monitor", "--session", "--dest", name)
        self.heard = ""
        self._monitor.readyRead.connect(self._hear)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._monitor.kill()
        self._monitor.waitForFinished()

    def listen_to(self, bus: QDBusConnection) -> None:
        """Hear every signal from now on that the player sends by way of `bus`."""
        self._monitor.start()

        def hears_it() -> bool:  # the monitor says nothing of when it begins to listen
            bus.send(QDBusMessage.createSignal(PATH, "test.Desk", "Hello"))
            return "Hello" in self.heard

        self._qtbot.waitUntil(hears_it, timeout=WAIT)

    def call(self, method: str, *arguments: str) -> str:
        """The answer to a call, as `gdbus` writes it, or its error."""
        where = ["--session", "--dest", self._name, "--object-path", PATH]
        process = self._process("call", *where, "--method", method, *arguments)
        process.start()
        return self._output(process)

    def press(self, key: str, *arguments: str) -> None:
        """Call a method of the player that answers nothing."""
        answer = self.call(f"org.mpris.MediaPlayer2.Player.{key}", *arguments)
        assert answer == "()", answer

    def get(self, name: str) -> str:
        """A property of the player."""
        interface = "org.mpris.MediaPlayer2.Player"
        return self.call("org.freedesktop.DBus.Properties.Get", interface, name)

    def set(self, name: str, value: str) -> str:
        """Set a property of the player."""
        interface = "org.mpris.MediaPlayer2.Player"
        return self.call("org.freedesktop.DBus.Properties.Set", interface, name, value)

    def introspect(self) -> str:
        """What the object says it has."""
        where = ["--session", "--dest", self._name, "--object-path", PATH]
        process = self._process("introspect", *where)
        process.start()
        return self._output(process)

    def hears(self, words: str) -> None:
        """Wait until a signal with these words has come."""
        self._qtbot.waitUntil(lambda: words in self.heard, timeout=WAIT)

    def sees(self, name: str, words: str, timeout_s: float = WAIT / 1000) -> None:
        """Look at a property until these words are in it."""
        deadline = time.monotonic() + timeout_s
        while words not in (seen := self.get(name)):
            assert time.monotonic() < deadline, seen
            self._qtbot.wait(100)

    def _process(self, *arguments: str) -> QProcess:
        process = QProcess()
        process.setProgram("gdbus")
        process.setArguments(arguments)
        process.setProcessEnvironment(self._environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        return process

    def _output(self, process: QProcess) -> str:
        ended = QProcess.ProcessState.NotRunning
        self._qtbot.waitUntil(lambda: process.state() == ended, timeout=WAIT)
        return bytes(process.readAll().data()).decode().strip()

    def _hear(self) -> None:
        self.heard += bytes(self._monitor.readAll().data()).decode()
