"""A player without sound: real queue and mixer, and controllers that note what is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.events import Event
from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import Frames, SongKey, StemName, TrackId, frames
from player.core.comparing import Comparing
from player.core.equaliser_presets import EqualiserPresets
from player.core.live_filters import LiveFilters
from player.core.midi.midi_control import MidiControl
from player.core.mix import TWO_STEMS, MixController
from player.core.plane.stereo_plane import StereoPlane
from player.core.playback import Levels, Playback, PlaybackState, Transport
from player.core.practice.practice import Practice
from player.core.practice.practice_tools import PracticeTools
from player.core.queue import Queue
from player.core.retouch_thread import RetouchPlace
from player.core.retouching import Retouching
from player.core.separation import (
    Backlog,
    ModelChoice,
    ModelStatus,
    Separation,
    StemSet,
    StemState,
    StemStatus,
)
from player.core.sound import Sound
from player.core.tag_editing import TagEditing
from player.core.waveform import BINS, Waveforms
from player.engine import protocol
from player.engine.protocol import Beats, Click, Command, CountIn, Section
from player.retouch.edit_file import EditFiles
from player.stemfile.entry import Entry
from player.stems.cache import StemCache

FOUR = tuple(map(StemName, ("vocals", "drums", "bass", "other")))
SIX = tuple(map(StemName, ("vocals", "drums", "bass", "guitar", "piano", "other")))
MODELS = (
    ModelChoice(
        name="spleeter-2stems",
        title="Spleeter, 2 stems",
        stems=TWO_STEMS,
        studio=False,
        installed=True,
        bytes=73_000_000,
        licence="code MIT, weights MIT",
        note="Clear voice up to 11 kHz; what lies above stays in the accompaniment.",
        x_realtime=20.0,
        published_sdr="vocals 6.6 dB (Hennequin et al. 2020, MUSDB18)",
    ),
    ModelChoice(
        name="spleeter-quick4",
        title="Quick split, 4 stems",
        stems=FOUR,
        studio=False,
        installed=True,
        bytes=73_000_000,
        licence="code MIT, weights MIT",
        weights="spleeter-2stems",
        note="Spleeter's voice; drums, bass and the rest are split without a network.",
        x_realtime=12.0,
    ),
    ModelChoice(
        name="htdemucs",
        title="Hybrid Transformer Demucs",
        stems=FOUR,
        studio=True,
        installed=True,
        bytes=84_000_000,
        licence="code MIT, weights MIT",
        note="Among the best for drums and bass.",
        x_realtime=1.1,
        published_sdr="vocals 8.9 dB, drums 10.1 dB (Rouard et al. 2023, MUSDB18-HQ)",
    ),
    ModelChoice(
        name="htdemucs_6s",
        title="Hybrid Transformer Demucs, 6 stems",
        stems=SIX,
        studio=True,
        installed=False,
        bytes=84_000_000,
        licence="code MIT, weights MIT",
        note="With guitar and piano; the piano is weak.",
        x_realtime=0.7,
        missing="It needs another package: pip install 'minus-one[studio]'",
    ),
    ModelChoice(
        name="umxl",
        title="Open-Unmix L",
        stems=FOUR,
        studio=True,
        installed=False,
        bytes=452_000_000,
        licence="code MIT, weights CC BY-NC-SA 4.0",
        note="",
        terms="These weights are under CC BY-NC-SA 4.0: not for commercial use.",
    ),
)

DEVICES = ("System default", "Loudspeakers", "Headphones")


class FakePlayback(Playback):
    """Does at once what it is told; `trigger_` methods do what the engine would."""

    def __init__(self, queue: Queue) -> None:
        super().__init__()
        self._queue = queue
        self.seeks: list[Frames] = []
        self.sections: dict[TrackId, tuple[Section, ...]] = {}
        self.takes: dict[TrackId, tuple[protocol.TakePart, ...]] = {}
        self.loop: tuple[Frames, Frames] | None = None
        self.count_in = CountIn()
        self.next_round: tuple[Command, ...] = ()
        self.click = Click()
        self.beats: dict[TrackId, Beats] = {}
        self.device = DEVICES[0]
        self.looked_for_renderers = False

    def play(self, track_id: TrackId | None = None) -> None:
        wanted = track_id or self.state.track
        if wanted is None and self._queue.tracks:
            wanted = self._queue.tracks[0].id
        track = None if wanted is None else self._queue.get(wanted)
        if track is None:
            return
        if track.id != self.state.track:
            length = None if track.duration is None else frames(track.duration)
            self.state = PlaybackState(track=track.id, length=length)
            self._queue.set_current(track.id)
        self._set(transport=Transport.PLAYING)

    def pause(self) -> None:
        self._set(transport=Transport.PAUSED)

    def toggle(self) -> None:
        if self.state.transport is Transport.PLAYING:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        self._set(transport=Transport.STOPPED, position=0)

    def find_renderers(self) -> None:
        self.looked_for_renderers = True

    def seek(self, position: Frames) -> None:
        self.seeks.append(position)
        self._set(position=position)

    def set_sections(self, track_id: TrackId, sections: tuple[Section, ...]) -> None:
        self.sections[track_id] = sections

    def set_takes(self, track_id: TrackId, takes: tuple[protocol.TakePart, ...]) -> None:
        self.takes[track_id] = takes

    def set_loop(
        self, track_id: TrackId, loop: tuple[Frames, Frames] | None, count_in: CountIn
    ) -> None:
        self.loop, self.count_in = loop, count_in

    def set_next_round(self, commands: tuple[Command, ...]) -> None:
        self.next_round = commands

    def set_click(self, click: Click) -> None:
        self.click = click

    def set_beats(self, track_id: TrackId, beats: Beats) -> None:
        self.beats[track_id] = beats

    def next(self) -> None:
        track = self._queue.after(self._queue.current)
        if track:
            self.play(track.id)

    def previous(self) -> None:
        track = self._queue.go_back()
        if track:
            self.play(track.id)

    def outputs(self) -> tuple[str, ...]:
        return DEVICES

    def select_output(self, name: str) -> None:
        self.device = name

    def trigger_position(self, position: Frames) -> None:
        """Let playback be here."""
        self._set(position=position)

    def trigger_looped(self) -> None:
        """Let the loop go back to its start."""
        if self.loop is not None:
            self._set(position=self.loop[0])
        self.looped.emit()

    def trigger_stems_sounding(self, *, sounding: bool) -> None:
        """Let what is heard come from stems, or not."""
        self._set(stems_sounding=sounding)

    def trigger_live_sounding(self, *, sounding: bool) -> None:
        """Let a stand-in be heard, or not."""
        self._set(live_sounding=sounding)

    def trigger_counted(self, beat: int) -> None:
        """Let this beat of a count-in be heard; 0: none."""
        self._set(counted=beat)

    def trigger_levels(self, levels: Levels) -> None:
        """Let the engine report peaks."""
        self.levels.emit(levels)

    def _set(
        self,
        transport: Transport | None = None,
        position: Frames | None = None,
        stems_sounding: bool | None = None,
        live_sounding: bool | None = None,
        counted: int | None = None,
    ) -> None:
        state = self.state
        self.state = replace(
            state,
            transport=state.transport if transport is None else transport,
            position=state.position if position is None else position,
            stems_sounding=state.stems_sounding if stems_sounding is None else stems_sounding,
            live_sounding=state.live_sounding if live_sounding is None else live_sounding,
            counted=state.counted if counted is None else counted,
        )
        self.state_changed.emit(self.state)


class FakeSeparation(Separation):
    """Keeps a status for each track, as the test sets it."""

    def __init__(self, *, installed: bool = True) -> None:
        super().__init__()
        self.model = ModelStatus(installed=installed)
        self._statuses: dict[TrackId, StemStatus] = {}
        self._paused = False
        self._choices: tuple[ModelChoice, ...] = MODELS
        self._chosen = ("spleeter-2stems", "", "fast")
        self._pinned: set[TrackId] = set()
        self.used = 1_200_000_000
        self.whole: tuple[StemSet, ...] = ()
        self.used_stems: list[StemSet | None] = []
        self.sounding: dict[TrackId, StemSet] = {}
        """By track: the stems that it is heard with."""
        self.requested: list[Path] = []
        self.installs: list[str] = []
        self.added: list[Path] = []
        self.imported: list[tuple[TrackId, Path]] = []
        self.exported: list[tuple[TrackId, Path]] = []

    def status(self, track_id: TrackId) -> StemStatus:
        return self._statuses.get(track_id, StemStatus())

    def request(self, track_id: TrackId) -> None:
        self.trigger_status(track_id, StemStatus(StemState.QUEUED))

    def cancel(self, track_id: TrackId) -> None:
        self.trigger_status(track_id, StemStatus())

    def set_paused(self, paused: bool) -> None:
        self._paused = paused
        self.paused_changed.emit()

    @property
    def paused(self) -> bool:
        return self._paused

    def request_many(self, track_ids: Sequence[TrackId]) -> None:
        for track_id in track_ids:
            self.request(track_id)
        self.trigger_backlog(Backlog(len(track_ids), len(track_ids)))

    def request_songs(self, paths: Sequence[Path]) -> None:
        self.requested.extend(paths)

    def cancel_all(self) -> None:
        for track_id in list(self._statuses):
            self.cancel(track_id)
        self.trigger_backlog(Backlog())

    @property
    def model_name(self) -> str:
        return self._chosen[0]

    @property
    def studio_name(self) -> str:
        return self._chosen[1]

    @property
    def quality(self) -> str:
        return self._chosen[2]

    def models(self) -> tuple[ModelChoice, ...]:
        return self._choices

    def choose(self, model: str, studio: str, quality: str) -> None:
        self._chosen = (model, studio, quality)
        self.models_changed.emit()

    def install_model(self, name: str = "") -> None:
        self.installs.append(name)
        self.trigger_model(replace(self.model, stage="downloading", fraction=0.0, name=name))

    def add_model(self, file: Path) -> None:
        self.added.append(file)

    def remove_model(self, name: str) -> None:
        self.trigger_models(
            *(replace(each, installed=each.installed and each.name != name) for each in MODELS)
        )

    def pin(self, track_ids: Sequence[TrackId], pinned: bool) -> None:
        self._pinned = self._pinned | set(track_ids) if pinned else self._pinned - set(track_ids)

    def pinned(self, track_id: TrackId) -> bool:
        return track_id in self._pinned

    def import_stems(self, track_id: TrackId, path: Path) -> None:
        self.imported.append((track_id, path))

    def export_stems(self, track_id: TrackId, path: Path) -> None:
        self.exported.append((track_id, path))

    def heard(self, track_id: TrackId) -> StemSet | None:
        return self.sounding.get(track_id)

    def find_stems(self, track_id: TrackId, found: Callable[[Sequence[StemSet]], None]) -> None:
        found(self.whole)

    def use_stems(self, track_id: TrackId, stems: StemSet | None) -> None:
        self.used_stems.append(stems)

    def usage(self) -> tuple[int, int]:
        return self.used, 20_000_000_000

    def clear_cache(self) -> None:
        self.used = 0
        self.usage_changed.emit()

    def trigger_status(self, track_id: TrackId, status: StemStatus) -> None:
        """Let a track's stems be this far."""
        self._statuses[track_id] = status
        self.status_changed.emit(track_id)

    def trigger_model(self, model: ModelStatus) -> None:
        """Let the model be installed this far."""
        self.model = model
        self.model_changed.emit(model)

    def trigger_models(self, *choices: ModelChoice) -> None:
        """Let these be all models."""
        self._choices = choices
        self.models_changed.emit()

    def trigger_backlog(self, backlog: Backlog) -> None:
        """Let this much be wanted."""
        self.backlog = backlog
        self.backlog_changed.emit(backlog)


