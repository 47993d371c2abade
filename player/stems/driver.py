"""One thread and the separator process it drives, started again whenever it dies."""

import threading
from typing import Protocol

from player.base.child import Child
from player.base.errors import ChildDiedError
from player.stems import protocol
from player.stems.jobs import End, Job, News, Tier

STARTS = 3
"""How often a process that dies while it loads the model is started."""
LOOK_EVERY = 2.0
"""Seconds of silence from the process after which the office is asked to look around."""


class Office(Protocol):
    """Where a driver gets its jobs; all methods may be called on any thread."""

    @property
    def closed(self) -> bool:
        """Whether everything shall end."""

    def take(self, driver: "Driver") -> Job | None:
        """Wait for this driver's next job; None when it has something else to do."""

    def give_back(self, driver: "Driver", job: Job, end: End | None) -> None:
        """The job is over for now; `end` is the last report, None if the process died."""

    def look_around(self) -> None:
        """Notice what no call announces, and stop what must give way."""

    def settle(self) -> None:
        """Stop what must give way."""

    def tell(self, news: News) -> None:
        """Something happened to a job."""

    def loaded(self, tier: Tier, report: protocol.Warm | protocol.Failed) -> None:
        """How loading the model went."""


class Driver:
    """Lives until the office is closed, or until it is told that it is `retired`."""

    def __init__(self, office: Office, tier: Tier, configure: protocol.Configure) -> None:
        self.tier = tier
        self.job: Job | None = None
        self.able = True
        """Whether the process can work, as far as known."""
        self.renewed = False
        self.retired = False
        self._office = office
        self._configure = configure
        self._sending = threading.Lock()
        self._child: Child | None = None
        name = f"separator driver ({tier.value})"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to work; the driver must be known to its office by now."""
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

    @property
    def over(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._start()
        while not (self._office.closed or self.retired):
            if self.renewed:
                self.renewed = False
                if not self._warm_up():
                    self._start()
            job = self._office.take(self)
            if job is not None:
                end = self._drive(job)
                self._office.give_back(self, job, end)
                if end is None and not self._office.closed:
                    self._start()
        if self._child is not None:
            self.send(protocol.Quit())
            self._child.join()

    def _start(self) -> None:
        """Start a process and load the model; a failure is told, and jobs wait."""
        for _ in range(STARTS):
            with self._sending:
                self._child = Child("player.stems.worker")
            if self._warm_up() or self._office.closed:
                return
        self._office.loaded(
            self.tier,
            protocol.Failed(0, "The separator process cannot start.", "Try: minusone models list"),
        )

    def _warm_up(self) -> bool:
        """Load the model, and tell how that went; whether the process survived it."""
        self.send(self._configure)
        report = self._receive()
        self.able = isinstance(report, protocol.Warm)
        if isinstance(report, protocol.Warm | protocol.Failed):
            self._office.loaded(self.tier, report)
        return report is not None

    def _drive(self, job: Job) -> End | None:
        """Run a job until it is done, stopped or failed; None if the process died."""
        self.send(protocol.Separate(job.number, job.path, job.folder, job.playhead, job.stop))
        self._office.settle()  # a wish to stop may have come before the process knew the job
        while True:
            report = self._receive()
            match report:
                case protocol.JobStarted() | protocol.ChunkDone():
                    job.deaths = 0 if isinstance(report, protocol.ChunkDone) else job.deaths
                    self._office.tell(News(job.key, job.folder, job.tier, report))
                case protocol.JobDone() | protocol.PartDone() | protocol.JobStopped():
                    return report
                case protocol.Failed() | None:
                    return report

    def _receive(self) -> protocol.Report | None:
        child = self._child
        if child is None:
            return None
        try:
            while not child.connection.poll(LOOK_EVERY):
                self._office.look_around()
            report: protocol.Report = child.receive()
        except (ChildDiedError, OSError):
            return None
        return report
