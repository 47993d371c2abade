"""The models that there are: listed, fetched, added and removed, each in a process of its own."""

from collections.abc import Callable
from pathlib import Path

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import StemName
from player.core.separation import ModelChoice, ModelStatus
from player.stems import models, protocol
from player.stems.versions import KnownVersions


class ModelShelf:
    """Housekeeping of models. Main thread only; events are emitted there too."""

    def __init__(
        self, folder: Path, versions: KnownVersions, messages: MessageLog, main_thread: MainThread
    ) -> None:
        self.changed: Event[[]] = Event()
        """What `models` gives changed."""
        self.progress: Event[ModelStatus] = Event()
        """How far an installation is; one without a stage ends it."""
        self.installed: Event[str] = Event()
        """A model is there that was not, by its name."""
        self.removed: Event[str] = Event()
        self._folder = folder
        self._versions = versions
        self._messages = messages
        self._main_thread = main_thread
        self._pool = Background(1, "models")
        self._described: tuple[protocol.ModelDescription, ...] = ()
        self._listing = False
        self._busy = ""

    def models(self) -> tuple[ModelChoice, ...]:
        """All models; empty until the list was read once, which the first call begins."""
        if not self._described and not self._listing:
            self.refresh()
        return tuple(self._choice(described) for described in self._described)

    def stems(self, name: str) -> tuple[StemName, ...]:
        """What a model makes, as far as the list is read; else ()."""
        found = (d.stems for d in self._described if d.name == name)
        return tuple(StemName(stem) for stem in next(found, ()))

    def refresh(self) -> None:
        """Read the list again."""
        self._listing = True
        self._pool.run(self._list)

    def install(self, name: str) -> None:
        """Fetch a model whose terms, if it has any, the user has accepted."""
        self._begin(protocol.InstallModel(name, self._folder, accepted=True), name)

    def add(self, file: Path) -> None:
        """Install a model from a file that the user has."""
        self._begin(protocol.AddModel(file, self._folder), file.name)

    def remove(self, name: str) -> None:
        """Delete an installed model."""
        self._begin(protocol.RemoveModel(name, self._folder), name, stage="")

    def close(self) -> None:
        """End the background thread."""
        self._pool.close()

    def _choice(self, described: protocol.ModelDescription) -> ModelChoice:
        known = self._versions.get(described.name)
        measured = known.x_realtime if known is not None else 0.0
        return choice(described, measured)

    def _begin(self, request: protocol.Request, name: str, stage: str = "download") -> None:
        if self._busy:
            self._messages.info(f"{self._busy} comes first.", "Try again when it is done.")
            return
        self._busy = name
        if stage:
            self.progress.emit(ModelStatus(stage=stage, name=name))
        self._pool.run(lambda: self._carry_out(request))

    # -- on the background thread

    def _list(self) -> None:
        try:
            answer = models.ask(protocol.ListModels(self._folder))
        except MinusOneError as error:
            failed = error
            self._main_thread.post(lambda: self._messages.error(failed))
            return
        if isinstance(answer, protocol.Models):
            described = answer.models
            self._main_thread.post(lambda: self._take(described))

    def _carry_out(self, request: protocol.Request) -> None:
        def show(report: protocol.InstallProgress) -> None:
            fraction = report.done / report.total if report.total else 0.0
            status = ModelStatus(stage=report.stage, fraction=fraction, name=report.model)
            self._main_thread.post(lambda: self.progress.emit(status))

        end: Callable[[], None]
        try:
            answer = models.ask(request, show)
        except MinusOneError as error:
            failed = error
            end = lambda: self._failed(failed)  # noqa: E731
        else:
            end = lambda: self._done(answer)  # noqa: E731
        self._main_thread.post(end)
        self._list()

    # -- back on the main thread

    def _take(self, described: tuple[protocol.ModelDescription, ...]) -> None:
        self._described, self._listing = described, False
        self.changed.emit()

    def _done(self, answer: protocol.Report) -> None:
        self._busy = ""
        match answer:
            case protocol.ModelInstalled(name):
                self.installed.emit(name)
            case protocol.ModelRemoved(name):
                self.removed.emit(name)

    def _failed(self, error: MinusOneError) -> None:
        self._busy = ""
        self.progress.emit(ModelStatus())
        self._messages.error(error)


def choice(described: protocol.ModelDescription, measured: float) -> ModelChoice:
    """A line of the list for the user; `measured`: its speed here, 0 if it never ran."""
    return ModelChoice(
        name=described.name,
        title=described.title,
        stems=tuple(StemName(stem) for stem in described.stems),
        studio=described.studio,
        installed=described.installed,
        bytes=described.bytes,
        licence=described.licence,
        note=described.note,
        terms=described.terms,
        x_realtime=measured or described.x_realtime,
        missing=described.missing,
        published_sdr=described.published_sdr,
        weights=described.weights,
    )
