"""The tuner: which note is played, and how far it is off."""

from math import log2
from statistics import median

from player.base.events import Event
from player.base.units import Decibels
from player.base.values import dataclass
from player.core.practice.engine_link import EngineLink
from player.engine import protocol
from player.engine.input_protocol import HeardPitch, ListenForPitch

NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
A4_LOWEST, A4_HIGHEST = 430.0, 450.0
_A4_NUMBER = 69
"""Its MIDI number."""
_STEADY = 3
"""Looks that are taken together: a fifth of a second."""
_OTHER_NOTE = 60.0
"""Cents from one look to the next that are no wobble."""


@dataclass(frozen=True)
class Reading:
    """What is heard. `note`: "" where no single note is."""

    note: str = ""
    octave: int = 0
    """4 is the octave of A4."""
    cents: float = 0.0
    """-50 to 50: flat to sharp."""
    hertz: float = 0.0
    level: Decibels = -120.0
    """RMS, dB of full scale."""


def reading(hertz: float, level: Decibels, a4: float = 440.0) -> Reading:
    """The nearest note of the equal temperament on `a4` Hz."""
    number = _A4_NUMBER + 12 * log2(hertz / a4)
    nearest = round(number)
    octave, name = divmod(nearest, 12)
    return Reading(NAMES[name], octave - 1, 100 * (number - nearest), hertz, level)


class Tuner:
    """Listens while it is wanted. Main thread only."""

    def __init__(self, engine: EngineLink) -> None:
        self.heard: Event[Reading] = Event()
        """Fifteen times a second while it listens."""
        self.a4 = 440.0
        self.on = False
        self._engine = engine
        self._last: list[float] = []
        engine.event.connect(self._take)

    def start(self) -> None:
        """Listen."""
        self._listen(on=True)

    def stop(self) -> None:
        """Listen no more."""
        self._listen(on=False)

    def set_a4(self, hertz: float) -> None:
        """Tune to this A4; clipped to 430 to 450 Hz."""
        self.a4 = min(max(hertz, A4_LOWEST), A4_HIGHEST)

    def _listen(self, *, on: bool) -> None:
        if on is not self.on:
            self.on = on
            self._last.clear()
            self._engine.send(ListenForPitch(on))

    def _take(self, event: protocol.Event) -> None:
        if isinstance(event, HeardPitch) and self.on:
            self.heard.emit(self._reading(event))

    def _reading(self, pitch: HeardPitch) -> Reading:
        if pitch.hertz is None:
            self._last.clear()
            return Reading(level=pitch.level)
        if self._last and abs(1200 * log2(pitch.hertz / self._last[-1])) > _OTHER_NOTE:
            self._last.clear()
        self._last = [*self._last, pitch.hertz][-_STEADY:]
        return reading(median(self._last), pitch.level, self.a4)
