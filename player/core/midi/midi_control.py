"""MIDI devices as the window sees them: what is there, what each control does, what was done."""

from functools import partial
from pathlib import Path

from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.core.kept_value import KeptValue
from player.core.midi.control import Control, Move
from player.core.midi.midi_map import NAME, MidiMap, given, kept_map, without
from player.core.midi.midi_ports import MidiPorts


class MidiControl:
    """Listens once it is started, and only if something is mapped or to be. Main thread only."""

    backend: str | None = None
    """A module with mido's interface in place of the one that mido takes."""

    def __init__(
        self, data: Path, messages: MessageLog, main_thread: MainThread, *, keep: bool = True
    ) -> None:
        self.moved: Event[Move] = Event()
        """Something was done to a control."""
        self.changed: Event[[]] = Event()
        """Other devices, or another mapping."""
        self.devices: tuple[str, ...] = ()
        self.problem = ""
        """Why there is no MIDI, and what to install; "" if there is."""
        self._main_thread = main_thread
        self._kept = KeptValue(kept_map(data), NAME, messages, main_thread, keep=keep)
        self._kept.changed.connect(self.changed.emit)
        self._ports: MidiPorts | None = None

    @property
    def mapping(self) -> MidiMap:
        """Which control does what."""
        return self._kept.value

    def does(self, control: Control) -> str:
        """The name of what a control does; "" if nothing."""
        return dict(self.mapping).get(control, "")

    def control_of(self, name: str) -> Control | None:
        """The control that does this."""
        return next((control for control, does in self.mapping if does == name), None)

    def give(self, control: Control, name: str) -> None:
        """Have this control do that."""
        self._kept.set(given(self.mapping, control, name))

    def take(self, name: str) -> None:
        """Have no control do that."""
        self._kept.set(without(self.mapping, name))

    def start_if_mapped(self) -> None:
        """Listen if there is something to listen for."""
        if self.mapping:
            self.start()

    def start(self) -> None:
        """Listen to all devices from now on."""
        if self._ports is None:
            post = self._main_thread.post
            self._ports = MidiPorts(
                lambda move: post(partial(self.moved.emit, move)),
                lambda devices, problem: post(partial(self._on_devices, devices, problem)),
                self.backend,
            )

    def stop_unless_mapped(self) -> None:
        """Let go of the devices if they have nothing to do."""
        if not self.mapping:
            self._stop()

    def look(self) -> None:
        """Look for devices now rather than in a second."""
        if self._ports is not None:
            self._ports.look()

    def close(self) -> None:
        """Let go of the devices, and write what is still to be written."""
        self._stop()
        self._kept.close()

    def _stop(self) -> None:
        ports, self._ports = self._ports, None
        if ports is not None:
            ports.close()

    def _on_devices(self, devices: tuple[str, ...], problem: str) -> None:
        self.devices, self.problem = devices, problem
        self.changed.emit()
