"""Writes the current song's chords, as they are shown, to files for reading and other programs."""

from functools import partial
from pathlib import Path

from player.base.background import Background
from player.base.files import write_atomically
from player.base.loop import MainThread
from player.base.messages import Level, MessageLog
from player.core.practice.analysis import AnalysisService
from player.core.practice.chord_sheet import ChordSheet
from player.core.practice.chord_text import Sheet, as_chordpro, as_text
from player.core.practice.song_beats import SongBeats
from player.core.queue import Queue

_TEXT = ".txt"


class ChordFiles:
    """Main thread only; files are written on another one."""

    def __init__(
        self,
        sheet: ChordSheet,
        beats: SongBeats,
        analysis: AnalysisService,
        queue: Queue,
        messages: MessageLog,
        main_thread: MainThread,
    ) -> None:
        self._sheet = sheet
        self._beats = beats
        self._analysis = analysis
        self._queue = queue
        self._messages = messages
        self._main_thread = main_thread
        self._pool = Background(1, "chord files")

    def write(self, path: Path) -> None:
        """Text if the name ends in .txt, else ChordPro; a message says how it went."""
        current = self._queue.current
        track = None if current is None else self._queue.get(current)
        chords = self._sheet.current
        if track is None or not chords:
            self._messages.info("The chords of this song are not known yet.")
            return
        found = self._analysis.of(current)
        sheet = Sheet(
            track.title,
            track.artist,
            chords,
            self._beats.of(current),
            self._sheet.key,
            0.0 if found is None else found.beats.tempo,
            self._sheet.capo,
        )
        content = as_text(sheet) if path.suffix.lower() == _TEXT else as_chordpro(sheet)
        self._pool.run(partial(self._write, path, content))

    def close(self) -> None:
        """Write what is still to be written."""
        self._pool.finish()

    def _write(self, path: Path, content: str) -> None:
        """On the background thread."""
        try:
            write_atomically(path, content.encode())
        except OSError as error:
            said = partial(
                self._messages.say, Level.ERROR, f"{path} could not be written: {error.strerror}."
            )
        else:
            said = partial(self._messages.info, f"The chords were written to {path}.")
        self._main_thread.post(said)
