"""Who is separated when: a bounded pool of threads, each driving one separator process."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from pathlib import Path

from player.base.child import Child
from player.base.errors import ChildDiedError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.units import Frames, SongKey
from player.stems import protocol

DEATHS_PER_JOB = 2
"""How often a separator process may die over one job without having finished a chunk."""


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
    report: (
        protocol.JobStarted
        | protocol.ChunkDone
        | protocol.JobDone
        | protocol.PartDone
        | protocol.JobStopped
        | protocol.Failed
    )


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
        self._drivers = [_Driver(self, configure) for _ in range(processes)]

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
            job.priority = priority
            job.playhead = playhead
            self._settle()
        self.move_playhead(key, playhead)

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
                if self._waiting and not self._paused and driver.able:
                    job = min(self._waiting, key=lambda job: (job.priority, job.number))
                    self._waiting.remove(job)
                    driver.job = job
                    return job
                self._changed.wait()
            return None

    @property
    def closed(self) -> bool:
        """Whether everything shall end."""
        return self._closed

    def give_back(self, driver: "_Driver", job: Job, *, unfinished: bool) -> None:
        """A driver is done with a job; an unfinished one waits for another turn."""
        with self._changed:
            driver.job = None
            if unfinished and not job.cancelled and not self._closed:
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
                self._warm_up()
            job = self._scheduler.take(self)
            if job is not None:
                self._scheduler.give_back(self, job, unfinished=self._drive(job))
        if self._child is not None:
            self.send(protocol.Quit())
            self._child.join()

    def _start(self) -> None:
        with self._sending:
            self._child = Child("player.stems.worker")
        self._warm_up()

    def _warm_up(self) -> None:
        """Load the model; a failure is told, and jobs wait for another configuration."""
        self.send(self._configure)
        report = self._receive()
        self.able = isinstance(report, protocol.Warm)
        if isinstance(report, protocol.Warm | protocol.Failed):
            self._scheduler.tell(report)
        elif not self._scheduler.closed:
            self._scheduler.tell(
                protocol.Failed(
                    0, "The separator process cannot start.", "Try: minusone models list"
                )
            )

    def _drive(self, job: Job) -> bool:
        """Run a job until it is done, stopped or failed; whether it is unfinished."""
        self.send(protocol.Separate(job.number, job.path, job.folder, job.playhead, job.stop))
        self._scheduler.settle()  # a wish to stop may have come before the process knew the job
        while True:
            report = self._receive()
            match report:
                case None:
                    return self._died(job)
                case protocol.JobStopped():
                    if job.cancelled:
                        self._scheduler.tell(News(job.key, report))
                    return True
                case protocol.JobStarted() | protocol.ChunkDone():
                    job.deaths = 0 if isinstance(report, protocol.ChunkDone) else job.deaths
                    self._scheduler.tell(News(job.key, report))
                case protocol.JobDone() | protocol.PartDone() | protocol.Failed():
                    self._scheduler.tell(News(job.key, report))
                    return False

    def _died(self, job: Job) -> bool:
        if self._scheduler.closed:
            return True
        job.deaths += 1
        if job.deaths > DEATHS_PER_JOB:
            failed = protocol.Failed(
                job.number,
                "The separator process ended again and again over this song.",
                "Perhaps there is too little memory: close other programs and try again.",
            )
            self._scheduler.tell(News(job.key, failed))
        else:
            self._scheduler.tell(None)
        self._start()
        return job.deaths <= DEATHS_PER_JOB

    def _receive(self) -> protocol.Report | None:
        child = self._child
        try:
            report: protocol.Report | None = child.receive() if child is not None else None
        except ChildDiedError:
            return None
        return report
