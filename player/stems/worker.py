"""The separator process: the one door to `separation`. Makes stems chunk by chunk."""

import contextlib
import queue
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from player.base.errors import MinusOneError, SeparationError
from player.base.heap import give_back, keep_freed
from player.base.priority import step_back
from player.base.units import CELL, SAMPLE_RATE, Frames, StemName
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.stemfile.cell_map import CellState
from player.stemfile.codecs import Halted
from player.stemfile.entry import FLAC, Entry, is_complete
from player.stemfile.writer import StemWriter
from player.stems import protocol
from player.stems.cache import StemCache
from separation.api import Separator, open_separator
from separation.chunks import MARGIN, Chunk, ChunkPlan, Seams
from separation.errors import Interrupted
from separation.errors import SeparationError as WorkError
from separation.models import about
from separation.models.progress import Progress, Report
from separation.models.registry import ModelInfo
from separation.models.sources import addresses
from separation.models.store import ModelStore


class Work:
    """One job: its song, its chunks, and the entry they are written to."""

    def __init__(
        self,
        job: protocol.Separate,
        writer: StemWriter,
        separator: Separator,
        source: AudioSource,
    ) -> None:
        self.job = job
        self.writer = writer
        entry = writer.entry
        self.plan = ChunkPlan(
            entry.frames,
            separator.grid,
            separator.cells_per_chunk,
            drafts=separator.drafts,
            states=self.writer.states,
        )
        self.writer.downgrade(self.plan.states)
        self._separator = separator
        self._read = source.read
        self._seams = Seams(joined=self.plan.joined)
        self._noticed = separator.notice

    @property
    def part_done(self) -> bool:
        """Whether the part that was asked for is final, if only a part was."""
        if self.job.stop is None:
            return False
        first = (self.job.playhead or 0) // CELL
        part = self.plan.states[first : -(-(self.job.stop + MARGIN) // CELL)]
        return bool((part == CellState.FINAL).all())

    def new_notice(self) -> str:
        """What the separator has to say since the last look."""
        before, self._noticed = self._noticed, self._separator.notice
        return "" if self._noticed == before else self._noticed

    def make(self, chunk: Chunk) -> float:
        """Separate and write one chunk; returns seconds of music per second. Raises Interrupted."""
        began = time.monotonic()
        margin = self._seams.margin
        samples = self._separator.separate(self._read, chunk.start, chunk.stop, margin)
        for start, piece in self._seams.add(chunk, samples):
            self.writer.write(start, piece)
        state = CellState.DRAFT if chunk.draft else CellState.FINAL
        if not chunk.draft:  # the fades reach into the neighbours
            self.writer.seal(max(0, chunk.start - margin), chunk.start)
            self.writer.seal(chunk.stop, chunk.stop + margin)
        self.writer.mark(chunk.start, chunk.stop, state)
        self.plan.mark(chunk)
        return (chunk.stop - chunk.start) / SAMPLE_RATE / (time.monotonic() - began)


class Worker:
    """Carries out one request after the other; a second thread listens, and interrupts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._inbox: queue.SimpleQueue[protocol.Request] = queue.SimpleQueue()
        self._separator: Separator | None = None
        self._codec = FLAC
        self._budget = 0
        self._job = 0
        self._playhead: Frames | None = None
        self._stop = False
        self._plan: ChunkPlan | None = None
        self._chunk: Chunk | None = None
        self._spool: Path | None = None

    def run(self) -> None:
        """Serve until `Quit`, or until the other end is gone."""
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        while not isinstance(request := self._inbox.get(), protocol.Quit):
            job = request.job if isinstance(request, protocol.Separate) else 0
            try:
                self._serve(request)
            except (MinusOneError, WorkError) as error:
                self._tell(protocol.Failed(job, error.message, error.hint))
            except MemoryError:
                self._tell(
                    protocol.Failed(job, "There is not enough memory.", "Close other programs.")
                )

    def _serve(self, request: protocol.Request) -> None:
        match request:
            case protocol.Configure():
                self._configure(request)
            case protocol.Separate():
                self._separate(request)
            case protocol.ListModels(folder):
                self._tell(protocol.Models(_describe_all(ModelStore(folder))))
            case protocol.InstallModel(model, folder, accepted):
                info = about.find_model(model, folder)
                about.check_terms(info, accepted=accepted)
                ModelStore(folder).install(info, self._progress(model))
                self._tell(protocol.ModelInstalled(model))
            case protocol.AddModel(file, folder):
                info = ModelStore(folder).add(file, self._progress(file.name))
                self._tell(protocol.ModelInstalled(info.name))
            case protocol.RemoveModel(model, folder):
                ModelStore(folder).remove(about.find_model(model, folder).name)
                self._tell(protocol.ModelRemoved(model))

    def _listen(self) -> None:
        """Runs beside the work: what cannot wait is noted at once."""
        while True:
            try:
                request: protocol.Request = self._connection.recv()
            except (EOFError, OSError):
                request = protocol.Quit()
            match request:
                case protocol.StopJob(job) if job == self._job:
                    self._halt()
                case protocol.MovePlayhead(job, playhead) if job == self._job:
                    self._move(playhead)
                case protocol.StopJob() | protocol.MovePlayhead():
                    pass  # for a job that is over
                case protocol.Separate(job, playhead=playhead):
                    self._job, self._playhead, self._stop = job, playhead, False
                    self._inbox.put(request)
                case protocol.Quit():
                    self._halt()
                    self._inbox.put(request)
                    return
                case _:
                    self._inbox.put(request)

    def _halt(self) -> None:
        self._stop = True
        if self._separator is not None:
            self._separator.interrupt()

    def _move(self, playhead: Frames | None) -> None:
        """A jump to where nothing can be heard yet is worth breaking off a chunk for."""
        self._playhead = playhead
        plan, separator = self._plan, self._separator
        if plan is None or separator is None or playhead is None:
            return
        cell = min(max(playhead, 0) // CELL, plan.cells - 1)
        chunk = self._chunk
        under_way = chunk is not None and chunk.start <= playhead < chunk.stop
        if plan.states[cell] == CellState.MISSING and not under_way:
            separator.interrupt()

    def _configure(self, wish: protocol.Configure) -> None:
        if self._separator is not None:
            self._separator.close()
            self._separator = None
        self._spool, self._codec, self._budget = wish.spool, wish.codec, wish.cache_budget
        info = about.find_model(wish.model, wish.models_folder)
        store = ModelStore(wish.models_folder)
        if not store.installed(info.weights):
            raise SeparationError(
                f"The model {info.name} is not installed.", f"Run: minusone models get {info.name}"
            )
        self._separator = open_separator(
            info,
            store.folder(info.weights),
            device=wish.device,
            threads=wish.threads,
            quality=wish.quality,
        )
        stems = tuple(StemName(stem) for stem in info.stems)
        separator = self._separator
        self._tell(
            protocol.Warm(info.name, separator.version, separator.device, stems, info.x_realtime)
        )

    def _separate(self, job: protocol.Separate) -> None:
        separator = self._separator
        if separator is None:
            raise SeparationError("No separation model is loaded.", "Run: minusone models list")
        source = open_source(job.path, self._spool)
        try:
            entry = _entry(source, separator)
            if is_complete(job.folder, entry):  # it was finished while it was asked for again
                self._tell(protocol.JobStarted(job.job, entry.frames, entry.stems))
                end: protocol.Report = protocol.JobDone(job.job)
            else:
                writer = self._open_writer(job.folder, entry)
                end = self._make(Work(job, writer, separator, source))
        finally:
            source.close()
            give_back()
        self._tell(end)

    def _open_writer(self, folder: Path, entry: Entry) -> StemWriter:
        """Begin an entry, with room made for it in its cache."""
        if not self._budget:
            return StemWriter(folder, entry)
        cache = StemCache(folder.parents[1], self._budget, elsewhere=True, follow=False)
        return cache.open_writer(folder, entry)

    def _make(self, work: Work) -> protocol.Report:
        with contextlib.closing(work.writer):
            self._plan = work.plan
            try:
                return self._go_through(work)
            finally:
                self._plan = None

    def _go_through(self, work: Work) -> protocol.Report:
        """Make all chunks that are wanted; returns how that ended."""
        job = work.job.job
        self._tell(protocol.JobStarted(job, work.writer.entry.frames, work.writer.entry.stems))
        while (chunk := work.plan.next(self._playhead)) is not None:
            if self._stop:
                return protocol.JobStopped(job)
            if work.part_done:
                return protocol.PartDone(job)
            self._chunk = chunk
            try:
                speed = work.make(chunk)
            except Interrupted:
                continue  # why is in _stop, or in where the playhead is now
            states = work.writer.states.tobytes()
            self._tell(protocol.ChunkDone(job, states, speed, work.new_notice()))
        try:
            work.writer.finish(self._codec, lambda: not self._stop)
        except Halted:
            return protocol.JobStopped(job)
        return protocol.JobDone(job)

    def _progress(self, model: str) -> Report:
        def report(progress: Progress) -> None:
            self._tell(
                protocol.InstallProgress(model, progress.stage, progress.done, progress.total)
            )

        return report

    def _tell(self, report: protocol.Report) -> None:
        self._connection.send(report)


def main(connection: Connection) -> None:
    """Run the separator process, below everything that makes sound."""
    step_back()
    keep_freed()
    Worker(connection).run()


def _entry(source: AudioSource, separator: Separator) -> Entry:
    if not source.frames:
        raise SeparationError("There is nothing to separate in this file or stream.")
    stems = tuple(StemName(stem) for stem in separator.info.stems)
    return Entry(source.frames, stems, separator.version)


def _describe_all(store: ModelStore) -> tuple[protocol.ModelDescription, ...]:
    return tuple(_describe(info, store) for info in store.models().values())


def _describe(info: ModelInfo, store: ModelStore) -> protocol.ModelDescription:
    return protocol.ModelDescription(
        name=info.name,
        title=info.title,
        stems=info.stems,
        installed=store.installed(info.name),
        bytes=store.size(info.name) or info.download_size,
        licence=f"code {info.licence_code}, weights {info.licence_weights}",
        note=info.note,
        studio=info.speed == "studio",
        terms=info.terms,
        x_realtime=info.x_realtime,
        memory_mb=info.memory_mb,
        missing=about.missing(info),
        published_sdr=about.quality(info),
        sdr=info.published_sdr,
        published_in=info.published_in,
        licence_code=info.licence_code,
        licence_weights=info.licence_weights,
        credit=info.credit,
        homepage=info.homepage,
        addresses=addresses(info),
        own=info.own,
        weights="" if info.weights == info.name else info.weights,
    )
