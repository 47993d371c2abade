"""Edits tags and renames files in the background, and takes it back."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.background import Background
from player.base.events import Event
from player.base.loop import MainThread
from player.base.values import dataclass
from player.library.edit_journal import Batch, EditJournal, Kind, Move
from player.library.tag_changes import (
    ChangedMeanwhileError,
    Edit,
    Failure,
    FileTags,
    Picture,
    TagError,
)

if TYPE_CHECKING:
    from player.library.name_pattern import NamePattern, Song
    from player.library.rename_plan import RenamePlan
    from player.library.renaming import Renamed

_BETWEEN_NEWS = 0.05
"""Seconds between two reports of progress."""
_COVERS = 8
"""Different pictures that are held for files that were read; more are not told apart."""


@dataclass(frozen=True)
class EditProgress:
    """How far the work that runs is."""

    done: int
    total: int


@dataclass(frozen=True)
class EditResult:
    """What came of a batch."""

    kind: Kind
    done: int
    """Files that were changed."""
    failures: tuple[Failure, ...] = ()
    cancelled: bool = False
    undone: bool = False
    """Whether this took another batch back."""


@dataclass(frozen=True)
class FilesRead:
    """The tags of files, and those that have none that can be changed."""

    files: tuple[FileTags, ...]
    failures: tuple[Failure, ...]


class TagEditing:
    """Main thread only; one batch after the other. Cancelling waits for the file at hand."""

    def __init__(self, folder: Path, main_thread: MainThread) -> None:
        """`folder` keeps how edits are taken back; it need not exist."""
        self.keep_times = False
        """Whether files keep the time of their last change."""
        self.progress: Event[EditProgress] = Event()
        self.finished: Event[EditResult] = Event()
        self.tags_written: Event[tuple[Path, ...]] = Event()
        """These files say something else now."""
        self.files_moved: Event[tuple[Move, ...]] = Event()
        """These files lie elsewhere now."""
        self.undo_changed: Event[[]] = Event()
        self.undoable: Batch | None = None
        """What `undo` would take back."""
        self.roots: tuple[Path, ...] = ()
        """Folders from which patterns with folders start, if files lie in one of them."""
        self.busy = False
        """Whether a batch runs or waits."""
        self._journal = EditJournal(folder)
        self._main_thread = main_thread
        self._pool = Background(1, "tags")
        self._readers = Background(1, "tags-read")
        self._cancel = threading.Event()
        self._told = 0.0
        self._plans = 0

    def start(self) -> None:
        """Finish what a kill broke off, and find what can be taken back."""
        self._pool.run(self._recover)

    def read(self, paths: Sequence[Path], done: Callable[[FilesRead], None]) -> None:
        """Read the tags of files; `done` is called with them, in the order of `paths`."""
        self._readers.run(partial(self._read, tuple(paths), done))

    def plan(
        self,
        songs: Sequence["Song"],
        pattern: "NamePattern",
        root: Path,
        done: Callable[["RenamePlan"], None],
        *,
        companions: bool = True,
    ) -> None:
        """Look what renaming would do; an older plan that is not made yet is dropped."""
        from player.library.rename_plan import plan_renaming

        self._plans += 1
        work = partial(plan_renaming, tuple(songs), pattern, root, companions=companions)
        self._readers.run(partial(self._plan, self._plans, work, done))

    def write(self, edits: Sequence[Edit]) -> None:
        """Change the tags of files."""
        self._begin(partial(self._write, tuple(edits), self.keep_times))

    def root_of(self, paths: Sequence[Path]) -> Path:
        """The innermost of `roots` that all files lie in, else the folder that they lie in."""
        common = Path(os.path.commonpath([path.absolute().parent for path in paths]))
        around = [root for root in self.roots if root == common or root in common.parents]
        return max(around, key=lambda root: len(root.parts), default=common)

    def rename(self, plan: "RenamePlan") -> None:
        """Give files the names of a plan; those with a problem stay."""
        self._begin(partial(self._rename, plan))

    def undo(self) -> None:
        """Take back the newest batch; what has been changed since stays and is told."""
        if self.undoable is not None:
            self._begin(partial(self._undo, self.undoable, self.keep_times))

    def cancel(self) -> None:
        """Stop after the file at hand; what is done stays done, and can be taken back."""
        self._cancel.set()

    def close(self) -> None:
        """End after the file at hand."""
        self._cancel.set()
        self._pool.close()
        self._readers.close()

    def _begin(self, work: Callable[[], EditResult]) -> None:
        if not self.busy:
            self.busy = True
            self._cancel.clear()
            self._pool.run(partial(self._work, work))

    def _work(self, work: Callable[[], EditResult]) -> None:
        try:
            result = work()
        except OSError as error:  # the journal: without it nothing is begun
            reason = TagError(
                f"How to take this back cannot be kept ({error.strerror or error}).",
                "Free some space on the disk with your settings, then try again.",
            )
            result = EditResult(Kind.TAGS, 0, (Failure(Path(), reason),))
        self._main_thread.post(partial(self._finish, result, self._newest()))

    def _finish(self, result: EditResult, newest: Batch | None) -> None:
        self.busy = False
        self._show_undo(newest)
        self.finished.emit(result)

    def _show_undo(self, newest: Batch | None) -> None:
        self.undoable = newest
        self.undo_changed.emit()

    def _newest(self) -> Batch | None:
        return next(iter(self._journal.batches()), None)

    def _recover(self) -> None:
        from player.library.renaming import finish_interrupted

        for batch in self._journal.batches():
            if batch.kind is Kind.NAMES:
                finish_interrupted(self._journal.moves(batch))
        self._main_thread.post(partial(self._show_undo, self._newest()))

    def _read(self, paths: tuple[Path, ...], done: Callable[[FilesRead], None]) -> None:
        from player.library.tag_writing import read_file_tags

        files: list[FileTags] = []
        failures: list[Failure] = []
        pictures: dict[Picture, Picture] = {}
        for path in paths:
            try:
                files.append(_slim(read_file_tags(path), pictures))
            except TagError as error:
                failures.append(Failure(path, error))
        read = FilesRead(tuple(files), tuple(failures))
        self._main_thread.post(partial(done, read))

    def _plan(
        self, number: int, work: Callable[[], "RenamePlan"], done: Callable[["RenamePlan"], None]
    ) -> None:
        if number == self._plans:
            plan = work()
            self._main_thread.post(lambda: done(plan) if number == self._plans else None)

    def _write(self, edits: tuple[Edit, ...], keep_times: bool) -> EditResult:
        batch = self._journal.begin(Kind.TAGS, len(edits))
        try:
            return self._write_all(edits, keep_times, batch.add_edit)[0]
        finally:
            batch.close()

    def _write_all(
        self, edits: tuple[Edit, ...], keep_times: bool, note: Callable[[Edit], object]
    ) -> tuple[EditResult, tuple[Edit, ...]]:
        """What came of it, and the edits that were cancelled."""
        from player.library.tag_writing import TagWriter

        writer = TagWriter(keep_times=keep_times)
        written: list[Path] = []
        failures: list[Failure] = []
        tried = 0
        for edit in edits:
            if not self._goes_on(tried, len(edits)):
                break
            tried += 1
            try:
                if writer.write(edit, note) is not None:
                    written.append(edit.path)
            except TagError as error:
                failures.append(Failure(edit.path, error))
        if written:
            self._main_thread.post(partial(self.tags_written.emit, tuple(written)))
        left = edits[tried:]
        return EditResult(Kind.TAGS, len(written), tuple(failures), bool(left)), left

    def _rename(self, plan: "RenamePlan") -> EditResult:
        from player.library.renaming import Renamed, rename_files

        batch = self._journal.begin(Kind.NAMES, len(plan.ready))
        renamed = Renamed((), ())
        try:
            go_on = partial(self._goes_on, total=len(plan.ready))
            renamed = rename_files(plan.ready, plan.root, batch.add_move, go_on)
        finally:
            batch.close_with(renamed.moves)
        return self._moved(renamed, len(plan.ready))

    def _moved(self, renamed: "Renamed", total: int) -> EditResult:
        if renamed.moves:
            self._main_thread.post(partial(self.files_moved.emit, renamed.moves))
        done = len(renamed.moves)
        cancelled = done + len(renamed.failures) < total and self._cancel.is_set()
        return EditResult(Kind.NAMES, done, renamed.failures, cancelled)

    def _undo(self, batch: Batch, keep_times: bool) -> EditResult:
        if batch.kind is Kind.NAMES:
            return replace(self._undo_names(batch), undone=True)
        return replace(self._undo_tags(batch, keep_times), undone=True)

    def _undo_tags(self, batch: Batch, keep_times: bool) -> EditResult:
        edits = self._journal.edits(batch)
        result, left = self._write_all(edits, keep_times, lambda _: None)
        for_later = {
            failure.path
            for failure in result.failures
            if not isinstance(failure.error, ChangedMeanwhileError)
        }
        kept = [edit for edit in edits if edit in left or edit.path in for_later]
        self._journal.keep_only(batch, kept)
        return result

    def _undo_names(self, batch: Batch) -> EditResult:
        from player.library.renaming import rename_files, taken_back

        moves = self._journal.moves(batch)
        back = taken_back(moves)
        if not back and moves:
            gone = TagError("The renamed files are not there.", "Is their drive connected?")
            return EditResult(Kind.NAMES, 0, (Failure(moves[0].new, gone),))
        root = Path(os.path.commonpath([move.old.parent for move in moves]))
        again = self._journal.begin(Kind.NAMES, len(back))
        renamed = rename_files(back, root, again.add_move)
        again.close_with(())
        self._journal.drop(batch.number)
        return self._moved(renamed, len(back))

    def _goes_on(self, done: int, total: int) -> bool:
        now = time.monotonic()
        if done == 0 or now - self._told >= _BETWEEN_NEWS:
            self._told = now
            self._main_thread.post(partial(self.progress.emit, EditProgress(done, total)))
        return not self._cancel.is_set()


def _slim(file: FileTags, known: dict[Picture, Picture]) -> FileTags:
    """With its cover alone, one object for all files that have the same, and few at all."""
    cover = file.cover
    if cover is None:
        return file
    if len(known) >= _COVERS:
        cover = known.get(cover, replace(cover, data=b""))
    return replace(file, pictures=(known.setdefault(cover, cover),))
