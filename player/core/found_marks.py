"""Tells the library the tempo and the key of songs as they are found, or set by the user."""

from player.analysis.analysis import Analysis
from player.base.units import TrackId
from player.core.library_service import LibraryService
from player.core.practice.analysis import AnalysisService
from player.core.practice.chord_names import key_name
from player.core.practice.song_beats import SongBeats, tempo
from player.core.queue import Queue


class FoundMarks:
    """Follows the analyses and the beats of the queue's songs. Main thread only."""

    def __init__(
        self,
        queue: Queue,
        library: LibraryService,
        analysis: AnalysisService,
        beats: SongBeats,
    ) -> None:
        self._queue = queue
        self._library = library
        self._analysis = analysis
        self._beats = beats
        self._told: dict[TrackId, tuple[float | None, str]] = {}
        analysis.changed.connect(self._tell)
        beats.changed.connect(self._tell)

    def _tell(self, track_id: TrackId) -> None:
        track, analysis = self._queue.get(track_id), self._analysis.of(track_id)
        if track is None or analysis is None:
            return
        found = rounded(tempo(self._beats.of(track_id))), found_key(analysis)
        if found != self._told.get(track_id):
            self._told[track_id] = found
            self._library.found(track.path, *found)


def rounded(bpm: float) -> float | None:
    """A tempo as exactly as the library keeps it; None for none."""
    return round(bpm, 1) or None


def found_key(analysis: Analysis) -> str:
    """The name of the key that was found; "" if none was."""
    return "" if analysis.key is None else key_name(analysis.key)
