"""The player as a whole, without a window: all controllers, connected."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from player.base.messages import MessageLog
from player.core.comparing import Comparing
from player.core.equaliser_presets import EqualiserPresets
from player.core.live_filters import LiveFilters
from player.core.midi.midi_control import MidiControl
from player.core.mix import MixController
from player.core.plane.stereo_plane import StereoPlane
from player.core.playback import Playback
from player.core.practice.practice import Practice
from player.core.queue import Queue
from player.core.retouching import Retouching
from player.core.separation import Separation
from player.core.sound import Sound
from player.core.tag_editing import TagEditing
from player.core.waveform import Waveforms


class Player(Protocol):
    """What a window (or a terminal) drives."""

    @property
    def queue(self) -> Queue:
        """The tracks that are open."""

    @property
    def playback(self) -> Playback:
        """The transport."""

    @property
    def mix(self) -> MixController:
        """The mixer."""

    @property
    def sound(self) -> Sound:
        """Loudness, cross-fade and equaliser."""

    @property
    def equaliser_presets(self) -> EqualiserPresets:
        """Curves that have a name."""

    @property
    def live(self) -> LiveFilters:
        """The filters that need no waiting."""

    @property
    def comparing(self) -> Comparing:
        """Alternatives, heard in turn."""

    @property
    def plane(self) -> StereoPlane:
        """Regions drawn on the stereo plane."""

    @property
    def practice(self) -> Practice:
        """Everything for playing along."""

    @property
    def separation(self) -> Separation:
        """The stems."""

    @property
    def retouching(self) -> Retouching:
        """Refining stems by hand."""

    @property
    def waveforms(self) -> Waveforms:
        """Outlines for the seek bar."""

    @property
    def midi(self) -> MidiControl:
        """Pedals and MIDI controllers."""

    @property
    def editing(self) -> TagEditing:
        """Changes to tags and names of files."""

    @property
    def messages(self) -> MessageLog:
        """What there is to say."""

    def open(self, paths: Sequence[str | Path], *, play: bool = False) -> None:
        """Queue files, folders, playlists (in the background) and stream URLs."""

    def save_list(self, path: Path) -> None:
        """Write the queue as a playlist (in the background) of the kind that its ending says."""

    def close(self) -> None:
        """End the child processes."""
