"""What refining does on its own threads: the disk, the spectra, the pictures."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from player.base.background import Background
from player.base.errors import CacheError, MinusOneError
from player.base.loop import MainThread
from player.base.units import Frames, SongKey
from player.base.values import dataclass
from player.core.retouch_news import Failed, Heard, Made, News, Opened, Published, Seen
from player.retouch.edit_file import PREFIX, EditFiles, version_of
from player.retouch.strokes import EditList
from player.stemfile.entry import FLAC
from player.stems.cache import StemCache
from player.stems.preferred import forget_preferred, prefer

if TYPE_CHECKING:
    from player.core.retouch_pictures import StemPictures
    from player.retouch.workbench import Workbench

IMPORTED = "import-"
"""What the versions of stems from elsewhere begin with."""


class SongKeys(Protocol):
    """Whoever knows what a song's sound is."""

    def key(self, path: Path) -> SongKey:
        """The song's content key; AudioFileError if the file cannot be read."""


@dataclass(frozen=True)
class RetouchPlace:
    """Where songs, stems and edit lists are, and how they are kept."""

    cache: StemCache
    keys: SongKeys
    files: EditFiles
    codec: str = FLAC
    """How refined stems are kept."""

    def applied(self, song: Path, heard: Path) -> bool:
        """Whether what was painted on these stems of a song is in them; for background threads."""
        try:
            key = self.keys.key(song)
        except MinusOneError:
            return True  # whoever plays the file says what is wrong with it
        if not self.files.known(key):
            return True
        version, base = heard.name, heard.name
        if version.startswith(PREFIX):
            base = self.files.base_of(key, version)
        return not base or goal_of(self.files.load(key, base, lambda _: None)) == version


def goal_of(edits: EditList) -> str:
    """The version of the stems that a song with these edits is heard with."""
    return version_of(edits) if edits.active else edits.base


class RetouchThread:
    """One song on a thread of its own, its pictures on another; news come on the main thread."""

    def __init__(
        self,
        song: Path,
        heard: Path,
        place: RetouchPlace,
        main_thread: MainThread,
        tell: Callable[[News], None],
    ) -> None:
        """`heard`: the folder of the finished stems that the song has now."""
        self._song, self._heard = song, heard
        self._cache, self._keys, self._files = place.cache, place.keys, place.files
        self._codec = place.codec
        self._main_thread = main_thread
        self._tell = tell
        self._pool = Background(1, "refining")
        self._drawing = Background(1, "spectrogram")
        self._key = SongKey("")
        self._bench: Workbench | None = None
        self._pictures: StemPictures | None = None
        self._wanted = self._saved = EditList("")
        self._playhead: Frames = 0
        self._listened = self._stop = False

    def open(self) -> None:
        """Begin; on any thread."""
        self._pool.run(partial(self._guarded, self._open))

    # -- on the main thread

    def want(self, edits: EditList) -> None:
        """Have these strokes, and keep them."""
        self._wanted = edits
        self._pool.run(partial(self._guarded, self._work))

    def move_playhead(self, position: Frames) -> None:
        """The listener is here."""
        self._playhead = position

    def draw(self, stem: int, number: int) -> None:
        """Have a picture made of this section."""
        self._drawing.run(partial(self._guarded, partial(self._draw, stem, number)))

    def publish(self) -> None:
        """Make an entry of what is painted, have it preferred, and end."""
        self._pool.run(partial(self._guarded, self._publish))

    def close(self) -> None:
        """End the threads; what was painted is kept, and applied another time."""
        self._stop = True
        self._drawing.close()
        self._pool.run(self._let_go)
        self._pool.finish()

    # -- on the threads

    def _guarded(self, work: Callable[[], None]) -> None:
        if self._stop:
            return
        try:
            work()
        except MinusOneError as error:
            self._post(Failed(error))

    def _post(self, news: News) -> None:
        self._main_thread.post(lambda: self._tell(news))

    def _open(self) -> None:
        from player.retouch.workbench import Workbench  # late: the window starts sooner

        self._key = self._keys.key(self._song)
        version = base = self._heard.name
        if version.startswith(PREFIX):
            base = self._files.base_of(self._key, version)
            if not base or self._cache.lookup(self._key, base) is None:
                raise CacheError(
                    "The stems under the refined ones are gone.",
                    "Have the song separated again, then refine it.",
                )
        edits = self._files.load(self._key, base, lambda error: self._post(Failed(error)))
        self._bench = Workbench(self._song, self._key, edits, self._cache)
        self._wanted = self._saved = edits
        self._post(Opened(edits, self._bench.entry, applied=version == goal_of(edits)))
        self._work()

    def _work(self) -> None:
        """Make cells until all are as wanted."""
        bench = self._bench
        while bench is not None and not self._stop:
            wanted = self._wanted
            if wanted != self._saved:
                self._saved = wanted
                self._listened = False
                self._files.save(self._key, wanted)
            if wanted != bench.edits:
                bench.paint(wanted)
            more = bench.step(self._playhead)
            self._post(Made(bench.done))
            if not self._listened and bench.settled and bench.audible(self._playhead):
                self._listened = True
                self._post(Heard(wanted, bench.folder, bench.entry))
            if not more and wanted == self._wanted:
                return

    def _draw(self, stem: int, number: int) -> None:
        edits = self._wanted
        if not edits.base:
            return
        if self._pictures is None:
            from player.core.retouch_pictures import StemPictures

            base = self._cache.folder(self._key, edits.base)
            self._pictures = StemPictures(self._song, base)
        section = self._pictures.section(
            stem, number, edits.active, lambda: self._stop or edits is not self._wanted
        )
        if section is not None:
            self._post(Seen(stem, edits, number, section))

    def _publish(self) -> None:
        from player.stemfile.codecs import Halted

        self._work()
        bench = self._bench
        if bench is None:
            return
        base, version = bench.edits.base, version_of(bench.edits)
        if bench.edits.active:
            with suppress(Halted):
                bench.publish(self._codec, lambda: not self._stop)
            if self._stop:
                return
            prefer(self._cache, self._key, version)
        elif base.startswith(IMPORTED):
            prefer(self._cache, self._key, base)
        else:
            forget_preferred(self._cache, self._key)
        made = version if bench.edits.active else ""
        if self._heard.name.startswith(PREFIX) and self._heard.name != made:
            self._cache.delete(self._heard)  # the strokes can make them again
        if bench.edits.made != made:
            self._files.save(self._key, replace(bench.edits, made=made))
        self._post(Published(refined=bool(made)))

    def _let_go(self) -> None:
        bench, self._bench = self._bench, None
        if bench is not None:
            bench.close()
        if self._pictures is not None:
            self._pictures.close()
