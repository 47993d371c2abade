"""The scanner as the window sees it: watched folders, how far a scan is, what cannot be read."""

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from player.base.child import Child
from player.base.errors import ChildDiedError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.decoder.errors import printable
from player.library.items import FailedFile, Root
from player.library.scanner import protocol
from player.library.scanner.protocol import Progress, Summary

DEATHS = 3
"""How often in a row the scanner may die without having finished a scan."""


class ScanService:
    """Owns the scanner process, which starts when it is first needed. Main thread only."""

    def __init__(self, database: Path, messages: MessageLog, main_thread: MainThread) -> None:
        self.changed: Event[[]] = Event()
        """The library has been written to, a few times a second at most."""
        self.roots_changed: Event[[]] = Event()
        self.progress_changed: Event[[]] = Event()
        """`progress` is another, or a scan has begun or ended."""
        self.finished: Event[Summary] = Event()
        """A scan that was asked for is over."""
        self.roots: tuple[Root, ...] = ()
        """The watched folders; empty until the scanner has said which there are."""
        self.roots_known = False
        self.progress: Progress | None = None
        """How far the scan is; None while there is none."""
        self._database = database
        self._messages = messages
        self._main_thread = main_thread
        self._child: Child | None = None
        self._listener: threading.Thread | None = None
        self._watching = False
        self._unfinished: list[protocol.Scan] = []
        self._deaths = 0
        self._closed = False
        self._resting = False
        """Whether the process was told to end for want of something to do."""
        self._told_away: set[Path] = set()
        self._lists_wanted: list[Callable[[tuple[FailedFile, ...]], object]] = []

    @property
    def scanning(self) -> bool:
        """Whether a scan runs that was asked for."""
        return bool(self._unfinished)

    @property
    def pid(self) -> int:
        """The process id of the scanner; 0 if it does not run."""
        return self._child.pid if self._child is not None else 0

    def start(self) -> None:
        """Look through all watched folders, and again wherever something changes from now on.

        While there is no library, this costs nothing.
        """
        if self._watching or self._closed:
            return
        self._watching = True
        if self._database.exists():
            self.rescan()
        else:
            self._set_roots(())

    def rescan(self) -> None:
        """Look through all watched folders."""
        self._scan(protocol.Scan())

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Watch these too, and look through them now."""
        paths = tuple(Path(os.path.abspath(folder)) for folder in folders)  # noqa: PTH100 - no links
        if paths:
            self._scan(protocol.Scan(paths))

    def remove_folder(self, folder: Path) -> None:
        """Watch a folder no more; its tracks leave the library, its files stay."""
        self._send(protocol.Forget(folder))

    def cancel(self) -> None:
        """End the scan that runs; what it has read stays, and the next one goes on from there."""
        if self._child is not None:
            self._send(protocol.Cancel())

    def list_failed(self, done: Callable[[tuple[FailedFile, ...]], object]) -> None:
        """Have `done` called with the sound files that cannot be read, and why."""
        self._lists_wanted.append(done)
        self._send(protocol.ListFailures())

    def close(self) -> None:
        """End the scanner; what it was at goes on with the next scan."""
        self._closed = True
        if self._child is not None and self._listener is not None:
            self._send(protocol.Quit())  # even a scan ends at once; what was read is written
            self._child.join()
            self._listener.join()

    def _scan(self, scan: protocol.Scan) -> None:
        if scan in self._unfinished:
            return
        self._unfinished.append(scan)
        self._send(scan)
        if self.progress is None:
            self.progress = Progress()
        self.progress_changed.emit()

    def _send(self, message: object) -> None:
        if self._closed and self._child is None:
            return
        with suppress(ChildDiedError):  # the listening thread notices too
            child = self._child or self._start()
            child.send(message)

    def _start(self) -> Child:
        self._child = child = Child(
            "player.library.scanner.process", self._database, has_children=True
        )
        self._listener = threading.Thread(
            target=self._listen, args=(child,), name="scanner news", daemon=True
        )
        self._listener.start()
        if self._watching:
            child.send(protocol.Watch())
        return child

    def _listen(self, child: Child) -> None:
        while True:
            try:
                news: object = child.receive()
            except ChildDiedError:
                self._main_thread.post(self._died)
                return
            self._main_thread.post(partial(self._take, news))

    def _take(self, news: object) -> None:
        match news:
            case protocol.Progress() as progress:
                self._set_progress(progress)
            case protocol.Changed():
                self.changed.emit()
            case protocol.Roots(roots):
                self._set_roots(roots)
            case protocol.Finished(summary, asked):
                self._end(summary, asked=asked)
            case protocol.Failures(failed):
                wanted, self._lists_wanted = self._lists_wanted, []
                for done in wanted:
                    done(failed)
            case protocol.Notice(text, hint):
                self._messages.say(Level.WARNING, text, hint)
            case protocol.Failed(message, hint):
                self._messages.say(Level.ERROR, message, hint)
                self._deaths = DEATHS  # it ends now, and would again

    def _set_progress(self, progress: Progress | None) -> None:
        self.progress = progress
        self.progress_changed.emit()

    def _set_roots(self, roots: tuple[Root, ...]) -> None:
        away = [root for root in roots if root.away and root.path not in self._told_away]
        self._told_away = {root.path for root in roots if root.away}
        for root in away:
            self._messages.info(
                f"The folder {printable(root.path)} is not there now.",
                "Its tracks are kept: they can be played when its drive is back.",
            )
        if roots != self.roots or not self.roots_known:
            self.roots, self.roots_known = roots, True
            self.roots_changed.emit()
        self._rest()

    def _end(self, summary: Summary, *, asked: bool) -> None:
        self._deaths = 0
        if asked and self._unfinished:
            self._unfinished.pop(0)
        self._set_progress(Progress() if self._unfinished else None)
        if asked:
            self.finished.emit(summary)
        self._rest()

    def _rest(self) -> None:
        """Without a folder there is nothing to do, and nothing that needs a process."""
        if self._child is not None and not self.roots and not self.scanning and not self._resting:
            self._resting = True
            self._send(protocol.Quit())

    def _died(self) -> None:
        """Go on with a new process where the last one stood, unless that is of no use."""
        if self._closed or self._child is None:
            return
        self._child.join()
        self._child = None
        rested, self._resting = self._resting, False
        if rested and not self._unfinished and not self._lists_wanted:
            return
        self._deaths += not rested
        if self._deaths < DEATHS:
            wishes = [*self._unfinished, *([protocol.ListFailures()] if self._lists_wanted else [])]
            for wish in wishes:
                self._send(wish)
            if self._watching and not self._unfinished:
                self._send(protocol.Scan())  # changes may have been missed
            return
        if self._deaths == DEATHS:
            self._messages.say(
                Level.ERROR,
                "The library's folders cannot be looked through: the scanner ends again and again.",
                "Start the program again.",
            )
        given_up = bool(self._unfinished)
        self._unfinished.clear()
        self._set_progress(None)
        if given_up:
            self.finished.emit(Summary(cancelled=True))
