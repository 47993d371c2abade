"""The library's playlists as the window sees them: made, changed, undone."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from player.base.events import Event
from player.base.values import dataclass
from player.library.items import LibraryId, PlaylistId, Sort, TrackRow, Wanted
from player.library.playlist_files import PlaylistEntry, read_playlist, write_playlist
from player.library.store import Library
from player.library.stored_playlists import Entry, Playlist, Snapshot

_KEPT = 100


class Ask(Protocol):
    """Has work done on another thread; `done` is called with its result on the main one."""

    def __call__(self, work: Callable[[Library], Any], done: Callable[[Any], object]) -> None:
        """Ask for it."""


@dataclass(frozen=True)
class _Edit:
    """What a playlist was before and after; None where it was not there."""

    words: str
    playlist: PlaylistId
    before: Snapshot | None
    after: Snapshot | None


class PlaylistService:
    """Main thread only. What is asked for here happens in order; `changed` tells when it has."""

    def __init__(self, write: Ask, read: Ask) -> None:
        self.changed: Event[[]] = Event()
        """Playlists, or what is in them."""
        self.all: tuple[Playlist, ...] = ()
        """By name; empty until `load` has been answered by `changed`."""
        self._write = write
        self._read = read
        self._done: list[_Edit] = []
        self._undone: list[_Edit] = []

    @property
    def can_undo(self) -> str:
        """What `undo` would take back, in words; "" for nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def can_redo(self) -> str:
        """What `redo` would do again, in words; "" for nothing."""
        return self._undone[-1].words if self._undone else ""

    def load(self) -> None:
        """Find out which there are."""
        self._read(lambda library: library.playlists.all(), self._take)

    def create(
        self, name: str, ids: Iterable[int] = (), done: Callable[[PlaylistId], object] = int
    ) -> None:
        """Make a list of these tracks."""
        entries = [Entry(int(each)) for each in ids]
        words = f"New playlist “{name}”"
        self._make(words, lambda library: library.playlists.create(name, entries), done)

    def create_smart(
        self,
        name: str,
        query: str,
        sort: tuple[Sort, ...] = (),
        limit: int | None = None,
        done: Callable[[PlaylistId], object] = int,
    ) -> None:
        """Make a smart playlist: what `query` finds, the first `limit` in this order."""
        words = f"New playlist “{name}”"
        self._make(words, lambda lib: lib.playlists.create_smart(name, query, sort, limit), done)

    def change_smart(
        self, playlist: PlaylistId, query: str, sort: tuple[Sort, ...], limit: int | None
    ) -> None:
        """Have a smart playlist ask for something else."""
        self._edit(
            "Change of a smart playlist",
            playlist,
            lambda before: _with(before, query=query, sort=sort, limit=limit),
        )

    def rename(self, playlist: PlaylistId, name: str) -> None:
        """Give it another name."""
        self._edit("Renaming a playlist", playlist, lambda before: _with(before, name=name))

    def delete(self, playlist: PlaylistId) -> None:
        """Remove it; its tracks stay."""
        self._edit("Deleting a playlist", playlist, lambda _: None)

    def add(self, playlist: PlaylistId, ids: Iterable[int], place: int | None = None) -> None:
        """Put tracks in, before what is at `place` or at the end."""
        new = tuple(Entry(int(each)) for each in ids)

        def added(before: Snapshot) -> Snapshot:
            entries = before.entries
            at = len(entries) if place is None else _at(before, place)
            return replace(before, entries=(*entries[:at], *new, *entries[at:]))

        self._edit(f"Adding {_count(len(new))}", playlist, added)

    def remove(self, playlist: PlaylistId, places: Sequence[int]) -> None:
        """Take out what is at these places."""

        def removed(before: Snapshot) -> Snapshot:
            gone = {_at(before, place) for place in places}
            rest = (each for at, each in enumerate(before.entries) if at not in gone)
            return replace(before, entries=tuple(rest))

        self._edit(f"Removing {_count(len(places))}", playlist, removed)

    def move(self, playlist: PlaylistId, places: Sequence[int], to: int) -> None:
        """Move what is at these places to before what is at `to`."""

        def moved(before: Snapshot) -> Snapshot:
            entries, target = before.entries, _at(before, to)
            moving = sorted({_at(before, place) for place in places})
            head = [each for at, each in enumerate(entries[:target]) if at not in moving]
            tail = [e for at, e in enumerate(entries[target:], target) if at not in moving]
            return replace(before, entries=(*head, *(entries[at] for at in moving), *tail))

        self._edit(f"Moving {_count(len(places))}", playlist, moved)

    def open_file(self, path: Path, done: Callable[[PlaylistId], object] = int) -> None:
        """Make a list of what a playlist file names; what the library does not know is kept too."""

        def read(library: Library) -> Snapshot:
            locations = [str(entry.location) for entry in read_playlist(path)]
            known = library.ids_of([Path(each) for each in locations])
            entries = [Entry(known.get(Path(each)), os.fsencode(each)) for each in locations]
            return library.playlists.create(path.stem, entries)

        self._make(f"Opening “{path.name}”", read, done)

    def save_file(self, playlist: PlaylistId, path: Path) -> None:
        """Write a playlist to a file of the kind that its ending says."""
        self._read(lambda library: write_playlist(path, _entries(library, playlist)), _nothing)

    def undo(self) -> str:
        """Take the last edit back; what it was, in words, or ""."""
        words = self.can_undo
        self._write(_nothing, lambda _: self._go(self._done, self._undone))
        return words

    def redo(self) -> str:
        """Do again what was taken back; what it is, in words, or ""."""
        words = self.can_redo
        self._write(_nothing, lambda _: self._go(self._undone, self._done))
        return words

    def _make(
        self,
        words: str,
        make: Callable[[Library], Snapshot],
        done: Callable[[PlaylistId], object],
    ) -> None:
        def made(snapshot: Snapshot) -> None:
            playlist = snapshot.playlist.id
            self._note(_Edit(words, playlist, None, snapshot))
            done(playlist)

        self._write(make, made)

    def _edit(
        self,
        words: str,
        playlist: PlaylistId,
        change: Callable[[Snapshot], Snapshot | None],
    ) -> None:
        def edit(library: Library) -> _Edit | None:
            before = library.playlists.snapshot(playlist)
            if before is None:
                return None
            after = change(before)
            _put(library, playlist, after)
            return _Edit(words, playlist, before, after)

        self._write(edit, self._note)

    def _note(self, edit: _Edit | None) -> None:
        if edit is not None:
            self._done = [*self._done[1 - _KEPT :], edit]
            self._undone.clear()
            self.load()

    def _go(self, edits: list[_Edit], others: list[_Edit]) -> None:
        """The edits that were asked for before are over."""
        if edits:
            edit = edits.pop()
            state = edit.before if others is self._undone else edit.after
            others.append(edit)
            self._write(lambda library: _put(library, edit.playlist, state), lambda _: self.load())

    def _take(self, playlists: tuple[Playlist, ...]) -> None:
        self.all = playlists
        self.changed.emit()


