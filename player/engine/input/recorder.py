"""Records takes: what comes in, laid along the song that was heard meanwhile."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from player.base.units import SAMPLE_RATE, Frames, Pcm
from player.engine.input.base import Input
from player.engine.input.clock import WINDOW, Together
from player.engine.input.take_file import TakeFile, TakeFileError
from player.engine.input.take_name import TakeName, take_path
from player.engine.input_protocol import InputEvent, RecordTake, TakeEnded, TakeGoesOn, TakeKept
from player.engine.output_log import OutputLog
from player.engine.spans import Span

SHORTEST: Frames = SAMPLE_RATE // 4
"""Less is no take: a key was hit twice, or a loop was left at once."""
_SLACK = 0.05 * SAMPLE_RATE
"""Frames by which the song may seem to jump while it goes on: clocks are read, not known."""
_TELL_EVERY = 0.1
_LATE = 0.05
"""Seconds by which it waits for the output to say what was heard."""


@dataclass
class _Piece:
    """One take while it is written."""

    file: TakeFile
    made: str
    start: float
    """The song's frame at the file's first one."""
    token: int
    rate: float
    apart: float
    """How the input's frames were taken for the output's."""
    holes: int
    """How often the output had run dry until here."""
    off: float = 0.0
    """How much farther they are apart, as it is known in the end."""
    final: bool = False
    """Whether nothing more is learnt of that."""

    @property
    def end(self) -> float:
        """The song's frame that comes next."""
        return self.start + self.file.frames * self.rate

    def goes_on(self, span: Span) -> bool:
        """Whether this is the same song, a moment later."""
        same = (span.token, span.rate) == (self.token, self.rate)
        return same and abs(span.position - self.end) < _SLACK


class TakeEar:
    """Listens from its making until `end`; one take for each stretch of the song."""

    def __init__(
        self,
        wish: RecordTake,
        log: Callable[[], OutputLog | None],
        tell: Callable[[InputEvent], None],
    ) -> None:
        """`log`: that of the output of now."""
        self._wish = wish
        self._find_log = log
        self._log: OutputLog | None = None
        self._clocks: Together | None = None
        self._tell = tell
        self._ending = threading.Event()
        self._next: Frames | None = None
        self._of: Input | None = None
        self._piece: _Piece | None = None
        self._token: int | None = None
        """The song that is recorded over: the first that is heard."""
        self._peak = 0.0
        self._told = 0.0
        self._done: Frames = 0

    def end(self) -> None:
        """Record no more; may be called on any thread."""
        self._ending.set()

    def hear(self, heard: Input) -> bool:
        """Write what has come in, as far as the output knows what was heard meanwhile."""
        try:
            self._follow(heard)
            if self._ending.is_set():
                self._finish()
                self._tell(TakeEnded())
                return False
        except TakeFileError as error:
            self._give_up(error)
            return False
        return True

    def lost(self) -> bool:
        """Keep what there is; if the input comes back, another take begins."""
        self._of = self._next = None
        try:
            self._finish()
        except TakeFileError as error:
            self._give_up(error)
            return False
        if self._ending.is_set():
            self._tell(TakeEnded())
        return not self._ending.is_set()

    def _follow(self, heard: Input) -> None:
        log = self._find_log()
        if heard is not self._of or log is not self._log or self._next is None:
            self._finish()
            self._of, self._log, self._next = heard, log, heard.ring.written
            self._clocks = None if log is None else Together(heard.clock, log.clock)
        apart = None if self._clocks is None else self._clocks.apart
        if log is None or apart is None:
            return
        if self._piece is not None:
            apart = self._same_piece(self._piece, apart)
        stop = heard.ring.written - round(_LATE * SAMPLE_RATE)
        if stop <= self._next:
            return
        shift = round(apart) - self._wish.latency
        self._write(heard, log, (self._next, stop), shift)
        self._next = stop

    def _same_piece(self, piece: _Piece, apart: float) -> float:
        """How far apart they are taken to be for this take, whatever is learnt while it goes on."""
        if self._holes != piece.holes:
            piece.holes, piece.final = self._holes, True
            hole = max(0, round(piece.apart + piece.off - apart))
            piece.apart -= hole
            self._next = (self._next or 0) + hole  # the song stood still so long
        elif not piece.final:
            piece.off = apart - piece.apart
            piece.final = piece.file.frames > WINDOW * SAMPLE_RATE
        return piece.apart

    @property
    def _holes(self) -> int:
        return 0 if self._clocks is None else self._clocks.holes

    def _write(
        self, heard: Input, log: OutputLog, part: tuple[Frames, Frames], shift: Frames
    ) -> None:
        start, stop = part
        place = start
        for span in log.spans(start + shift, stop + shift):
            first = span.offset - shift
            if first != place:
                self._finish()  # nothing was heard in between
            place = first + span.count
            self._append(span, heard.ring.read(first, place), shift + self._wish.latency)
        if place != stop:
            self._finish()
        self._report()

    def _append(self, span: Span, sound: Pcm, apart: float) -> None:
        piece = self._piece
        if piece is not None and not piece.goes_on(span):
            self._finish()
            piece = None
        if self._token not in (None, span.token) and self._done:
            self._ending.set()  # another song
            return
        self._token = span.token
        if piece is None:
            place = max(0, round(span.position))
            made = TakeName(self._wish.name, place, span.rate, self._wish.cents)
            file = TakeFile(take_path(self._wish.folder, made), sound.shape[1])
            piece = _Piece(
                file, made.made, span.position, span.token, span.rate, apart, self._holes
            )
            self._piece = piece
        piece.file.write(sound)
        self._peak = max(self._peak, float(np.abs(sound).max(initial=0)))

    def _finish(self) -> None:
        piece, self._piece = self._piece, None
        if piece is None:
            return
        if piece.file.frames < SHORTEST:
            piece.file.discard()
            return
        piece.file.flush()
        self._keep(piece)

    def _keep(self, piece: _Piece) -> None:
        """Give the file its place as it is known in the end."""
        off = piece.off * piece.rate
        start = max(0, round(piece.start + off))
        name = TakeName(piece.made, start, piece.rate, self._wish.cents)
        if start != round(piece.start):
            piece.file.rename(take_path(self._wish.folder, name))
        frames = piece.file.frames
        self._done += frames
        self._tell(TakeKept(piece.file.path, start, round(frames * piece.rate), frames))

    def _give_up(self, error: TakeFileError) -> None:
        piece, self._piece = self._piece, None
        if piece is not None and (written := piece.file.written) >= SHORTEST:
            piece.file.frames = written
            self._keep(piece)
        self._tell(TakeEnded(error.message, error.hint))

    def _report(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            here = 0 if self._piece is None else self._piece.file.frames
            self._tell(TakeGoesOn(self._done + here, self._peak))
            self._peak = 0.0
