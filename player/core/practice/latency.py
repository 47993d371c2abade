"""How late a sound comes back: measured once for each pair of output and input, and kept."""

from pathlib import Path
from typing import Any

from player.base.events import Event
from player.base.messages import Level
from player.base.units import SAMPLE_RATE, Frames, SongKey
from player.base.values import dataclass
from player.core.kept_value import KeptValue
from player.core.practice.practice_tools import PracticeTools
from player.core.practice.sound_input import SoundInput
from player.core.song_values import Kept
from player.engine import protocol
from player.engine.input_protocol import LatencyMeasured, MeasureLatency

_USUAL_MS = 60.0
"""Of the output, until it says what it has."""
_INPUT_MS = 5.0
_LONGEST_MS = 1_000.0


@dataclass(frozen=True)
class PairLatency:
    """What was measured for one pair of devices, by their names."""

    output: str
    input: str
    milliseconds: float


Pairs = tuple[PairLatency, ...]


class Latency:
    """That of the devices of now. Main thread only."""

    def __init__(self, tools: PracticeTools, sound_input: SoundInput) -> None:
        self.changed: Event[[]] = Event()
        """Another figure, or it is measured, or no longer."""
        self.measuring = False
        self.problem = ""
        """Why the last measurement failed; "" if it did not."""
        self._tools = tools
        self._input = sound_input
        self._output, self._output_ms = "default", _USUAL_MS
        self._pairs = KeptValue(
            kept_latencies(tools.data),
            SongKey("latency"),
            tools.messages,
            tools.main_thread,
            keep=tools.keys is not None,
        )
        tools.engine.event.connect(self._take)
        tools.engine.restarted.connect(self._stop)
        sound_input.changed.connect(self.changed.emit)

    @property
    def measured(self) -> float | None:
        """Milliseconds, if it was measured for these devices."""
        pair = self._output, self._input.chosen.target
        known = {(each.output, each.input): each.milliseconds for each in self._pairs.value}
        return known.get(pair)

    @property
    def milliseconds(self) -> float:
        """As measured, else as the length of the buffers lets expect."""
        measured = self.measured
        return self._output_ms + _INPUT_MS if measured is None else measured

    def frames(self) -> Frames:
        """The same in frames."""
        return round(self.milliseconds / 1_000 * SAMPLE_RATE)

    def measure(self) -> None:
        """Put out a test sound, again and again for ten seconds; the song is held meanwhile."""
        if not self.measuring:
            self.measuring, self.problem = True, ""
            self._tools.playback.pause()
            self._tools.engine.send(MeasureLatency())
            self.changed.emit()

    def close(self) -> None:
        """Write what is still to be written."""
        self._pairs.close()

    def _take(self, event: protocol.Event) -> None:
        match event:
            case protocol.OutputOpened(target, milliseconds):
                self._output, self._output_ms = target, milliseconds
                self.changed.emit()
            case LatencyMeasured(milliseconds, message, hint):
                self._measured(milliseconds, message, hint)

    def _measured(self, milliseconds: float | None, message: str, hint: str) -> None:
        self.measuring = False
        if milliseconds is None:
            self.problem = f"{message} {hint}".strip()
            self._tools.messages.say(Level.WARNING, message, hint)
        else:
            new = PairLatency(self._output, self._input.chosen.target, round(milliseconds, 2))
            others = (
                each
                for each in self._pairs.value
                if (each.output, each.input) != (new.output, new.input)
            )
            self._pairs.set((*others, new))
        self.changed.emit()

    def _stop(self) -> None:
        if self.measuring:
            self._measured(None, "The latency could not be measured.", "Try it again.")


def kept_latencies(data: Path) -> Kept[Pairs]:
    """Those beside the settings."""
    return Kept(data, "latencies", (), _read, _write, lambda _, now: now, whose="")


def _write(pairs: Pairs) -> list[dict[str, Any]]:
    return [vars(each) for each in pairs]


def _read(stored: Any) -> Pairs:  # noqa: ANN401 - whatever a file may hold
    pairs = tuple(
        PairLatency(str(each["output"]), str(each["input"]), float(each["milliseconds"]))
        for each in stored
    )
    if not all(0 <= each.milliseconds <= _LONGEST_MS for each in pairs):
        raise ValueError("no latency")
    return pairs
