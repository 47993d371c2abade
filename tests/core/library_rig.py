"""The library as a window has it, with a real file and a loop."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from player.base.loop import Loop
from player.base.messages import MessageLog
from player.core.library_service import LibraryService
from player.library.items import FoundFile, PlaylistId, TrackRow, Wanted
from tests.library.songs import MUSIC

T = TypeVar("T")
WAIT = 20.0


class LibraryRig:
    def __init__(self, path: Path) -> None:
        self.loop = Loop()
        self.messages = MessageLog()
        self.service = LibraryService(path, self.messages, self.loop)
        self.lists_changed = 0
        self.service.lists.changed.connect(self._count)

    def scan(self, *files: FoundFile) -> None:
        """As the scanner does, which is another process."""
        library = self.service.library()
        assert library is not None
        library.roots.add(MUSIC)
        library.scanned.write(files)

    def answer(self, ask: Callable[[Callable[[Any], object]], object]) -> Any:  # noqa: ANN401
        """What the service answers."""
        answers: list[Any] = []
        ask(answers.append)
        assert self.loop.run_until(lambda: bool(answers), WAIT)
        return answers[0]

    def ids(self, text: str = "", playlist: PlaylistId | None = None) -> list[int]:
        wanted = Wanted(text, playlist)
        found: list[int] = self.answer(lambda done: self.service.search(wanted, done)).ids.tolist()
        return found

    def titles(self, text: str = "", playlist: PlaylistId | None = None) -> list[str]:
        return [row.title for row in self.rows(self.ids(text, playlist))]

    def rows(self, ids: Sequence[int]) -> list[TrackRow]:
        return list(self.answer(lambda done: self.service.rows(np.array(ids, np.int64), done)))

    def edited(self, edit: Callable[[], T]) -> T:
        """Do something to playlists and wait until it has happened."""
        before = self.lists_changed
        result = edit()
        assert self.loop.run_until(lambda: self.lists_changed > before, WAIT)
        return result

    def _count(self) -> None:
        self.lists_changed += 1