class FakeWaveforms(Waveforms):
    """Outlines that the test sets."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[TrackId, NDArray[np.float32]] = {}

    def get(self, track_id: TrackId) -> NDArray[np.float32] | None:
        return self._known.get(track_id)

    def trigger_ready(self, track_id: TrackId) -> None:
        """Let a track's outline be made: a song with quiet and loud parts."""
        time = np.linspace(0.0, 1.0, BINS)
        wander = np.abs(np.random.default_rng(track_id).normal(0.6, 0.22, BINS))
        shape = (0.25 + 0.75 * np.abs(np.sin(time * 9.0)) ** 0.7) * np.minimum(1.0, wander)
        edges = np.clip(np.minimum(time, 1.0 - time) * 30.0, 0.0, 1.0)
        high = shape * edges
        peaks: NDArray[np.float32] = np.stack([-0.9 * high, high], axis=1).astype(np.float32)
        self._known[track_id] = peaks
        self.ready.emit(track_id)


class _NoKeys:
    def key(self, path: Path) -> SongKey:
        return SongKey(path.name)


class _NoStems:
    def finished(self, _track: TrackId) -> Path | None:
        return None

    def begin_painting(self, _song: Path, _folder: Path, _entry: Entry) -> None: ...

    def painted(self, _song: Path, _folder: Path) -> None: ...

    def end_painting(self, _song: Path) -> None: ...


