"""Refining without an engine and a separator: real stems, real threads, a playhead by hand."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.loop import Loop, MainThread
from player.base.messages import MessageLog
from player.base.units import TrackId
from player.core.playback import Playback
from player.core.queue import Queue
from player.core.retouch_thread import RetouchPlace
from player.core.retouching import Retouching
from player.retouch.edit_file import EditFiles
from player.stemfile.entry import Entry
from player.stemfile.reader import StemReader
from player.stems.keys import KeyStore
from player.stems.preferred import preferred
from tests.retouch.rig import BASE, table

WAIT = 30.0


class Easel:
    """A song in the queue whose stems can be refined; it says what the engine would be given."""

    def __init__(self, root: Path) -> None:
        self.loop = Loop()
        self.main_thread: MainThread = self.loop
        self.keys = KeyStore(root / "keys.sqlite")
        self.table = table(root)
        key = self.keys.key(self.table.song)
        self.table.base.parent.rename(self.table.cache.root / key)
        self.table = replace(self.table, key=key)
        self.messages, self.playback = MessageLog(), Playback()
        self.queue = Queue()
        self.separated = True
        self.working: Path | None = None
        self.heard_anew = 0
        self.place = RetouchPlace(self.table.cache, self.keys, EditFiles(root / "edits"))
        self.set_up()

    def set_up(self) -> None:
        """Begin with what there is now."""
        (track,) = self.queue.add([self.table.song])
        self.track = track.id
        self.retouching = self.another()

    def another(self) -> Retouching:
        """As after a new start."""
        return Retouching(
            self.place, self, self.playback, self.queue, self.messages, self.main_thread
        )

    def open(self) -> Retouching:
        """Ready to paint."""
        self.retouching.begin(self.track)
        self.until(lambda: self.retouching.entry is not None)
        return self.retouching

    def finish(self) -> None:
        """Until the result is there."""
        self.retouching.finish()
        self.until(lambda: self.retouching.track is None)

    def until(self, done: Callable[[], bool]) -> None:
        """Let the threads work until then."""
        assert self.loop.run_until(done, WAIT), list(self.messages.recent)

    def sound(self) -> NDArray[np.float32]:
        """The stored stems as they are heard now."""
        folder = self.working or self.finished(self.track)
        assert folder is not None
        with closing(StemReader(folder)) as reader:
            return reader.read(0, reader.entry.frames)

    def close(self) -> None:
        self.retouching.close()
        self.keys.close()

    # -- what the stem service does

    def finished(self, _track: TrackId) -> Path | None:
        version = preferred(self.table.cache, self.table.key) or BASE
        return self.table.cache.folder(self.table.key, version) if self.separated else None

    def begin_painting(self, _song: Path, folder: Path, _entry: Entry) -> None:
        self.working = folder

    def painted(self, _song: Path, _folder: Path) -> None:
        self.heard_anew += 1

    def end_painting(self, song: Path) -> None:
        assert song == self.table.song
        self.working = None
