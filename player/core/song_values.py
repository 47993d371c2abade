"""What the user gives each song: shown, undone, and kept in a file named after its content."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.files import write_atomically
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.base.units import SongKey, TrackId
from player.base.values import dataclass
from player.core.edits import Edits
from player.core.queue import Queue

T = TypeVar("T")

FORMAT = 1
_ASIDE = ".damaged"


class Keys(Protocol):
    """Tells what a song is, whatever its name."""

    def key(self, path: Path) -> SongKey:
        """The song's content key; AudioFileError if the file cannot be read."""


@dataclass(frozen=True)
class Kept(Generic[T]):
    """Where values of one kind are kept, as JSON, and how.

    `read` turns what `write` made back into the value; ValueError, KeyError, TypeError or
    AttributeError if it is nothing of the kind.
    """

    folder: Path
    name: str
    """What they are called in messages: "loops"."""
    empty: T
    """The value of a song that was given none; nothing is written for it."""
    read: Callable[[Any], T]
    write: Callable[[T], Any]
    join: Callable[[T, T], T]
    """What comes of the value in the file and the one given before the file was looked at."""
    whose: str = " of this song"
    """Said of them in messages."""

    def load(self, key: SongKey) -> tuple[T, str]:
        """A song's value, and what is wrong with its file, if anything.

        A damaged file is set aside, so that nothing in it is lost.
        """
        file = self._file(key)
        try:
            return self._read(json.loads(file.read_bytes())), ""
        except FileNotFoundError:
            return self.empty, ""
        except OSError as error:
            return self.empty, f"{self._these} cannot be read: {error.strerror}."
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            aside = file.with_name(file.name + _ASIDE)
            with suppress(OSError):
                file.replace(aside)
            return self.empty, f"{self._these} are damaged; the file is kept as {aside}."

    def save(self, key: SongKey, value: T) -> None:
        """Keep this value; MinusOneError if the disk does not let us."""
        file = self._file(key)
        try:
            if value != self.empty:
                stored = {"format": FORMAT, self.name: self.write(value)}
                write_atomically(file, json.dumps(stored, indent=1, ensure_ascii=False).encode())
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise MinusOneError(
                f"The {self.name} could not be kept: {error.strerror}.",
                f"Check the folder {self.folder}.",
            ) from error

    def _read(self, stored: Mapping[str, Any]) -> T:
        if stored["format"] != FORMAT:
            raise ValueError(f"format {stored['format']!r}")
        return self.read(stored[self.name])

    @property
    def _these(self) -> str:
        return f"The {self.name}{self.whose}"

    def _file(self, key: SongKey) -> Path:
        return self.folder / f"{key}.json"


@dataclasses.dataclass
class _Song(Generic[T]):
    """What one track was given."""

    value: T
    edits: Edits[T] = field(default_factory=Edits)
    key: SongKey | None = None
    """None until the file was looked at."""
    asked: bool = False