def _put(library: Library, playlist: PlaylistId, state: Snapshot | None) -> None:
    if state is None:
        library.playlists.delete(playlist)
    else:
        library.playlists.put(state)


def _nothing(_: object) -> None:
    """What there is to do between two things."""


def _at(snapshot: Snapshot, place: int) -> int:
    """Which entry is at a place of the list that is shown."""
    return snapshot.shown[place] if place < len(snapshot.shown) else len(snapshot.entries)


def _with(snapshot: Snapshot, **changes: Any) -> Snapshot:  # noqa: ANN401 - as `replace` has it
    return replace(snapshot, playlist=replace(snapshot.playlist, **changes))


def _count(tracks: int) -> str:
    return "1 track" if tracks == 1 else f"{tracks} tracks"


def _entries(library: Library, playlist: PlaylistId) -> list[PlaylistEntry]:
    """What a playlist file says; of a smart playlist, what it finds now."""
    snapshot = library.playlists.snapshot(playlist)
    entries = snapshot.entries if snapshot is not None else ()
    if snapshot is not None and snapshot.playlist.query is not None:
        found = library.search(Wanted(playlist=playlist))
        entries = tuple(Entry(int(each)) for each in found.ids)
    rows = {row.id: row for row in library.rows(e.track for e in entries if e.track is not None)}
    return [_entry(entry, rows) for entry in entries]


def _entry(entry: Entry, rows: Mapping[LibraryId, TrackRow]) -> PlaylistEntry:
    row = None if entry.track is None else rows.get(LibraryId(entry.track))
    if row is not None:
        return PlaylistEntry(Path(row.path), row.title, row.artist, row.duration)
    location = os.fsdecode(entry.location)
    return PlaylistEntry(location if "://" in location else Path(location))
