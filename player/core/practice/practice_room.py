"""The practice lists: made, put in order, and gone through entry by entry."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import MessageLog
from player.core.edits import Edits
from player.core.kept_value import KeptValue
from player.core.playback import Playback
from player.core.practice.practice_list import Entry, PracticeList, PracticeLists, Setup
from player.core.queue import Queue
from player.core.track import Track


class Desk(Protocol):
    """All that a song is practised with."""

    def now(self) -> Setup:
        """How it stands."""

    def have(self, setup: Setup) -> None:
        """Have it so, for the current track."""


class PracticeRoom:
    """One of the lists is chosen, and maybe one of its entries gone to. Main thread only."""

    def __init__(
        self,
        kept: KeptValue[PracticeLists],
        desk: Desk,
        playback: Playback,
        queue: Queue,
        messages: MessageLog,
    ) -> None:
        """`kept` belongs to it from then on."""
        self.changed: Event[[]] = Event()
        """Other lists, another one chosen, another entry gone to."""
        self.place: int | None = None
        """The entry of the chosen list that was gone to last."""
        self.add_song: Callable[[str], Track] = lambda location: queue.add([location])[0]
        """Puts a song into the queue that is not there."""
        self._kept = kept
        self._desk = desk
        self._playback = playback
        self._queue = queue
        self._messages = messages
        self._edits: Edits[PracticeLists] = Edits()
        self._chosen = 0
        kept.changed.connect(self.changed.emit)

    @property
    def lists(self) -> PracticeLists:
        """All, in the user's order."""
        return self._kept.value

    @property
    def chosen(self) -> int | None:
        """The number of the list at hand; None if there is none."""
        return min(self._chosen, len(self.lists) - 1) if self.lists else None

    @property
    def current(self) -> PracticeList | None:
        """The list at hand."""
        return None if self.chosen is None else self.lists[self.chosen]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Those of the list at hand."""
        return () if self.current is None else self.current.entries

    # -- lists

    def choose(self, number: int) -> None:
        """Have this list at hand."""
        if number != self.chosen:
            self._chosen, self.place = number, None
            self.changed.emit()

    def create(self, name: str) -> None:
        """Make an empty list and have it at hand; MinusOneError without a name of its own."""
        new = PracticeList(self._free(name))
        self._chosen, self.place = len(self.lists), None
        self._set((*self.lists, new))

    def rename(self, name: str) -> None:
        """Call the list at hand otherwise; MinusOneError without a name of its own."""
        if self.current is not None and name.strip() != self.current.name:
            self._change(replace(self.current, name=self._free(name)))

    def delete(self) -> None:
        """Take the list at hand away."""
        if self.chosen is not None:
            self.place = None
            self._set((*self.lists[: self.chosen], *self.lists[self.chosen + 1 :]))

    # -- entries

    def add(self) -> None:
        """Append the current track, practised as it is now."""
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        if track is None:
            self._messages.info("There is no song to put into the list.", "Open one first.")
            return
        self._append([_entry(track, self._desk.now())])
        self.place = len(self.entries) - 1
        self.changed.emit()

    def add_tracks(self, tracks: Iterable[Track]) -> None:
        """Append tracks, to be practised as they are."""
        new = [_entry(track, Setup()) for track in tracks]
        if new:
            self._append(new)

    def _append(self, new: Sequence[Entry]) -> None:
        if self.current is None:
            self.create("Practice")
        if self.current is not None:
            entries = (*self.current.entries, *new)
            self._change(replace(self.current, entries=entries))
            what = f"“{new[0].title}” is" if len(new) == 1 else f"{len(new)} songs are"
            words = f"{what} in the practice list “{self.current.name}” now."
            self._messages.offer(words, "Undo", self.undo)

    def take_over(self, place: int) -> None:
        """Have an entry practised as it is now; its song stays."""
        if self.current is not None:
            entry = replace(self.entries[place], setup=self._desk.now())
            self._change(self.current.changed(place, entry))

    def remove(self, place: int) -> None:
        """Take an entry out."""
        if self.current is not None:
            if self.place is not None and self.place >= place:
                self.place = None if self.place == place else self.place - 1
            self._change(self.current.without(place))

    def move(self, place: int, by: int) -> bool:
        """Move an entry up or down; whether there was room."""
        if self.current is None or not 0 <= place + by < len(self.entries):
            return False
        if self.place is not None:
            here = list(range(len(self.entries)))
            here.insert(place + by, here.pop(place))
            self.place = here.index(self.place)
        moved = self.current.without(place).with_entry(self.entries[place], place + by)
        self._change(moved)
        return True

    def undo(self) -> None:
        """Take the last change of the lists back, if there is one."""
        if self._edits.can_undo:
            self.place = None
            self._kept.set(self._edits.undo(self.lists))

    def redo(self) -> None:
        """Make the change again that was taken back last, if there is one."""
        if self._edits.can_redo:
            self.place = None
            self._kept.set(self._edits.redo(self.lists))

    def relocate(self, moves: Mapping[Path, Path]) -> None:
        """Songs lie elsewhere now; their entries follow. No edit that is undone."""
        places = {str(old.absolute()): str(new.absolute()) for old, new in moves.items()}
        self._kept.set(tuple(_relocated(each, places) for each in self.lists))

    # -- going through

    def go(self, place: int) -> None:
        """Play an entry, with everything as it says."""
        entry = self.entries[place]
        if "://" not in entry.location and not Path(entry.location).exists():
            self._messages.info(
                f"“{entry.title}” is not there.", f"It was {entry.location}; the entry stays."
            )
            return
        tracks = self._queue.tracks
        found = (each for each in tracks if each.lasting_location == entry.location)
        track = next(found, None) or self.add_song(entry.location)
        self.place = place
        if self._playback.state.track != track.id:
            self._playback.play(track.id)
        self._playback.pause()
        self._desk.have(entry.setup)
        self._playback.seek(0 if entry.setup.loop is None else entry.setup.loop[0])
        self._playback.play()  # from a pause: counted in
        self.changed.emit()

    def step(self, way: int) -> None:
        """Go to the next entry (`way` 1) or the one before (-1)."""
        if not self.entries:
            self._messages.info("The practice list is empty.", "Put songs into it first.")
            return
        begin = 0 if way > 0 else len(self.entries) - 1
        place = begin if self.place is None else self.place + way
        if 0 <= place < len(self.entries):
            self.go(place)
        else:
            self._messages.info("That was the last entry." if way > 0 else "This is the first.")

    def close(self) -> None:
        """Write what is still to be written."""
        self._kept.close()

    def _free(self, name: str) -> str:
        name = name.strip()
        if not name:
            raise MinusOneError("A practice list needs a name.", "Type one.")
        if any(each.name == name for each in self.lists):
            raise MinusOneError(f"There is a list “{name}” already.", "Choose another name.")
        return name

    def _change(self, new: PracticeList) -> None:
        lists, chosen = self.lists, self.chosen or 0
        self._set((*lists[:chosen], new, *lists[chosen + 1 :]))

    def _set(self, lists: PracticeLists) -> None:
        self._edits.note(self.lists)
        self._kept.set(lists)


def _entry(track: Track, setup: Setup) -> Entry:
    return Entry(track.lasting_location, track.title, track.artist, setup)


def _relocated(practice: PracticeList, places: Mapping[str, str]) -> PracticeList:
    entries = (
        replace(each, location=places.get(each.location, each.location))
        for each in practice.entries
    )
    return replace(practice, entries=tuple(entries))
