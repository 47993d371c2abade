"""How fast and in which key everything plays, as the user has it."""

from dataclasses import replace
from math import ceil, floor

from player.base.events import Event
from player.core.practice.engine_link import EngineLink
from player.engine import protocol
from player.engine.protocol import SetTempo, Stretching
from player.engine.tempo import FASTER, FASTEST, MOST_CENTS, MOST_SEMITONES, SLOWEST, Tempo


class TempoControl:
    """One for all songs, for as long as the program runs. Main thread only."""

    def __init__(self, engine: EngineLink) -> None:
        self.changed: Event[[]] = Event()
        """Another tempo or key, or another engine that makes it."""
        self.tempo = Tempo()
        self.plain = False
        """Whether it is stretched by the faster engine: the better one is too much work here."""
        self._engine = engine
        engine.event.connect(self._take)

    @property
    def percent(self) -> float:
        """The speed: 25 to 200."""
        return round(self.tempo.speed * 100, 1)

    def set(self, tempo: Tempo) -> None:
        """Play so from now on, as far as it goes."""
        tempo = Tempo(
            _tenths(100 * min(max(tempo.speed, SLOWEST), FASTEST)),
            min(max(tempo.semitones, -MOST_SEMITONES), MOST_SEMITONES),
            min(max(tempo.cents, -MOST_CENTS), MOST_CENTS),
            tempo.formants,
        )
        if tempo != self.tempo:
            self.tempo = tempo
            self._engine.send(SetTempo(tempo))
            self.changed.emit()

    def at(self, percent: float) -> Tempo:
        """The same at another speed."""
        return replace(self.tempo, speed=_tenths(percent))

    def set_percent(self, percent: float) -> None:
        """Play so fast; a tenth of a percent counts."""
        self.set(self.at(percent))

    def change_percent(self, by: float) -> None:
        """Play faster, or slower; whole steps go to whole percents."""
        whole = by == int(by)
        start = (ceil if by < 0 else floor)(self.percent) if whole else self.percent
        self.set_percent(start + by)

    def set_semitones(self, semitones: int) -> None:
        """Play so much higher, or lower."""
        self.set(replace(self.tempo, semitones=semitones))

    def set_cents(self, cents: int) -> None:
        """Play so much higher, or lower, on top of the semitones."""
        self.set(replace(self.tempo, cents=cents))

    def set_formants(self, *, kept: bool) -> None:
        """Whether voices keep their colour when the key changes."""
        self.set(replace(self.tempo, formants=kept))

    def values(self) -> tuple[float, int, int]:
        """Percent, semitones, cents."""
        return self.percent, self.tempo.semitones, self.tempo.cents

    def set_values(self, percent: float, semitones: int, cents: int) -> None:
        """Play at so many percent, so much higher or lower."""
        self.set(replace(self.at(percent), semitones=semitones, cents=cents))

    def reset(self) -> None:
        """Play everything as it is."""
        self.set(Tempo(formants=self.tempo.formants))

    def _take(self, event: protocol.Event) -> None:
        if isinstance(event, Stretching) and self.plain != (event.engine == FASTER):
            self.plain = event.engine == FASTER
            self.changed.emit()


def _tenths(percent: float) -> float:
    """The speed that is so many percent, to a tenth of one."""
    return round(percent * 10) / 1000
