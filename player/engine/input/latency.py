"""How late a sound comes back: a known one is put out, and looked for in what comes in."""

from collections.abc import Callable
from enum import Enum
from statistics import median

import numpy as np

from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm
from player.engine.input.base import Input
from player.engine.input.clock import Together
from player.engine.input_protocol import InputEvent, LatencyMeasured
from player.engine.output_log import OutputLog

TIMES = 7
"""How often it is put out; the middle counts. It takes so long that clocks are known well."""
LONGEST: Frames = SAMPLE_RATE
"""A sound that takes longer to come back is not found."""
_LENGTH: Frames = SAMPLE_RATE // 20
_LOW, _HIGH = 400.0, 8_000.0
_LEVEL = 0.4
_CLEAR = 8.0
"""How far the sound must stand out of everything else that is heard."""
_ALIKE: Frames = SAMPLE_RATE * 2 // 1_000
"""How far the results may lie apart."""
_PATIENCE: Frames = 6 * SAMPLE_RATE


class _Step(Enum):
    SETTLE = "settle"
    EMIT = "emit"
    LISTEN = "listen"


class LatencyEar:
    """Puts out a rising tone again and again and tells `LatencyMeasured`."""

    def __init__(
        self, log: Callable[[], OutputLog | None], tell: Callable[[InputEvent], None]
    ) -> None:
        self._find_log = log
        self._log: OutputLog | None = None
        self._clocks: Together | None = None
        self._tell = tell
        self._step = _Step.SETTLE
        self._since: Frames | None = None
        self._found: list[float] = []
        self._missed = 0

    def hear(self, heard: Input) -> bool:
        """Go on with it; whether it is still busy."""
        log = self._find_log()
        if log is None or log is not self._log:
            self._log, self._step, self._since = log, _Step.SETTLE, heard.ring.written
            self._clocks = None if log is None else Together(heard.clock, log.clock)
            return True
        if self._since is not None and heard.ring.written - self._since > _PATIENCE:
            return self._give_up("The output does not play.", "Choose another output.")
        match self._step:
            case _Step.SETTLE:
                if self._apart is not None:
                    self._step = _Step.EMIT
            case _Step.EMIT:
                log.tested, log.test = None, known_sound()
                self._step, self._since = _Step.LISTEN, heard.ring.written
            case _Step.LISTEN:
                return self._listen(heard, log)
        return True

    @property
    def _apart(self) -> float | None:
        return None if self._clocks is None else self._clocks.apart

    def lost(self) -> bool:
        """Without an input there is nothing to measure."""
        return self._give_up("The latency could not be measured: there is no microphone.", "")

    def _listen(self, heard: Input, log: OutputLog) -> bool:
        begun = log.tested
        apart = self._apart
        if begun is None or apart is None:
            return True
        start = max(0, round(begun - apart))
        if heard.ring.written < start + LONGEST + _LENGTH:
            return True
        late = delay(heard.ring.read(start, start + LONGEST + _LENGTH))
        if late is None:
            self._missed += 1
        else:
            self._found.append(start + late - begun)
        self._step = _Step.EMIT
        over = len(self._found) + self._missed >= TIMES or self._missed > TIMES // 2
        return self._conclude(apart) if over else True

    def _conclude(self, apart: float) -> bool:
        if len(self._found) <= TIMES // 2:
            return self._give_up(
                "The test sound was not heard.",
                "Turn it up, and put the microphone to the loudspeaker or the headphones.",
            )
        middle = median(self._found)
        near = [each for each in self._found if abs(each - middle) < _ALIKE]
        if len(near) <= TIMES // 2:
            return self._give_up(
                "The test sound came back at different times.",
                "Measure in a quieter place, or with a longer output buffer.",
            )
        self._tell(LatencyMeasured((median(near) + apart) / SAMPLE_RATE * 1_000))
        return False

    def _give_up(self, message: str, hint: str) -> bool:
        self._tell(LatencyMeasured(None, message, hint))
        return False


def known_sound() -> Pcm:
    """A tone that rises from 400 Hz to 8 kHz in 50 ms, (n, 2): it is alike to itself only once."""
    time = np.arange(_LENGTH) / SAMPLE_RATE
    length = _LENGTH / SAMPLE_RATE
    growth = np.log(_HIGH / _LOW)
    phase = 2 * np.pi * _LOW * length / growth * np.expm1(time / length * growth)
    tone = _LEVEL * np.sin(phase) * np.hanning(_LENGTH)
    return np.repeat(tone[:, np.newaxis], CHANNELS, axis=1).astype(np.float32)


def delay(sound: Pcm) -> float | None:
    """At which frame of `sound` (n, channels) the test sound begins; None if it is not in it."""
    mono, wanted = sound.mean(axis=1, dtype=np.float64), known_sound()[:, 0].astype(np.float64)
    size = 1 << (len(mono) + len(wanted)).bit_length()
    spectrum = np.fft.rfft(mono, size) * np.conj(np.fft.rfft(wanted, size))
    alike = np.abs(np.fft.irfft(spectrum, size)[: len(mono) - len(wanted) + 1])
    top = int(np.argmax(alike))
    if alike[top] < _CLEAR * max(float(np.median(alike)), 1e-9):
        return None
    if not 0 < top < len(alike) - 1:
        return float(top)
    before, here, after = alike[top - 1 : top + 2]
    return top + 0.5 * float(before - after) / float(before - 2 * here + after)
