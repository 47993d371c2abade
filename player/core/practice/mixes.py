"""Named mixes, for all songs and of one song: kept, heard by a key, renamed, put in order."""

from functools import partial

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import MessageLog
from player.base.units import TrackId
from player.core.kept_value import KeptValue
from player.core.mix import MixController
from player.core.practice.named_mixes import NamedMix, NamedMixes, with_mix
from player.core.queue import Queue
from player.core.song_values import SongValues


class Mixes:
    """Those for all songs come first, so that their numbers do not change with the song.

    Main thread only.
    """

    def __init__(
        self,
        common: KeptValue[NamedMixes],
        of_songs: SongValues[NamedMixes],
        mix: MixController,
        queue: Queue,
        messages: MessageLog,
    ) -> None:
        """`common` and `of_songs` belong to it from then on."""
        self.changed: Event[[]] = Event()
        """Other mixes, or another song."""
        self._common = common
        self._of_songs = of_songs
        self._mix = mix
        self._queue = queue
        self._messages = messages
        common.changed.connect(self.changed.emit)
        of_songs.changed.connect(self._follow)

    @property
    def common(self) -> NamedMixes:
        """Those for all songs."""
        return self._common.value

    @property
    def own(self) -> NamedMixes:
        """Those of the song at hand."""
        return self._of_songs.current

    @property
    def all(self) -> NamedMixes:
        """Those for all songs, then those of the song at hand."""
        return (*self.common, *self.own)

    @property
    def has_song(self) -> bool:
        """Whether there is a song at hand that can have mixes of its own."""
        return self._queue.current is not None

    def of_song(self, number: int) -> bool:
        """Whether this one is the song's own."""
        return number >= len(self.common)

    @property
    def standing(self) -> int | None:
        """Which one the strips stand at; None if it is none."""
        strips, stems = self._mix.strips, self._mix.stems
        found = (n for n, each in enumerate(self.all) if each.strips_for(stems) == strips)
        return next(found, None)

    def hear(self, number: int) -> None:
        """Put the strips where this mix has them; nothing happens if there is no such one."""
        if not 0 <= number < len(self.all):
            return
        wanted = self.all[number]
        missing = wanted.missing(self._mix.stems)
        self._mix.put(wanted.strips)
        if missing:
            self._messages.info(
                f"“{wanted.name}” speaks of stems that are not there: {', '.join(missing)}.",
                "The others stand as it says; these follow if the song gets them.",
            )

    def keep(self, name: str, *, for_song: bool) -> None:
        """Keep the mix as it stands, in the place of the one with this name if there is one.

        MinusOneError without a name, or without a song to keep it for.
        """
        new = NamedMix(_named(name), self._mix.strips)
        if for_song:
            if not self.has_song:
                raise MinusOneError("There is no song to keep this mix for.", "Open one first.")
            self._of_songs.set(with_mix(self.own, new))
        else:
            self._common.set(with_mix(self.common, new))

    def rename(self, number: int, name: str) -> None:
        """Give it another name; MinusOneError if that is none, or one beside it has it."""
        name = _named(name)
        beside = self._beside(number)
        at = self._at(number)
        if any(each.name == name for place, each in enumerate(beside) if place != at):
            raise MinusOneError(f"There is a mix “{name}” already.", "Choose another name.")
        new = NamedMix(name, beside[at].strips)
        self._put_beside(number, (*beside[:at], new, *beside[at + 1 :]))

    def delete(self, number: int) -> None:
        """Take it away; a message offers to bring it back."""
        beside, at = self._beside(number), self._at(number)
        gone, song = beside[at], self._queue.current if self.of_song(number) else None
        self._put_beside(number, (*beside[:at], *beside[at + 1 :]))
        bring_back = partial(self._bring_back, gone, at, song)
        self._messages.offer(f"The mix “{gone.name}” was deleted.", "Undo", bring_back)

    def move(self, number: int, by: int) -> bool:
        """Move it up or down among its kind; whether there was room."""
        if not self.can_move(number, by):
            return False
        beside, at = list(self._beside(number)), self._at(number)
        beside.insert(at + by, beside.pop(at))
        self._put_beside(number, tuple(beside))
        return True

    def can_move(self, number: int, by: int) -> bool:
        """Whether there is room."""
        return 0 <= self._at(number) + by < len(self._beside(number))

    def close(self) -> None:
        """Write what is still to be written."""
        self._of_songs.close()
        self._common.close()

    def _beside(self, number: int) -> NamedMixes:
        return self.own if self.of_song(number) else self.common

    def _at(self, number: int) -> int:
        return number - len(self.common) if self.of_song(number) else number

    def _put_beside(self, number: int, mixes: NamedMixes) -> None:
        if self.of_song(number):
            self._of_songs.set(mixes)
        else:
            self._common.set(mixes)

    def _bring_back(self, gone: NamedMix, at: int, song: TrackId | None) -> None:
        if song is None:
            self._common.set((*self.common[:at], gone, *self.common[at:]))
        elif song == self._queue.current:
            self._of_songs.set((*self.own[:at], gone, *self.own[at:]))
        else:
            self._messages.info(f"“{gone.name}” belongs to another song.", "Go back to it first.")

    def _follow(self, track: TrackId) -> None:
        if track == self._queue.current:
            self.changed.emit()


def _named(name: str) -> str:
    if not name.strip():
        raise MinusOneError("A mix needs a name.", "Type one.")
    return name.strip()
