"""Has songs analysed where somebody needs it, and lets everybody know what was found."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from player.analysis.analysis import Analysis
from player.analysis.errors import HINT
from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import TrackId
from player.base.values import dataclass
from player.core.practice.analysis_finder import (
    AnalysisFinder,
    AnalysisPlace,
    helpful,
    most_helpful,
)
from player.core.queue import Queue
from player.core.separation import Separation, StemSet, StemState


class AnalysisState(Enum):
    """How far the analysis of a song is."""

    NONE = "not asked for"
    QUEUED = "waits for its turn"
    WORKING = "is being analysed"
    READY = "known"
    FAILED = "could not be analysed"


@dataclass(frozen=True)
class AnalysisStatus:
    """Of one song."""

    state: AnalysisState = AnalysisState.NONE
    message: str = ""
    """Why it failed, in words for the listener."""


_NOT_ASKED = AnalysisStatus()


class AnalysisService:
    """Analyses by track. Main thread only.

    What was found out before is known of the current track and of the next one at once; they are
    analysed while `needed`. What was found in the mix is found anew when there are stems.
    """

    def __init__(
        self,
        queue: Queue,
        separation: Separation,
        messages: MessageLog,
        main_thread: MainThread,
        place: AnalysisPlace | None = None,
    ) -> None:
        """`place`: None never finds anything."""
        self.changed: Event[TrackId] = Event()
        """The status of a track, or what is known of it."""
        self._queue = queue
        self._separation = separation
        self._messages = messages
        self._main_thread = main_thread
        self._finder = None if place is None else AnalysisFinder(place)
        self._pool = Background(1, "analysis")
        self._needed = False
        self._statuses: dict[TrackId, AnalysisStatus] = {}
        self._known: dict[TrackId, Analysis] = {}
        self._looked: set[TrackId] = set()
        self._said: set[str] = set()
        self._tried: set[tuple[TrackId, tuple[str, ...]]] = set()
        """With which stems tracks were analysed, or are about to be."""
        queue.current_changed.connect(self._follow)
        queue.order_changed.connect(self._follow)
        separation.status_changed.connect(self._look_for_stems)

    @property
    def pid(self) -> int:
        """The analysing process's id; 0 while there is none."""
        return 0 if self._finder is None else self._finder.pid

    def of(self, track: TrackId | None) -> Analysis | None:
        """What is known of a track."""
        return None if track is None else self._known.get(track)

    def status(self, track: TrackId | None) -> AnalysisStatus:
        """How far it is."""
        return _NOT_ASKED if track is None else self._statuses.get(track, _NOT_ASKED)

    def need(self) -> None:
        """From now on, the current song and the next one are analysed without being asked for."""
        if not self._needed:
            self._needed = True
            self._follow()

    def want(self, track_id: TrackId, *, anew: bool = False) -> None:
        """Have a track analysed; `anew` even if that was done before."""
        track, state = self._queue.get(track_id), self.status(track_id).state
        if track is None or track.is_stream or self._finder is None:
            return
        if state in {AnalysisState.QUEUED, AnalysisState.WORKING}:
            return
        if state is AnalysisState.NONE or anew:
            self._tell(track_id, AnalysisState.QUEUED)
            take = partial(self._begin, track_id, track.path, self._finder, anew=anew)
            self._separation.find_stems(track_id, lambda sets: take(most_helpful(sets)))

    def know(self, track_id: TrackId, analysis: Analysis) -> None:
        """This was found out about a track."""
        self._known[track_id] = analysis
        self._tell(track_id, AnalysisState.READY)
        self._look_for_stems(track_id)

    def close(self) -> None:
        """End the thread and the process."""
        if self._finder is not None:
            self._finder.stop()
        self._pool.close()
        if self._finder is not None:
            self._finder.close()

    def _follow(self) -> None:
        current = self._queue.current
        following = None if current is None else self._queue.follows(current)
        for track_id in (current, None if following is None else following.id):
            if track_id is not None:
                self._look(track_id)
                if self._needed:
                    self.want(track_id)

    def _look(self, track_id: TrackId) -> None:
        """Whether it is known already."""
        track = self._queue.get(track_id)
        if self._finder is None or track_id in self._looked or track is None or track.is_stream:
            return
        self._looked.add(track_id)
        self._pool.run(partial(self._recall, track_id, track.path, self._finder))

    def _look_for_stems(self, track_id: TrackId) -> None:
        """They tell more than the mix did."""
        known = self.status(track_id).state is AnalysisState.READY
        if known and self._separation.status(track_id).state is StemState.READY:
            self._separation.find_stems(track_id, partial(self._listen_to_stems, track_id))

    def _listen_to_stems(self, track_id: TrackId, sets: Sequence[StemSet]) -> None:
        track, stems = self._queue.get(track_id), most_helpful(sets)
        names = helpful(stems)
        new = set(names) - set(self._known[track_id].stems)
        if self._finder is None or track is None or not new or (track_id, names) in self._tried:
            return
        self._tried.add((track_id, names))
        self._begin(track_id, track.path, self._finder, stems, anew=False)

    def _begin(
        self,
        track_id: TrackId,
        path: Path,
        finder: AnalysisFinder,
        stems: StemSet | None,
        *,
        anew: bool,
    ) -> None:
        self._pool.run(partial(self._find, track_id, path, finder, stems, anew=anew))

    def _tell(self, track_id: TrackId, state: AnalysisState, message: str = "") -> None:
        self._statuses[track_id] = AnalysisStatus(state, message)
        self.changed.emit(track_id)

    def _remember(self, track_id: TrackId, analysis: Analysis) -> None:
        if track_id not in self._known:
            self._known[track_id] = analysis
            self.changed.emit(track_id)

    def _fail(self, track_id: TrackId, error: MinusOneError) -> None:
        self._tell(track_id, AnalysisState.FAILED, str(error))
        if error.hint == HINT and HINT not in self._said:
            self._said.add(HINT)  # said once: it is the same for every song
            self._messages.error(error)

    # -- on the background thread

    def _recall(self, track_id: TrackId, path: Path, finder: AnalysisFinder) -> None:
        try:
            known = finder.known(path)
        except MinusOneError:
            return  # whoever plays the file says what is wrong with it
        if known is not None:
            self._main_thread.post(partial(self._remember, track_id, known))

    def _find(
        self,
        track_id: TrackId,
        path: Path,
        finder: AnalysisFinder,
        stems: StemSet | None,
        *,
        anew: bool,
    ) -> None:
        def begins() -> None:
            self._main_thread.post(partial(self._tell, track_id, AnalysisState.WORKING))

        try:
            found = finder.find(path, stems, begins, anew=anew)
        except MinusOneError as error:
            self._main_thread.post(partial(self._fail, track_id, error))
        else:
            self._main_thread.post(partial(self.know, track_id, found))
