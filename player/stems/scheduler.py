"""Who is separated when: jobs of two models, and the separator processes that they go to."""

import threading
import time
from itertools import count
from pathlib import Path
from typing import Protocol

from player.base.events import Event
from player.base.loop import MainThread
from player.base.units import Frames, SongKey
from player.stems import protocol
from player.stems.driver import LOOK_EVERY, Driver
from player.stems.jobs import End, Job, Line, News, Priority, Tier

DEATHS_PER_JOB = 2
"""How often a separator process may die over one job without having finished a chunk."""
LINGER = 60.0
"""Seconds that the studio model's process is kept without work; its memory is large."""


class Gate(Protocol):
    """Says whether work that nobody waits for may go on."""

    def reason(self) -> str:
        """Why not, in words ("on battery"), or "". May be called on any thread, and often."""


class Scheduler:
    """Jobs by priority, first come first served within one. Public methods: main thread only."""

    def __init__(
        self,
        main_thread: MainThread,
        configure: protocol.Configure,
        processes: int = 1,
        gate: Gate | None = None,
        linger: float = LINGER,
        *,
        start: bool = True,
    ) -> None:
        """`configure`: the fast model, which is loaded at once, in `processes` processes.

        Without `start` that, and its jobs, wait until `start` is called.
        """
        self.news: Event[News] = Event()
        self.warm: Event[Tier, protocol.Warm] = Event()
        self.unavailable: Event[Tier, protocol.Failed] = Event()
        """The model could not be loaded; its jobs wait until `configure` is called."""
        self.restarted: Event[[]] = Event()
        """A separator process died and is being started again."""
        self.held: Event[str] = Event()
        """Why work that nobody waits for is held, or "" when it may go on."""
        self._main_thread = main_thread
        self._gate = gate
        self._linger = linger
        self._reason = ""
        self._numbers = count(1)
        self._changed = threading.Condition()
        self._line = Line()
        self._wishes = {Tier.FAST: configure}
        self._unable: set[Tier] = set()
        self._paused = False
        self._closed = False
        self._drivers: list[Driver] = []
        self._threads: list[Driver] = []
        self._processes = processes
        if start:
            self.start()

    def start(self) -> None:
        """Load the fast model, unless that has begun."""
        with self._changed:
            if not (self._closed or any(driver.tier is Tier.FAST for driver in self._drivers)):
                for _ in range(self._processes):
                    self._hire(Tier.FAST)

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the separator processes, the fast model's first."""
        return tuple(driver.pid for driver in tuple(self._drivers))

    @property
    def paused(self) -> bool:
        """Whether no job runs or starts."""
        return self._paused

    def configure(self, configure: protocol.Configure | None, tier: Tier = Tier.FAST) -> None:
        """Use another model or device from the next job on; None (studio only) for none at all.

        Jobs of a model that is no longer in use are cancelled.
        """
        with self._changed:
            before = self._wishes.pop(tier, None)
            if configure is not None:
                self._wishes[tier] = configure
            self._unable.discard(tier)
            if _output(before) != _output(configure):
                for job in self._jobs(tier):
                    self._cancel(job)
            for driver in [d for d in self._drivers if d.tier is tier]:
                if configure is not None:
                    driver.configure(configure)
                else:
                    self._retire(driver)
            self._settle()

    def warm_up(self, tier: Tier) -> None:
        """Load the model now, so that it says what its stems are called."""
        with self._changed:
            if tier in self._wishes and not any(d.tier is tier for d in self._drivers):
                self._hire(tier)

    def request(
        self,
        key: SongKey,
        path: Path,
        folder: Path,
        priority: Priority,
        playhead: Frames | None = None,
        stop: Frames | None = None,
        tier: Tier = Tier.FAST,
    ) -> None:
        """Have an entry made; one already wanted only gets the new priority and playhead."""
        with self._changed:
            job = self._find(folder)
            if job is None:
                number = next(self._numbers)
                self._line.add(
                    Job(key, path, folder, priority, tier, playhead, number=number, stop=stop)
                )
            else:
                self._promote(job, priority)
                self.move_playhead(folder, playhead)
            self._settle()

    def cancel(self, folder: Path) -> None:
        """Take a wish back; chunks already done stay."""
        with self._changed:
            job = self._find(folder)
            if job is not None:
                self._cancel(job)
                self._settle()

    def move_playhead(self, folder: Path, playhead: Frames | None) -> None:
        """Go on from where the listener is now."""
        with self._changed:
            job = self._find(folder)
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
        for driver in self._threads:
            driver.close()

    # -- for the drivers, on their threads

    @property
    def closed(self) -> bool:
        """Whether everything shall end."""
        return self._closed

    def take(self, driver: Driver) -> Job | None:
        """Wait for this driver's next job; None when there is none for it any more."""
        idle_since = time.monotonic()
        while True:
            self.look_around()
            with self._changed:
                if self._closed or driver.renewed or driver.retired:
                    return None
                job = self._next(driver.tier) if driver.able else None
                if job is not None:
                    self._line.remove(job)
                    driver.job = job
                    return job
                if self._over_for(driver, time.monotonic() - idle_since):
                    self._retire(driver)
                    return None
                self._changed.wait(self._patience(driver))

    def give_back(self, driver: Driver, job: Job, end: End | None) -> None:
        """A driver is done with a job, which waits for another turn if it is unfinished.

        `end` is the last report, None if the process died.
        """
        with self._changed:
            driver.job = None
            if driver.retired:
                self._drivers.remove(driver)
            if end is None and not self._closed:
                end = self._died(job)
            if end is not None and not isinstance(end, protocol.JobStopped):
                self.tell(News(job.key, job.folder, job.tier, end))
            elif job.cancelled:
                self._tell_stopped(job)
            elif not self._closed:
                self._line.add(job)
            self._settle()

    def look_around(self) -> None:
        """Ask whether the machine is wanted for something else, if that matters now."""
        if self._gate is None or not self._any_polite():
            return
        reason = self._gate.reason()
        with self._changed:
            if reason != self._reason and not self._closed:
                self._reason = reason
                self._main_thread.post(lambda: self.held.emit(reason))
                self._settle()

    def settle(self) -> None:
        """Stop what must give way."""
        with self._changed:
            self._settle()

    def tell(self, news: News) -> None:
        """Emit on the main thread."""
        self._main_thread.post(lambda: self.news.emit(news))

    def loaded(self, tier: Tier, report: protocol.Warm | protocol.Failed) -> None:
        """A driver has loaded its model, or failed to."""
        if isinstance(report, protocol.Warm):
            warm = report
            with self._changed:
                self._unable.discard(tier)
            self._main_thread.post(lambda: self.warm.emit(tier, warm))
            return
        failed = report
        with self._changed:
            self._unable.add(tier)
        self._main_thread.post(lambda: self.unavailable.emit(tier, failed))

    # -- all below: with the lock held

    def _next(self, tier: Tier) -> Job | None:
        """The job to begin with: an entry has one writer, so none is worked on twice."""
        if self._paused:
            return None
        busy = {driver.job.folder for driver in self._drivers if driver.job is not None}
        free = (job for job in self._line.of(tier) if job.folder not in busy)
        return next((job for job in free if not self._must_wait(job)), None)

    def _must_wait(self, job: Job) -> bool:
        """Whether something goes before this job, whatever its place in the line."""
        if job.polite and self._reason:
            return True
        return job.tier is Tier.STUDIO and self._fast_is_wanted()

    def _fast_is_wanted(self) -> bool:
        """Whether the fast model has something to do that somebody waits for."""
        if Tier.FAST in self._unable:
            return False
        running = [d.job for d in self._drivers if d.job is not None and d.tier is Tier.FAST]
        if any(job.priority <= Priority.ASKED and not job.cancelled for job in running):
            return True
        urgent = self._line.urgent(Tier.FAST)
        most = Priority.NEXT if self._reason else Priority.ASKED
        return urgent is not None and urgent <= most

    def _died(self, job: Job) -> protocol.Failed | None:
        """Have the job go on with a new process, or give it up."""
        job.deaths += 1
        if job.deaths <= DEATHS_PER_JOB or job.cancelled:
            self._main_thread.post(self.restarted.emit)
            return None
        return protocol.Failed(
            job.number,
            "The separator process ended again and again over this song.",
            "Perhaps there is too little memory: close other programs and try again.",
        )

    def _jobs(self, tier: Tier) -> list[Job]:
        running = [d.job for d in self._drivers if d.job is not None and d.tier is tier]
        return [job for job in running if not job.cancelled] + self._line.of(tier)

    def _find(self, folder: Path) -> Job | None:
        waiting = self._line.get(folder)
        running = (d.job for d in self._drivers if d.job is not None and d.job.folder == folder)
        return waiting or next((job for job in running if not job.cancelled), None)

    def _promote(self, job: Job, priority: Priority) -> None:
        waits = job in self._line
        if waits:
            self._line.remove(job)
        job.priority = priority
        if waits:
            self._line.add(job)

    def _cancel(self, job: Job) -> None:
        job.cancelled = True
        if job in self._line:
            self._line.remove(job)
            self._tell_stopped(job)

    def _tell_stopped(self, job: Job) -> None:
        self.tell(News(job.key, job.folder, job.tier, protocol.JobStopped(job.number)))

    def _settle(self) -> None:
        """Stop what must give way, have a process where one is needed, and wake the drivers."""
        for driver in self._drivers:
            job = driver.job
            if job is not None and (job.cancelled or self._paused or self._gives_way(job)):
                driver.send(protocol.StopJob(job.number))
        studio = any(driver.tier is Tier.STUDIO for driver in self._drivers)
        able = Tier.STUDIO in self._wishes and Tier.STUDIO not in self._unable
        if able and not studio and not self._closed and self._next(Tier.STUDIO) is not None:
            self._hire(Tier.STUDIO)
        self._changed.notify_all()

    def _gives_way(self, job: Job) -> bool:
        urgent = self._line.urgent(job.tier)
        return (urgent is not None and urgent < job.priority) or self._must_wait(job)

    def _any_polite(self) -> bool:
        with self._changed:
            running = [d.job for d in self._drivers if d.job is not None]
            waiting = [job for tier in Tier for job in self._line.of(tier)]
            return any(job.polite for job in running + waiting)

    def _hire(self, tier: Tier) -> None:
        driver = Driver(self, tier, self._wishes[tier])
        self._threads = [d for d in self._threads if not d.over]
        self._threads.append(driver)
        self._drivers.append(driver)
        driver.start()

    def _retire(self, driver: Driver) -> None:
        driver.retired = True
        if driver.job is None:
            self._drivers.remove(driver)

    def _over_for(self, driver: Driver, idle: float) -> bool:
        return driver.tier is Tier.STUDIO and idle >= self._linger

    def _patience(self, driver: Driver) -> float | None:
        """How long a driver waits until it looks around; for ever, if nothing can change."""
        waits = [self._linger] if driver.tier is Tier.STUDIO else []
        if self._gate is not None and (self._line.of(Tier.FAST) or self._line.of(Tier.STUDIO)):
            waits.append(LOOK_EVERY)
        return min(waits, default=None)


def _output(configure: protocol.Configure | None) -> tuple[str, str] | None:
    """What tells one model's stems from another's."""
    return (configure.model, configure.quality) if configure is not None else None
