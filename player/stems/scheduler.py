"""Who is separated when: a bounded pool of threads, each driving one separator process."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from pathlib import Path
from typing import TypeAlias

from player.base.child import Child
from player.base.errors import ChildDiedError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.units import Frames, SongKey
from player.stems import protocol

DEATHS_PER_JOB = 2
"""How often a separator process may die over one job without having finished a chunk."""
STARTS = 3
"""How often a process that dies while it loads the model is started."""

_End: TypeAlias = protocol.JobDone | protocol.PartDone | protocol.JobStopped | protocol.Failed


class Priority(IntEnum):
    """What is separated first; the lowest number."""

    PLAYING = 0
    NEXT = 1
    ASKED = 2
    IDLE = 3


@dataclass
class Job:
    """A wish for a song's stems."""

    key: SongKey
    path: Path
    folder: Path
    priority: Priority
    playhead: Frames | None = None
    number: int = 0
    stop: Frames | None = None
    deaths: int = 0
    cancelled: bool = False


@dataclass(frozen=True)
class News:
    """Something that happened to the job of a song."""

    key: SongKey
    report: protocol.JobStarted | protocol.ChunkDone | _End


class Scheduler:
    """Jobs by priority, first come first served within one. Public methods: main thread only."""

    def __init__(
        self, main_thread: MainThread, configure: protocol.Configure, processes: int = 1
    ) -> None:
        self.news: Event[News] = Event()
        self.warm: Event[protocol.Warm] = Event()
        self.unavailable: Event[protocol.Failed] = Event()
        """The model could not be loaded; jobs wait until `configure` is called."""
        self.restarted: Event[[]] = Event()
        """A separator process died and is being started again."""
        self._main_thread = main_thread
        self._numbers = count(1)
        self._changed = threading.Condition()
        self._waiting: list[Job] = []
        self._paused = False
        self._closed = False
        self._drivers: list[_Driver] = []
        for _ in range(processes):
            self._drivers.append(_Driver(self, configure))

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the separator processes."""
        return tuple(driver.pid for driver in self._drivers)

    @property
    def paused(self) -> bool:
        """Whether no job runs or starts."""
        return self._paused

    def configure(self, configure: protocol.Configure) -> None:
        """Use another model or device from the next job on."""
        with self._changed:
            for driver in self._drivers:
                driver.configure(configure)
            self._changed.notify_all()

    def request(
        self,
        key: SongKey,
        path: Path,
        folder: Path,
        priority: Priority,
        playhead: Frames | None = None,
        stop: Frames | None = None,
    ) -> None:
        """Have a song separated; a song already wanted only gets the new priority and playhead."""
        with self._changed:
            job = self._find(key)
            if job is None:
                job = Job(key, path, folder, priority, playhead, next(self._numbers), stop)
                self._waiting.append(job)
            else:
                job.priority = priority
                self.move_playhead(key, playhead)
            self._settle()

    def cancel(self, key: SongKey) -> None:
        """Take a wish back; chunks already done stay."""
        with self._changed:
            job = self._find(key)
            if job is None:
                return
            job.cancelled = True
            if job in self._waiting:
                self._waiting.remove(job)
                self.tell(News(key, protocol.JobStopped(job.number)))
            self._settle()

    def move_playhead(self, key: SongKey, playhead: Frames | None) -> None:
        """Go on from where the listener is now."""
        with self._changed:
            job = self._find(key)
            if job is not None:
                job.playhead = playhead
                for driver in self._drivers:
                    if driver.job is job:
                        driver.send(protocol.MovePlayhead(job.number, playhead))

    def set_paused(self, paused: bool) -> None:
        """Hold all jobs after the piece they are at, or let them go on."""
        with self._changed:
            self._paused = paused
            self._settle()

    def close(self) -> None:
        """Stop everything; unfinished entries stay as they are."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for driver in self._drivers:
            driver.close()

    # -- for the drivers, on their threads

    def take(self, driver: "_Driver") -> Job | None:
        """Wait for this driver's next job; None when there shall be no more."""
        with self._changed:
            while not self._closed:
                if driver.renewed:
                    return None
                ready = self._ready() if driver.able and not self._paused else []
                if ready:
                    job = min(ready, key=lambda job: (job.priority, job.number))
                    self._waiting.remove(job)
                    driver.job = job
                    return job
                self._changed.wait()
            return None

    @property
    def closed(self) -> bool:
        """Whether everything shall end."""
        return self._closed

    def give_back(self, driver: "_Driver", job: Job, end: _End | None) -> None:
        """A driver is done with a job, which waits for another turn if it is unfinished.

        `end` is the last report, None if the process died.
        """
        with self._changed:
            driver.job = None
            if end is None and not self._closed:
                end = self._died(job)
            if end is not None and not isinstance(end, protocol.JobStopped):
                self.tell(News(job.key, end))
            elif job.cancelled:
                self.tell(News(job.key, protocol.JobStopped(job.number)))
            elif not self._closed:
                job.number = next(self._numbers) if job.priority > Priority.PLAYING else job.number
                self._waiting.append(job)
            self._changed.notify_all()

    def settle(self) -> None:
        """Stop what must give way."""
        with self._changed:
            self._settle()

    def tell(self, news: News | protocol.Warm | protocol.Failed | None) -> None:
        """Emit on the main thread; None says that a process died."""
        emit: Callable[[], None]
        match news:
            case News():
                emit = lambda: self.news.emit(news)  # noqa: E731
            case protocol.Warm():
                emit = lambda: self.warm.emit(news)  # noqa: E731
            case protocol.Failed():
                emit = lambda: self.unavailable.emit(news)  # noqa: E731
            case None:
                emit = self.restarted.emit
        self._main_thread.post(emit)

    def _died(self, job: Job) -> protocol.Failed | None:
        """Have the job go on with a new process, or give it up."""
        job.deaths += 1
        if job.deaths <= DEATHS_PER_JOB or job.cancelled:
            self.tell(None)
            return None
        return protocol.Failed(
            job.number,
            "The separator process ended again and again over this song.",
            "Perhaps there is too little memory: close other programs and try again.",
        )

    def _ready(self) -> list[Job]:
        """Jobs that can begin: an entry has one writer, so a song is not worked on twice."""
        busy = {driver.job.key for driver in self._drivers if driver.job is not None}
        return [job for job in self._waiting if job.key not in busy]

    def _find(self, key: SongKey) -> Job | None:
        jobs = self._waiting + [d.job for d in self._drivers if d.job is not None]
        return next((job for job in jobs if job.key == key and not job.cancelled), None)

    def _settle(self) -> None:
        """Stop what must give way, and wake the drivers."""
        urgent = min((job.priority for job in self._waiting), default=None)
        for driver in self._drivers:
            job = driver.job
            if job is None:
                continue
            give_way = urgent is not None and urgent < job.priority
            if job.cancelled or self._paused or give_way:
                driver.send(protocol.StopJob(job.number))
        self._changed.notify_all()


