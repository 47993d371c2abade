"""The chords of each song: as they were found or put right, shown as they are to be fingered."""

from collections.abc import Callable

from player.analysis.analysis import Chord, Key
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.units import Frames, TrackId
from player.core.practice import chord_edits
from player.core.practice.analysis import AnalysisService
from player.core.practice.chord_edits import Chords
from player.core.practice.chord_names import (
    chord_name,
    read_chord,
    simple,
    transposed,
    transposed_key,
)
from player.core.queue import Queue
from player.core.song_values import SongValues

HIGHEST_CAPO = 11


class ChordSheet:
    """Main thread only. Edits concern the current track, can be undone, and are kept."""

    def __init__(
        self, values: SongValues[Chords | None], analysis: AnalysisService, queue: Queue
    ) -> None:
        self.changed: Event[[]] = Event()
        """Other chords of some track, or they are shown in another way."""
        self.semitones: Callable[[], int] = lambda: 0
        """How much higher everything plays: what is shown follows."""
        self.detailed = False
        """Whether sevenths and the like are shown."""
        self.capo = 0
        """The fret that a capo is on: what is shown is fingered above it."""
        self._values = values
        self._analysis = analysis
        self._queue = queue
        values.changed.connect(lambda _track: self.changed.emit())
        analysis.changed.connect(lambda _track: self.changed.emit())

    @property
    def current(self) -> Chords:
        """The current track's, as they are shown."""
        return self.of(self._queue.current)

    @property
    def key(self) -> Key | None:
        """The key that the chords of the current track are shown in; None if it is not known."""
        return self.key_of(self._queue.current)

    @property
    def sounding_key(self) -> Key | None:
        """The key that the current track sounds in, whatever the capo."""
        found = self._analysis.of(self._queue.current)
        return None if found is None else transposed_key(found.key, self.semitones())

    @property
    def edited(self) -> bool:
        """Whether the current track's chords are the user's own."""
        return self._values.current is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._values.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return self._values.can_redo

    def of(self, track: TrackId | None) -> Chords:
        """A track's chords as they are shown: transposed, above the capo, as simple as wanted."""
        chords = self._base(track)
        if not self.detailed:
            chords = tuple(simple(each) for each in chords)
        return chord_edits.joined([transposed(each, self._shift) for each in chords])

    def key_of(self, track: TrackId | None) -> Key | None:
        """The key that a track's chords are shown in."""
        found = self._analysis.of(track)
        return None if found is None else transposed_key(found.key, self._shift)

    def name(self, chord: Chord) -> str:
        """A shown chord of the current track, spelled as the key asks for."""
        return chord_name(chord, self.key)

    def at(self, place: Frames) -> Chord | None:
        """The current track's chord at a frame, as it is shown."""
        chords = self.current
        number = chord_edits.number_at(chords, place)
        return None if number is None else chords[number]

    def show(self, *, detailed: bool | None = None, capo: int | None = None) -> None:
        """Show them in another way."""
        self.detailed = self.detailed if detailed is None else detailed
        self.capo = self.capo if capo is None else min(max(capo, 0), HIGHEST_CAPO)
        self.changed.emit()

    def put(self, place: Frames, text: str) -> None:
        """Have this chord, written as it is shown, instead of the whole one at `place`.

        MinusOneError if it is no chord.
        """
        number = chord_edits.number_at(self._base(self._queue.current), place)
        if number is not None:
            chords = self._base(self._queue.current)
            self._values.set(chord_edits.with_chord(chords, number, self._read(text)))

    def put_from(self, place: Frames, text: str) -> None:
        """Have this chord from `place` on, up to the next one; MinusOneError as for `put`."""
        named = self._read(text)
        self._edit(lambda chords: chord_edits.with_chord_from(chords, place, named))

    def remove(self, place: Frames) -> None:
        """Let the chord before go on through the one at `place`."""
        number = chord_edits.number_at(self._base(self._queue.current), place)
        if number is not None:
            self._edit(lambda chords: chord_edits.without(chords, number))

    def move_edge(self, place: Frames, to: Frames) -> None:
        """Have the chord at `place` begin at `to`."""
        number = chord_edits.number_at(self._base(self._queue.current), place)
        if number is not None:
            self._edit(lambda chords: chord_edits.with_edge(chords, number, to))

    def as_found(self) -> None:
        """Forget the edits."""
        self._values.set(None)

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self._values.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self._values.redo()

    def close(self) -> None:
        """Write what is still to be written."""
        self._values.close()

    @property
    def _shift(self) -> int:
        return self.semitones() - self.capo

    def _base(self, track: TrackId | None) -> Chords:
        own = None if track is None else self._values.of(track)
        if own is not None:
            return own
        found = self._analysis.of(track)
        if found is None:
            return ()
        return found.detailed if self.detailed else found.chords

    def _edit(self, edit: Callable[[Chords], Chords]) -> None:
        chords = self._base(self._queue.current)
        if chords:
            self._values.set(edit(chords))

    def _read(self, text: str) -> chord_edits.Named:
        """As the song has it, whatever is shown."""
        try:
            root, kind, bass = read_chord(text)
        except ValueError as error:
            raise MinusOneError(
                f"“{text}” is no chord that is known here.", "Write it as C, F#m, Bb7 or G/B."
            ) from error
        chord = transposed(Chord(0, 1, root, kind, bass), -self._shift)
        return chord.root, chord.kind, chord.bass
