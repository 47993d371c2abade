"""What the desktop may ask of the player: the methods of MPRIS2, and what it may set."""

from collections.abc import Callable
from math import isfinite

from PySide6.QtDBus import QDBusObjectPath
from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.ui.desktop.front import bring_to_front
from player.ui.desktop.mpris_interface import PLAYER, ROOT
from player.ui.desktop.mpris_state import LOOPS, frames_of, location, track_path


class MprisCommands:
    """Each returns at once; times are in microseconds."""

    def __init__(self, player: Player, window: QWidget, leave: Callable[[], object]) -> None:
        self._player = player
        playback = player.playback
        self.methods: dict[tuple[str, str, str], Callable[..., object]] = {
            (ROOT, "Raise", ""): lambda: bring_to_front(window),
            (ROOT, "Quit", ""): leave,
            (PLAYER, "Next", ""): playback.next,
            (PLAYER, "Previous", ""): playback.previous,
            (PLAYER, "Pause", ""): playback.pause,
            (PLAYER, "PlayPause", ""): playback.toggle,
            (PLAYER, "Stop", ""): playback.stop,
            (PLAYER, "Play", ""): playback.play,
            (PLAYER, "Seek", "x"): self._seek,
            (PLAYER, "SetPosition", "ox"): self._set_position,
            (PLAYER, "OpenUri", "s"): self._open_uri,
        }
        """By interface, name and the signature of their arguments."""
        self.setters: dict[str, tuple[type, Callable[..., object]]] = {
            "LoopStatus": (str, self._set_loop),
            "Rate": (float, self._set_rate),
            "Shuffle": (bool, player.queue.set_shuffle),
            "Volume": (float, player.mix.set_volume),
        }
        """By property: what it must be, and what sets it."""

    def _seek(self, offset: int) -> None:
        """Go on or back by `offset`: not before the start, and from beyond the end to the next."""
        state = self._player.playback.state
        if state.track is None or state.length is None:
            return
        position = state.position + frames_of(offset)
        if position > state.length:
            self._player.playback.next()
        else:
            self._player.playback.seek(max(0, position))

    def _set_position(self, track: QDBusObjectPath, time: int) -> None:
        """Go to a place of this track; nothing happens if another one plays by now."""
        state = self._player.playback.state
        position = frames_of(time)
        if state.length is None or track.path() != track_path(state.track):
            return
        if 0 <= position <= state.length:
            self._player.playback.seek(position)

    def _open_uri(self, uri: str) -> None:
        self._player.open([location(uri)], play=True)

    def _set_rate(self, rate: float) -> None:
        """A rate of 0 means a pause, says the specification."""
        if rate == 0:
            self._player.playback.pause()
        elif isfinite(rate):
            self._player.practice.tempo.set_percent(rate * 100)

    def _set_loop(self, status: str) -> None:
        for repeat, word in LOOPS.items():
            if word == status:
                self._player.queue.set_repeat(repeat)
