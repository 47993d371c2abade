"""Stems from and for other programs, read and written beside everything else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.errors import MinusOneError
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.core.stem_lookup import StemLookup

if TYPE_CHECKING:
    from player.interchange.exporting import Exported
    from player.interchange.importing import Imported


class StemExchange:
    """Imports and exports on a background thread; what came of it is said on the main thread."""

    def __init__(self, lookup: StemLookup, messages: MessageLog, main_thread: MainThread) -> None:
        self._lookup = lookup
        self._messages = messages
        self._main_thread = main_thread

    def take(self, song: Path, source: Path, done: Callable[[], None]) -> None:
        """Make the stems in `source` those of `song`; `done` is called when they are there."""

        def work() -> None:
            from player.interchange.importing import import_stems  # loads FFmpeg

            try:
                taken = import_stems(song, source, self._lookup.cache, self._lookup.keys)
            except MinusOneError as error:
                self._fail(error)
            else:
                self._main_thread.post(lambda: self._taken(song, taken, done))

        self._lookup.run(work)

    def write(self, song: Path, entry: Path, target: Path, tags: Mapping[str, str]) -> None:
        """Write `song` and the stems in the folder `entry` as a stem file."""

        def work() -> None:
            from player.interchange.exporting import export_stems  # loads FFmpeg

            try:
                written = export_stems(song, entry, target, tags=tags)
            except MinusOneError as error:
                self._fail(error)
            else:
                self._main_thread.post(lambda: self._written(written))

        self._lookup.run(work)

    def _fail(self, error: MinusOneError) -> None:
        self._main_thread.post(lambda: self._messages.error(error))

    def _taken(self, song: Path, taken: "Imported", done: Callable[[], None]) -> None:
        names = ", ".join(taken.stems)
        self._messages.info(
            f"{song.name} plays with {names} from now on;"
            f" they leave {taken.residual_db:+.1f} dB of the song."
        )
        for warning in taken.warnings:
            self._messages.say(Level.WARNING, warning)
        done()

    def _written(self, written: "Exported") -> None:
        self._messages.info(f"{written.path.name} is written.")