class _Driver:
    """One thread and its separator process, started at once, and again whenever it dies."""

    def __init__(self, scheduler: Scheduler, configure: protocol.Configure) -> None:
        self.job: Job | None = None
        self.able = True
        """Whether the process can work, as far as known."""
        self.renewed = False
        self._scheduler = scheduler
        self._configure = configure
        self._sending = threading.Lock()
        self._child: Child | None = None
        self._thread = threading.Thread(target=self._run, name="separator driver", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The process id; 0 while there is none."""
        return self._child.pid if self._child is not None else 0

    def configure(self, configure: protocol.Configure) -> None:
        """Load another model before the next job."""
        self._configure, self.renewed, self.able = configure, True, True

    def send(self, request: protocol.Request) -> None:
        """Speak to the process; if it is dead, the driver's thread will notice."""
        with self._sending:
            if self._child is not None:
                try:
                    self._child.send(request)
                except ChildDiedError:
                    return

    def close(self) -> None:
        """End the process and the thread."""
        self.send(protocol.Quit())
        self._thread.join()

    def _run(self) -> None:
        self._start()
        while not self._scheduler.closed:
            if self.renewed:
                self.renewed = False
                if not self._warm_up():
                    self._start()
            job = self._scheduler.take(self)
            if job is not None:
                end = self._drive(job)
                self._scheduler.give_back(self, job, end)
                if end is None and not self._scheduler.closed:
                    self._start()
        if self._child is not None:
            self.send(protocol.Quit())
            self._child.join()

    def _start(self) -> None:
        """Start a process and load the model; a failure is told, and jobs wait."""
        for _ in range(STARTS):
            with self._sending:
                self._child = Child("player.stems.worker")
            if self._warm_up() or self._scheduler.closed:
                return
        self._scheduler.tell(
            protocol.Failed(0, "The separator process cannot start.", "Try: minusone models list")
        )

    def _warm_up(self) -> bool:
        """Load the model, and tell how that went; whether the process survived it."""
        self.send(self._configure)
        report = self._receive()
        self.able = isinstance(report, protocol.Warm)
        if isinstance(report, protocol.Warm | protocol.Failed):
            self._scheduler.tell(report)
        return report is not None

    def _drive(self, job: Job) -> _End | None:
        """Run a job until it is done, stopped or failed; None if the process died."""
        self.send(protocol.Separate(job.number, job.path, job.folder, job.playhead, job.stop))
        self._scheduler.settle()  # a wish to stop may have come before the process knew the job
        while True:
            report = self._receive()
            match report:
                case protocol.JobStarted() | protocol.ChunkDone():
                    job.deaths = 0 if isinstance(report, protocol.ChunkDone) else job.deaths
                    self._scheduler.tell(News(job.key, report))
                case protocol.JobDone() | protocol.PartDone() | protocol.JobStopped():
                    return report
                case protocol.Failed() | None:
                    return report

    def _receive(self) -> protocol.Report | None:
        child = self._child
        try:
            report: protocol.Report | None = child.receive() if child is not None else None
        except ChildDiedError:
            return None
        return report