class SongValues(Generic[T]):
    """The values of the queue's tracks. Main thread only."""

    def __init__(
        self,
        kept: Kept[T],
        queue: Queue,
        messages: MessageLog,
        main_thread: MainThread,
        keys: Keys | None = None,
    ) -> None:
        """`keys`: None keeps nothing beyond this run."""
        self.changed: Event[TrackId] = Event()
        """A track has another value; also when another track became the current one."""
        self._kept = kept
        self._queue = queue
        self._messages = messages
        self._main_thread = main_thread
        self._keys = keys
        self._songs: dict[TrackId, _Song[T]] = {}
        self._pool = Background(1, kept.name)
        self._before: T | None = None
        """The state before a gesture that is going on."""
        queue.current_changed.connect(self._on_track)
        queue.order_changed.connect(self._read_ahead)

    @property
    def current(self) -> T:
        """The current track's value."""
        current = self._queue.current
        return self._kept.empty if current is None else self.of(current)

    @property
    def settled(self) -> T:
        """The current track's value before the gesture that is going on."""
        return self.current if self._before is None else self._before

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._song is not None and self._song.edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._song is not None and self._song.edits.can_redo

    def of(self, track: TrackId) -> T:
        """A track's value, as far as it is known yet."""
        song = self._songs.get(track)
        return self._kept.empty if song is None else song.value

    def preview(self, value: T) -> None:
        """Have this while the hand still moves; `set` or `restore` ends it."""
        if self._song is not None:
            self._before = self.settled
            self._apply(value)

    def restore(self) -> None:
        """Leave it as it was before the gesture."""
        before, self._before = self._before, None
        if before is not None:
            self._apply(before)

    def set(self, value: T) -> None:
        """Give the current track this value; one edit that can be undone."""
        song, before = self._song, self.settled
        self._before = None
        if song is None:
            return
        if value != before:
            song.edits.note(before)
            self._apply(value)
            self._keep(song)
        elif value != song.value:
            self._apply(value)

    def key_of(self, track: TrackId) -> SongKey | None:
        """What this track's sound is called; None while it is not known."""
        song = self._songs.get(track)
        return None if song is None else song.key

    def give(self, track: TrackId, value: T) -> None:
        """Give any track this value; no edit of the user's, so nothing to undo."""
        song = self._entry(track)
        if value != song.value:
            self._show(track, value)
            self._keep(song)

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self.restore()
        song = self._song
        if song is not None and song.edits.can_undo:
            self._apply(song.edits.undo(song.value))
            self._keep(song)

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self.restore()
        song = self._song
        if song is not None and song.edits.can_redo:
            self._apply(song.edits.redo(song.value))
            self._keep(song)

    def close(self) -> None:
        """Write what is still to be written, and end the thread."""
        self._pool.finish()

    @property
    def _song(self) -> _Song[T] | None:
        current = self._queue.current
        return None if current is None else self._entry(current)

    def _entry(self, track: TrackId) -> _Song[T]:
        return self._songs.setdefault(track, _Song(self._kept.empty))

    def _apply(self, value: T) -> None:
        current = self._queue.current
        if current is not None:
            self._show(current, value)

    def _show(self, track: TrackId, value: T) -> None:
        self._entry(track).value = value
        self.changed.emit(track)

    def _keep(self, song: _Song[T]) -> None:
        """Write it, and have it wherever else this song is in the list."""
        if song.key is None:
            return
        for track, other in list(self._songs.items()):
            if other.key == song.key and other is not song:
                self._show(track, song.value)
        self._pool.run(partial(self._save, song.key, song.value))

    def _on_track(self) -> None:
        self._before = None
        self._read_ahead()
        if self._queue.current is not None:
            self.changed.emit(self._queue.current)

    def _read_ahead(self) -> None:
        """Know the values of what plays and of what follows before they are needed."""
        current = self._queue.current
        if current is not None:
            following = self._queue.follows(current)
            self._read(current)
            if following is not None:
                self._read(following.id)

    def _read(self, track_id: TrackId) -> None:
        track, song = self._queue.get(track_id), self._entry(track_id)
        if self._keys is None or song.asked or track is None or track.is_stream:
            return
        song.asked = True
        self._pool.run(partial(self._load, self._keys, track_id, track.path))

    def _loaded(self, track_id: TrackId, key: SongKey, value: T, problem: str) -> None:
        song = self._entry(track_id)
        song.key = key
        if problem:
            self._messages.say(Level.WARNING, problem)
        early = song.value
        self._show(track_id, value if early == self._kept.empty else self._kept.join(value, early))
        if early != self._kept.empty:
            self._keep(song)

    # -- on the background thread

    def _load(self, keys: Keys, track_id: TrackId, path: Path) -> None:
        try:
            key = keys.key(path)
        except MinusOneError:
            return  # whoever plays the file says what is wrong with it
        found = self._kept.load(key)
        self._main_thread.post(lambda: self._loaded(track_id, key, *found))

    def _save(self, key: SongKey, value: T) -> None:
        try:
            self._kept.save(key, value)
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
