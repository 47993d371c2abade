"""Builds the player without a window: queue, mix, engine, playback, stems, outlines, library."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from player.base.background import Background
from player.base.folders import Folders
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.settings import Settings
from player.base.units import StemName, TrackId
from player.base.values import dataclass
from player.core.asked_songs import AskedSongs
from player.core.comparing import Comparing
from player.core.cover_service import CoverService
from player.core.edited_files import EditedFiles
from player.core.engine_playback import EnginePlayback
from player.core.equaliser_presets import EqualiserPresets
from player.core.found_marks import FoundMarks
from player.core.library_service import LibraryService
from player.core.listening import Listening
from player.core.live_filters import LiveFilters, LiveLink
from player.core.loudness_finder import LoudnessFinder
from player.core.loudness_service import LoudnessService
from player.core.loudness_store import LoudnessStore
from player.core.midi.midi_control import MidiControl
from player.core.mix import MixController
from player.core.model_shelf import ModelShelf
from player.core.models_in_use import ModelsInUse
from player.core.outlines import OutlineService
from player.core.plane.stereo_plane import StereoPlane
from player.core.practice.practice import Practice
from player.core.practice.practice_tools import PracticeTools
from player.core.queue import Queue
from player.core.retouch_thread import RetouchPlace
from player.core.retouching import Retouching
from player.core.scan_service import ScanService
from player.core.sound import Sound, wishes_of
from player.core.stem_lookup import StemLookup
from player.core.stem_marks import StemMarks
from player.core.stem_service import StemService, StemTools
from player.core.tag_editing import TagEditing
from player.core.track import Track
from player.engine.client import EngineClient
from player.engine.protocol import OpenOutput
from player.library.find import find_entries
from player.library.playlist_files import PlaylistEntry, PlaylistError, write_playlist
from player.library.store import FILE
from player.library.tags import Gains, Tags, read_tags
from player.retouch.edit_file import EditFiles
from player.stems.cache import cache_at
from player.stems.jobs import Tier
from player.stems.keys import KeyStore
from player.stems.power import Manners, PowerGate
from player.stems.protocol import Configure
from player.stems.scheduler import Scheduler
from player.stems.versions import KnownVersions

BATCH = 200
"""Files of a folder that are queued at a time, so that a large one shows up at once."""


@dataclass(frozen=True)
class Wishes:
    """What one run of the program wants other than the settings say."""

    output: OpenOutput | None = None
    eager: bool | None = None
    threads: int = max(1, min(4, os.cpu_count() or 1))
    model: str | None = None
    """The only one to work, though the settings may name two."""
    stems: tuple[StemName, ...] = ()
    """What the fast model makes, if that is known already."""
    resume: bool = True
    """Go on with what was asked for in an earlier run."""
    start: bool = True
    """Start the child processes at once; else `MinusOne.start` does."""


class MinusOne:
    """The player as a whole (see `player.core.player.Player`). Main thread only."""

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        main_thread: MainThread,
        wishes: Wishes | None = None,
    ) -> None:
        wishes = wishes or Wishes()
        self.folders = folders
        self.messages = MessageLog()
        self.queue = Queue()
        self.mix = MixController()
        self.mix.set_volume(settings.volume)
        self.equaliser_presets = EqualiserPresets(folders.data / "equaliser.json")
        self.sound = Sound(wishes_of(settings, self.equaliser_presets.curve))
        self.engine = EngineClient(main_thread, folders.spool(), start=wishes.start)
        output = wishes.output or OpenOutput(settings.output, settings.buffer_ms)
        self.playback = EnginePlayback(
            self.engine, self.queue, self.mix, self.messages, output, self.sound
        )
        self.live = LiveFilters(instant_mute=settings.instant_mute)
        LiveLink(self.live, self.playback)
        configure = Configure.by_settings(folders, settings, wishes.threads)
        studio = "" if wishes.model else settings.studio_model
        versions = KnownVersions(folders.versions)
        models = ModelsInUse(configure, studio, versions)
        models.expect(settings.model, wishes.stems)
        manners = Manners(settings.wait_on_battery, settings.wait_when_busy)
        self.gate = PowerGate(manners, self._pids)
        self.scheduler = Scheduler(main_thread, configure, gate=self.gate, start=wishes.start)
        self.scheduler.configure(models.configure(Tier.STUDIO), Tier.STUDIO)
        keys = KeyStore(folders.cache / "keys.sqlite")
        store = LoudnessStore(folders.cache / "loudness.sqlite")
        finder = LoudnessFinder(keys, store, self.gate.reason)
        self.library = LibraryService(folders.data / FILE, self.messages, main_thread)
        library = self.library.there if wishes.resume else lambda: None
        self.loudness = LoudnessService(self.queue, self.sound, finder, library, main_thread)
        kept = (self.queue, self.messages, main_thread, keys if wishes.resume else None)
        self.plane = StereoPlane(self.live, folders.plane, *kept)
        self.cache = cache_at(folders, settings)
        lookup = StemLookup(self.cache, keys, main_thread)
        shelf = ModelShelf(folders.models, versions, self.messages, main_thread)
        asked = AskedSongs(folders.data / "asked.sqlite" if wishes.resume else None)
        eager = settings.separate_while_playing if wishes.eager is None else wishes.eager
        tools = StemTools(self.scheduler, lookup, shelf, models, asked, eager)
        self.separation = StemService(
            tools, self.playback, self.queue, self.mix, self.messages, main_thread
        )
        self.retouching = self._refining(keys, settings.stem_codec, main_thread)
        self.comparing = Comparing(self, main_thread)
        self.practice = Practice(
            PracticeTools(
                self.engine,
                self.playback,
                self.mix,
                self.separation,
                folders.data,
                folders.cache,
                *kept,
                settings,
            )
        )
        self.waveforms = OutlineService(self.queue, keys, folders.cache / "outlines", main_thread)
        self._stem_marks = StemMarks(self.separation, self.queue, self.library, self.cache, keys)
        self._listening = Listening(self.playback, self.queue, self.library)
        self.scan = ScanService(folders.data / FILE, self.messages, main_thread)
        self.covers = CoverService(folders.cache / "covers", self.library.library, main_thread)
        self.midi = MidiControl(folders.data, self.messages, main_thread, keep=wishes.resume)
        self._main_thread, self._pool = main_thread, Background(2, "opening")
        self.editing = TagEditing(folders.data / "edits", main_thread)
        EditedFiles(
            self.editing,
            self.queue,
            self.library,
            self._read_again,
            self.separation.relocate,
            self.practice.room.relocate,
        )
        self._connect()

    def start(self) -> None:
        """Start the engine and the separator, unless they run."""
        self.engine.start()
        self.scheduler.start()

    def open(self, paths: Sequence[str | Path], *, play: bool = False) -> None:
        """Queue files, folders, playlists (in the background) and stream URLs."""
        streams = [PlaylistEntry(str(path)) for path in paths if "://" in str(path)]
        files = [Path(path) for path in paths if "://" not in str(path)]
        if streams:
            self._add(streams, play=play)
        if files:
            self._pool.run(lambda: self._find(files, play=play and not streams))

    def add(self, locations: Sequence[str | Path]) -> tuple[Track, ...]:
        """Queue files (there or not) and streams as they are; their tags follow."""
        return self._append([PlaylistEntry(location) for location in locations])

    def save_list(self, path: Path) -> None:
        """Write the queue as a playlist (in the background) of the kind that its ending says."""
        entries = [_entry(track) for track in self.queue.tracks]
        self._pool.run(lambda: self._save(path, entries))

    def close(self) -> None:
        """End the child processes and the background threads."""
        self._pool.close()
        self.editing.close()
        self.covers.close()
        self.scan.close()
        self._stem_marks.close()
        self.plane.close()
        self.comparing.close()
        self.practice.close()
        self.midi.close()
        self.loudness.close()
        self.library.close()
        self.waveforms.close()
        self.retouching.close()
        self.separation.close()
        self.engine.close()

    def _refining(self, keys: KeyStore, codec: str, main_thread: MainThread) -> Retouching:
        place = RetouchPlace(self.cache, keys, EditFiles(self.folders.data / "retouch"), codec)
        refining = Retouching(
            place, self.separation, self.playback, self.queue, self.messages, main_thread
        )
        self.playback.stems_failed.connect(refining.stems_failed)
        self.separation.status_changed.connect(refining.song_changed)
        return refining

    def _pids(self) -> tuple[int, ...]:
        own = os.getpid(), self.engine.pid, self.loudness.pid, self.practice.analysis.pid
        return *own, *self.scheduler.pids

    def _find(self, paths: list[Path], *, play: bool) -> None:
        errors: list[PlaylistError] = []
        entries = find_entries(paths, errors.append)
        found = False
        while batch := list(islice(entries, BATCH)):
            add = partial(self._add, batch, play=play and not found, more=found)
            self._main_thread.post(add)
            found = True
        for error in errors:
            self._main_thread.post(partial(self.messages.error, error))
        if not found and not errors:
            self._main_thread.post(lambda: self._nothing_found(paths))

    def _save(self, path: Path, entries: Sequence[PlaylistEntry]) -> None:
        try:
            write_playlist(path, entries)
        except PlaylistError as error:
            self._main_thread.post(partial(self.messages.error, error))

    def _nothing_found(self, paths: list[Path]) -> None:
        names = ", ".join(path.name for path in paths)
        self.messages.info(f"No music was found in {names}.")

    def _add(self, entries: Sequence[PlaylistEntry], *, play: bool, more: bool = False) -> None:
        tracks = self._append(entries, more=more)
        if play and tracks:
            self.playback.play(tracks[0].id)

    def _append(self, entries: Sequence[PlaylistEntry], *, more: bool = False) -> tuple[Track, ...]:
        tracks = self.queue.add([entry.location for entry in entries], more=more)
        for track, entry in zip(tracks, entries, strict=True):
            if not track.is_stream or entry.title:
                self._pool.run(partial(self._read_tags, track, entry))
        return tracks

    def _connect(self) -> None:
        FoundMarks(self.queue, self.library, self.practice.analysis, self.practice.beats)
        self.scan.changed.connect(self.library.changed.emit)
        self.scan.changed.connect(self.loudness.look_again)
        self.scan.roots_changed.connect(self._set_roots)
        self.practice.room.add_song = lambda location: self.add([location])[0]

    def _set_roots(self) -> None:
        self.editing.roots = tuple(root.path for root in self.scan.roots)

    def _read_again(self, track: Track) -> None:
        entry = PlaylistEntry(track.location)
        self._pool.run(partial(self._read_tags, track, entry, anew=True))

    def _read_tags(self, track: Track, entry: PlaylistEntry, *, anew: bool = False) -> None:
        """Tags come first; what a playlist says stands in for those that are missing."""
        tags = Tags() if track.is_stream else self._tags_of(track.path, anew=anew)
        tags = replace(
            tags,
            title=tags.title or entry.title,
            artists=tags.artists or ((entry.artist,) if entry.artist else ()),
            duration=tags.duration or entry.duration,
        )
        self._main_thread.post(lambda: self._take_tags(track.id, tags))

    def _tags_of(self, path: Path, *, anew: bool) -> Tags:
        """As the library knows them, else (or `anew`) from the file."""
        row = None if anew else self.library.row_of(path)
        if row is None:
            return read_tags(path)
        return Tags(
            title=row.title,
            artists=(row.artist,) if row.artist else (),
            album=row.album,
            album_artists=(row.album_artist,) if row.album_artist else (),
            track=row.track,
            disc=row.disc,
            gains=row.gains,
            duration=row.duration,
            rating=row.rating,
        )

    def _take_tags(self, track_id: TrackId, tags: Tags) -> None:
        if self.queue.get(track_id) is None:
            return

        def tagged(track: Track) -> Track:
            return replace(
                track,
                title=tags.title or track.title,
                artist=tags.artist,
                album=tags.album,
                duration=track.duration or tags.duration,
                album_artist=tags.album_artist,
                disc=tags.disc,
                number=tags.track,
                gains=track.gains if tags.gains == Gains() else tags.gains,
                rating=tags.rating,
                tagged=True,
            )

        self.queue.update(track_id, tagged)


def _entry(track: Track) -> PlaylistEntry:
    """A track as a playlist names it; without a title, if that is only the stream's address."""
    title = "" if track.title == track.location else track.title
    location = track.location if track.is_stream else track.path
    return PlaylistEntry(location, title, track.artist, track.duration)
