"""What plays and what comes next, as far as stems go: the engine and the mixer get theirs here."""

from pathlib import Path

from player.base.units import Frames, Seconds, StemName, TrackId
from player.core.engine_playback import EnginePlayback
from player.core.mix import MixController
from player.core.models_in_use import ModelsInUse
from player.core.queue import Queue
from player.core.queue_paths import QueuePaths
from player.stems.jobs import Priority


class StemStage:
    """Joins songs (files) with what is played. Main thread only."""

    def __init__(
        self,
        playback: EnginePlayback,
        queue: Queue,
        mix: MixController,
        models: ModelsInUse,
        *,
        eager: bool,
    ) -> None:
        """`eager`: what was opened is wanted even while nothing is muted."""
        self.paths = QueuePaths(queue)
        self._playback = playback
        self._queue = queue
        self._mix = mix
        self._models = models
        self._eager = eager
        self._stems: dict[Path, tuple[StemName, ...]] = {}
        self._usual: dict[Path, Path] = {}
        """By song: the folder of the stems that it is to be heard with."""
        self._instead: tuple[Path, Path] | None = None
        """A song, and the folder that it is heard with in place of its own."""

    def set_eager(self, eager: bool) -> None:
        """Want what was opened even while nothing is muted, or not."""
        self._eager = eager

    @property
    def current(self) -> Path | None:
        """The song that plays."""
        return self.paths.path(self._playing)

    @property
    def urgent(self) -> tuple[Path, ...]:
        """The song that plays and the one that follows."""
        following = self._queue.after(self._playing) if self._playing is not None else None
        found = (self.current, self.paths.path(following.id if following else None))
        return tuple(path for path in found if path is not None)

    @property
    def _playing(self) -> TrackId | None:
        return self._playback.state.track

    def wants(self, path: Path, *, opened: bool) -> bool:
        """Whether this song's stems are needed though nobody asked for them."""
        playing = path in (self.current, self.paths.path(self._queue.current))
        mixed = (playing and not self._mix.neutral) or self.changes_over_time(path)
        return (self._eager and opened) or mixed

    def changes_over_time(self, path: Path) -> bool:
        """Whether this song plays or comes next, and its mix has sections."""
        return path in self.urgent and any(map(self._playback.has_sections, self.paths.ids(path)))

    def urgency(self, path: Path, default: Priority) -> tuple[Priority, Frames | None]:
        """How soon this song is needed, and from which frame on."""
        if path == self.current:
            return Priority.PLAYING, self._playback.state.position
        if path in self.urgent:
            return Priority.NEXT, None
        return default, None

    def duration(self, path: Path) -> Seconds | None:
        """How long a song is, as far as its tags or the engine said."""
        return self.paths.duration(path)

    def attach(self, path: Path, folder: Path, stems: tuple[StemName, ...], *, last: bool) -> None:
        """Let this song be heard with these stems; `last`: no better ones are to come."""
        self._usual = {p: f for p, f in self._usual.items() if p in self.urgent} | {path: folder}
        if self._is_heard(path):
            self._send(path, folder)
        if path in self.urgent:
            self._stems = {p: s for p, s in self._stems.items() if p in self.urgent}
            if last:
                self._stems[path] = stems
            else:
                self._stems.pop(path, None)
            self.set_strips()

    def read_anew(self, path: Path, folder: Path) -> None:
        """Let the stems be heard that were written over in this folder."""
        if self._is_heard(path):
            self._send(path, folder, anew=True)

    def use(self, path: Path, folder: Path | None) -> None:
        """Let this song be heard with other stems, until None: with its own again."""
        self._instead = None if folder is None else (path, folder)
        wanted = folder or self._usual.get(path)
        if wanted is not None:
            self._send(path, wanted)

    def _is_heard(self, path: Path) -> bool:
        """Whether this song is heard with its own stems."""
        return self._instead is None or self._instead[0] != path

    def _send(self, path: Path, folder: Path, *, anew: bool = False) -> None:
        for track_id in self.paths.ids(path):
            self._playback.attach_stems(track_id, folder, anew=anew)

    def set_strips(self) -> None:
        """The mixer shows what the song that plays has, or will have."""
        current = self.current
        stems = self._stems.get(current) if current is not None else None
        self._mix.set_stems(stems or self._models.stems)
