"""Refining a song's stems by hand: one song at a time is painted on, and heard while it is."""

from functools import partial
from pathlib import Path
from typing import Protocol

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import StemName, TrackId
from player.core.plane.picture import Section
from player.core.playback import Playback, PlaybackState
from player.core.queue import Queue
from player.core.retouch_news import Failed, Heard, Made, News, Opened, Published, Seen
from player.core.retouch_thread import RetouchPlace, RetouchThread
from player.engine.protocol import StemsFailed
from player.retouch.strokes import EditList, Stroke
from player.stemfile.entry import Entry


class HeardStems(Protocol):
    """Whoever gives the engine a track's stems."""

    def finished(self, track_id: TrackId) -> Path | None:
        """The folder of the finished stems that this track is heard with, if there are any."""

    def begin_painting(self, song: Path, folder: Path, entry: Entry) -> None:
        """Let this song be heard with the stems that are being painted in `folder`."""

    def painted(self, song: Path, folder: Path) -> None:
        """Let it be heard that the stems in `folder` changed."""

    def end_painting(self, song: Path) -> None:
        """Let this song be heard with its best finished stems again."""


class Retouching:
    """Main thread only; events are emitted there too."""

    def __init__(
        self,
        place: RetouchPlace,
        stems: HeardStems,
        playback: Playback,
        queue: Queue,
        messages: MessageLog,
        main_thread: MainThread,
    ) -> None:
        self.opened: Event[[]] = Event()
        """A song can be painted on."""
        self.closed: Event[[]] = Event()
        """It cannot any more: that was asked for, or something failed."""
        self.changed: Event[[]] = Event()
        """`edits`, `done` or `busy` are others."""
        self.picture: Event[StemName, int, Section] = Event()
        """A section of a stem was drawn, as asked for by `draw`."""
        self.track: TrackId | None = None
        """The song that is painted on, or about to be."""
        self.edits = EditList("")
        self.entry: Entry | None = None
        """What is painted on; None until `opened`."""
        self.done = 0.0
        """The share of the song that is as painted, 0 to 1."""
        self.busy = False
        """Whether the result is being written, which ends with `closed`."""
        self._place = place
        self._stems = stems
        self._playback = playback
        self._queue = queue
        self._messages = messages
        self._main_thread = main_thread
        self._thread: RetouchThread | None = None
        self._ending = Background(1, "refining ends")
        self._applied: tuple[Stroke, ...] | None = None
        self._song: Path | None = None
        self._working: Path | None = None
        self._unseen = self._reopen = False
        """Whether a song was opened only to apply what was painted, and somebody came meanwhile."""
        self._looked: set[Path] = set()
        playback.state_changed.connect(self._moved)

    def begin(self, track_id: TrackId) -> None:
        """Open a song with finished stems; `opened` or `closed` tells when."""
        if track_id == self.track:
            self._reopen = self._unseen
            return
        if self.track is not None:
            self._messages.info("Another song's stems are being refined.", "Finish that one first.")
            return
        track = self._queue.get(track_id)
        heard = self._stems.finished(track_id)
        if track is None or heard is None:
            self._messages.info("This song has no finished stems yet.", "Have it separated first.")
            return
        self.track, self._song = track_id, track.path
        self._thread = RetouchThread(track.path, heard, self._place, self._main_thread, self._take)
        self._ending.run(self._thread.open)  # once the last one has let go of its stems
        self._moved(self._playback.state)

    def append(self, stroke: Stroke) -> None:
        """Paint one more stroke."""
        self._edit(self.edits.add(stroke))

    def undo(self) -> None:
        """Take the last stroke back, if there is one."""
        self._edit(self.edits.undo())

    def redo(self) -> None:
        """Have the stroke back that was taken back last."""
        self._edit(self.edits.redo())

    def clear(self) -> None:
        """Take all strokes back."""
        self._edit(self.edits.clear())

    def draw(self, stem: StemName, number: int) -> None:
        """Have a picture made of two seconds of a stem."""
        if self._thread is not None and self.entry is not None:
            self._thread.draw(self.entry.stems.index(stem), number)

    def finish(self) -> None:
        """Keep what is painted as the song's stems (the original, if nothing is), and close."""
        if self._thread is None or self.busy:
            return
        if self.entry is None or self.edits.active == self._applied:
            self._end()
            return
        self.busy = True
        self.changed.emit()
        self._thread.publish()

    def song_changed(self, track_id: TrackId) -> None:
        """A song that plays and has stems is given what was painted on them, if it has not yet.

        A kill may have come between, or the refined stems were evicted.
        """
        track, heard = self._queue.get(track_id), self._stems.finished(track_id)
        if track_id != self._queue.current or track is None or heard is None:
            return
        if heard not in self._looked and self.track is None:
            self._looked.add(heard)
            self._ending.run(partial(self._look, track_id, track.path, heard))

    def stems_failed(self, failed: StemsFailed) -> None:
        """The engine could not read stems: those that are painted on are given up."""
        if failed.folder == self._working:
            self._messages.info(
                "The stems that are being refined were taken away.", "What was painted is kept."
            )
            self._end()

    def close(self) -> None:
        """End the threads; what was painted is kept."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()
        self._ending.finish()

    def _look(self, track_id: TrackId, song: Path, heard: Path) -> None:
        """On a background thread."""
        if not self._place.applied(song, heard):
            self._main_thread.post(lambda: self._restore(track_id, heard))

    def _restore(self, track_id: TrackId, heard: Path) -> None:
        if self.track is None and self._stems.finished(track_id) == heard:
            self.begin(track_id)
            self._unseen = True

    def _edit(self, edits: EditList) -> None:
        if self._thread is None or self.busy or self.entry is None or edits == self.edits:
            return
        self.edits = edits
        self._thread.want(edits)
        self.changed.emit()

    def _moved(self, state: PlaybackState) -> None:
        if self._thread is not None and state.track == self.track:
            self._thread.move_playhead(state.position)

    def _take(self, news: News) -> None:
        if self._thread is None:
            return
        match news:
            case Opened(edits, entry, applied):
                self.edits, self.entry = edits, entry
                self._applied = edits.active if applied else None
                self._begun()
            case Made(done):
                self.done = done
                self.changed.emit()
            case Heard(edits, folder, entry) if edits == self.edits:
                self._hear(folder, entry)
            case Seen(stem, edits, number, section) if edits == self.edits and self.entry:
                self.picture.emit(self.entry.stems[stem], number, section)
            case Published(refined):
                words = "with the stems you refined" if refined else "with its original stems again"
                self._messages.info(f"The song plays {words} from now on.")
                self._end()
            case Failed(error):
                self._fail(error)

    def _begun(self) -> None:
        if self._unseen:
            self.finish()
        else:
            self.opened.emit()

    def _fail(self, error: MinusOneError) -> None:
        self._messages.error(error)
        if self.entry is None or self.busy:
            self._end()

    def _hear(self, folder: Path, entry: Entry) -> None:
        """Listen to the working stems from the first change on."""
        if self._song is None:
            return
        if self._working is not None:
            self._stems.painted(self._song, folder)
        elif self.edits.active != self._applied:
            self._working = folder
            self._stems.begin_painting(self._song, folder, entry)

    def _end(self) -> None:
        thread, self._thread = self._thread, None
        track, self.track = self.track, None
        song, self._song = self._song, None
        if song is not None and (self._working is not None or self.busy):
            self._stems.end_painting(song)
        self._working, self.entry, self.busy, self.done = None, None, False, 0.0
        self.edits, self._applied = EditList(""), None
        if thread is not None:
            self._ending.run(thread.close)
        again, self._unseen, self._reopen = self._reopen, False, False
        if again and track is not None:
            self.begin(track)
        else:
            self.closed.emit()
