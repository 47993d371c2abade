"""Finds out what is played in a file: from memory, or by having it analysed by a process."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from player.analysis.analysis import Analysis
from player.analysis.errors import AnalysisError, needed
from player.analysis.protocol import Analyse, Analysed, Failed
from player.analysis.store import AnalysisStore
from player.base.child import Child
from player.base.errors import ChildDiedError
from player.base.values import dataclass
from player.core.separation import StemSet
from player.core.song_values import Keys

_HELPFUL = ("drums", "bass", "vocals")
"""Stems that are worth listening to by themselves, the best first."""


@dataclass(frozen=True)
class AnalysisPlace:
    """What finding out needs."""

    store: AnalysisStore
    keys: Keys
    models: Path | None = None
    """Where the weights of a network for beats may be."""


class AnalysisFinder:
    """For one background thread; only `pid` and `stop` are for others."""

    def __init__(self, place: AnalysisPlace) -> None:
        self._place = place
        self._child: Child | None = None
        self._stopped = False

    @property
    def pid(self) -> int:
        """The analysing process's id; 0 while there is none."""
        child = self._child
        return child.pid if child is not None and child.alive else 0

    def known(self, path: Path) -> Analysis | None:
        """What was found out before; AudioFileError if the file cannot be read."""
        return self._place.store.load(self._place.keys.key(path))

    def find(
        self, path: Path, stems: StemSet | None, begins: Callable[[], None], *, anew: bool = False
    ) -> Analysis:
        """Know it, or have it analysed; `begins` is called if that is done, and takes seconds.

        What was found without stems that are there now is found anew. Raises MinusOneError.
        """
        key = self._place.keys.key(path)
        known = None if anew else self._place.store.load(key)
        if known is not None and set(helpful(stems)) <= set(known.stems):
            return known
        begins()
        found = self._ask(path, stems)
        self._place.store.save(key, found)
        return found

    def stop(self) -> None:
        """Break off whatever is being done: nothing is lost, as the process only reads."""
        self._stopped = True
        if self._child is not None:
            self._child.kill()

    def close(self) -> None:
        """End the process, when the thread has ended."""
        self.stop()

    def _ask(self, path: Path, stems: StemSet | None) -> Analysis:
        if self._stopped:
            raise ChildDiedError("The program ends.")
        needed()  # else a process would be started in vain
        wanted = Analyse(path, None if stems is None else stems.folder, self._place.models)
        try:
            answer = self._asked(wanted)
        except ChildDiedError as error:
            raise AnalysisError(
                "The analysis of this song ended before it was done.", "Try “Detect” again."
            ) from error
        if isinstance(answer, Failed):
            raise AnalysisError(answer.message, answer.hint)
        if not isinstance(answer, Analysed):
            raise AnalysisError("The analysis gave no answer.")
        return answer.analysis

    def _asked(self, wanted: Analyse) -> object:
        """A process that is about to end, as it had nothing to do, is asked in vain: once more."""
        if self._child is not None and self._child.alive:
            with suppress(ChildDiedError):
                self._child.send(wanted)
                return self._child.receive()
            if self._stopped:
                raise ChildDiedError("The program ends.")
        self._child = Child("player.analysis.worker")
        if self._stopped:
            self._child.kill()
        self._child.send(wanted)
        return self._child.receive()


def helpful(stems: StemSet | None) -> tuple[str, ...]:
    """Those of a set's stems that are listened to by themselves."""
    names = () if stems is None else stems.stems
    return tuple(name for name in _HELPFUL if name in names)


def most_helpful(sets: Sequence[StemSet]) -> StemSet | None:
    """The set that tells most; None if none tells anything."""
    ranked = [(len(helpful(each)), each) for each in sets if helpful(each)]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None
