"""What was recorded over the songs: heard with them, named, deleted, brought back, exported."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.messages import Level
from player.base.units import Decibels, TrackId
from player.core.mix import LOUDEST, SILENT, gains
from player.core.practice.practice_tools import PracticeTools
from player.core.practice.section_mixing import SectionMixing
from player.core.practice.sections import for_engine
from player.core.practice.take_list import (
    Take,
    TakeList,
    free_name,
    kept_takes,
    parts,
)
from player.core.practice.tempo_control import TempoControl
from player.core.song_values import SongValues
from player.engine.protocol import Mix

if TYPE_CHECKING:
    from player.core.practice.mix_export import HeardSong


class Takes:
    """The takes of the queue's tracks. Main thread only."""

    def __init__(self, tools: PracticeTools, tempo: TempoControl, sections: SectionMixing) -> None:
        """`tempo`, `sections`: what a song is exported with."""
        self.changed: Event[[]] = Event()
        """Other takes of the current track, or another track."""
        self._tools = tools
        self._tempo = tempo
        self._sections = sections
        self._kept = kept_takes(tools.data, purge=True)
        self.values: SongValues[TakeList] = SongValues(
            self._kept, tools.queue, tools.messages, tools.main_thread, tools.keys
        )
        self._pool = Background(1, "takes")
        self.values.changed.connect(self._follow)

    @property
    def current(self) -> TakeList:
        """Those of the current track that are not deleted."""
        return tuple(each for each in self.values.current if not each.deleted)

    def file(self, take: Take) -> Path | None:
        """A current track's take on disk."""
        folder = self.folder(self._tools.queue.current)
        return None if folder is None else folder / take.file

    def rename(self, take: Take, name: str) -> None:
        """Call it so; a number makes the name different from the others."""
        others = tuple(each for each in self.values.current if each.file != take.file)
        if name.strip():
            self._replace(take, replace(take, name=free_name(others, name.strip())))

    def move_gain(self, take: Take, gain: Decibels) -> None:
        """Move its fader; `settle` makes one edit of all moves."""
        self._preview(take, replace(take, gain=min(max(gain, SILENT), LOUDEST)))

    def move_pan(self, take: Take, pan: float) -> None:
        """Turn its pan knob; `settle` makes one edit of all turns."""
        self._preview(take, replace(take, pan=min(max(pan, -1.0), 1.0)))

    def settle(self) -> None:
        """The hand has come to rest: what was moved is an edit now, and kept."""
        self.values.set(self.values.current)

    def set_mute(self, take: Take, mute: bool) -> None:
        """Silence it, or let it sound again."""
        self._replace(take, replace(take, mute=mute))

    def delete(self, take: Take) -> None:
        """Have it no longer; it can be brought back until the program ends."""
        self._replace(take, replace(take, deleted=True))
        track = self._tools.queue.current

        def restore() -> None:
            if track is not None:
                self.change(track, take.file, partial(replace, deleted=False))

        self._tools.messages.offer(f"{take.name} was deleted.", "Undo", restore)

    def undo(self) -> None:
        """Take the last edit back; what was recorded since stays."""
        before = self.values.current
        self.values.undo()
        known = {each.file for each in self.values.current}
        newer = tuple(each for each in before if each.file not in known)
        track = self._tools.queue.current
        if newer and track is not None:
            self.values.give(track, (*self.values.current, *newer))

    def export(self, take: Take, path: Path) -> None:
        """Write its sound alone (in the background) as the ending says: wav, flac, ogg or mp3."""
        file = self.file(take)
        if file is not None:
            self._pool.run(partial(self._export, file, path))

    def export_mix(self, path: Path) -> None:
        """Write the song with its takes (in the background), as mixer, sections and tempo stand."""
        from player.core.practice.mix_export import HeardSong  # the window opens sooner

        tools, track = self._tools, self._tools.queue.current
        song = None if track is None else tools.queue.get(track)
        folder = self.folder(track)
        if track is None or song is None or folder is None:
            self.say_why_not(track)
            return
        sections = for_engine(self._sections.current) if self._sections.on else ()
        plain = tools.mix.neutral and not sections
        stems = None if plain else tools.separation.heard(track)
        if not plain and stems is None:
            tools.messages.say(
                Level.WARNING,
                "This song has no stems to mix.",
                "Separate it, or choose the preset Original first.",
            )
            return
        heard = HeardSong(
            song.path,
            Mix(gains(tools.mix.strips)),
            None if stems is None else stems.folder,
            sections,
            parts(self.values.current, folder),
            self._tempo.tempo,
        )
        self._pool.run(partial(self._export_mix, heard, path))

    def say_why_not(self, track: TrackId | None) -> None:
        """Say why this track has no takes."""
        song = None if track is None else self._tools.queue.get(track)
        if song is None or song.is_stream or self._tools.keys is None:
            text, hint = "There is no song to record over.", "Play a song from a file first."
        else:
            text, hint = "The song is still being looked at.", "Try it again in a moment."
        self._tools.messages.say(Level.WARNING, text, hint)

    def folder(self, track: TrackId | None) -> Path | None:
        """Where the sound of this track's takes lies; None if it can have none (yet)."""
        key = None if track is None else self.values.key_of(track)
        return None if key is None else self._kept.audio(key)

    def change(self, track: TrackId, file: str, change: Callable[[Take], Take]) -> None:
        """Change a track's take, without an edit that could be undone."""
        takes = self.values.of(track)
        changed = tuple(change(each) if each.file == file else each for each in takes)
        self.values.give(track, changed)

    def close(self) -> None:
        """Write what is still to be written."""
        self._pool.close()
        self.values.close()

    def _replace(self, old: Take, new: Take) -> None:
        self.values.set(self._with(old, new))

    def _preview(self, old: Take, new: Take) -> None:
        self.values.preview(self._with(old, new))

    def _with(self, old: Take, new: Take) -> TakeList:
        takes = self.values.current
        return tuple(new if each.file == old.file else each for each in takes)

    def _follow(self, track: TrackId) -> None:
        folder = self.folder(track)
        if folder is not None:
            self._tools.playback.set_takes(track, parts(self.values.of(track), folder))
        if track == self._tools.queue.current:
            self.changed.emit()

    # -- on the background thread

    def _export(self, file: Path, path: Path) -> None:
        from player.core.practice.take_export import export_take  # the window opens sooner

        self._write(lambda: export_take(file, path), path)

    def _export_mix(self, heard: "HeardSong", path: Path) -> None:
        from player.core.practice.mix_export import export_mix

        self._write(lambda: export_mix(heard, path), path)

    def _write(self, write: Callable[[], None], path: Path) -> None:
        post, messages = self._tools.main_thread.post, self._tools.messages
        try:
            write()
        except MinusOneError as error:
            post(partial(messages.error, error))
        else:
            post(lambda: messages.info(f"{path} was written."))