class FakeEngine:
    """Notes what it is told; `event.emit` says what the engine would."""

    def __init__(self) -> None:
        self.event: Event[protocol.Event] = Event()
        self.restarted: Event[[]] = Event()
        self.sent: list[protocol.Command] = []

    def send(self, command: protocol.Command) -> None:
        self.sent.append(command)


class FakePlayer:
    """All controllers together; the fakes are `engine`, `stems` and `outlines`."""

    def __init__(self, *, installed: bool = True) -> None:
        self.queue = Queue()
        self.engine = FakePlayback(self.queue)
        self.stems = FakeSeparation(installed=installed)
        self.outlines = FakeWaveforms()
        self.playback: Playback = self.engine
        self.separation: Separation = self.stems
        self.waveforms: Waveforms = self.outlines
        self.mix = MixController()
        self.live = LiveFilters()
        self.editing = TagEditing(Path("edits"), Loop())
        self.retouching = Retouching(
            RetouchPlace(StemCache(Path("stems"), 0), _NoKeys(), EditFiles(Path("retouch"))),
            _NoStems(),
            self.playback,
            self.queue,
            MessageLog(),
            Loop(),
        )
        self.sound = Sound()
        self.equaliser_presets = EqualiserPresets()
        self.messages = MessageLog()
        self.loop = Loop()
        self.plane = StereoPlane(self.live, Path("plane"), self.queue, self.messages, self.loop)
        self.comparing = Comparing(self, self.loop)
        self.sound_engine = FakeEngine()
        self.practice = Practice(
            PracticeTools(
                self.sound_engine,
                self.playback,
                self.mix,
                self.separation,
                Path("data"),
                Path("cache"),
                self.queue,
                self.messages,
                self.loop,
            )
        )
        self.midi = MidiControl(Path("data"), self.messages, self.loop, keep=False)
        self.opened: list[tuple[list[str], bool]] = []
        self.saved: list[Path] = []

    def save_list(self, path: Path) -> None:
        self.saved.append(path)

    def open(self, paths: Sequence[str | Path], *, play: bool = False) -> None:
        self.opened.append(([str(path) for path in paths], play))
        new = self.queue.add(paths)
        if play and new:
            self.playback.play(new[0].id)

    def close(self) -> None:
        """End what reads in the background."""
        self.plane.close()
        self.comparing.close()
        self.practice.close()
        self.midi.close()

    def fill(self, count: int = 3, duration: float = 200.0) -> list[TrackId]:
        """Put `count` songs into the queue."""
        new = self.queue.add(f"/music/Song {number}.flac" for number in range(1, count + 1))
        for track in new:
            self.queue.update(
                track.id,
                lambda t: replace(t, artist=f"Artist {t.id}", album="Album", duration=duration),
            )
        return [track.id for track in new]
