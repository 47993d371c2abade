"""What every decoder gives: frames at 44.1 kHz by position, whatever the file holds."""

from typing import Protocol

from player.base.units import Frames, Pcm
from player.base.values import dataclass

RATES = range(100, 1_600_001)
"""Sample rates in hertz that a file may have; others are damage, and would take all memory."""


@dataclass(frozen=True)
class SourceInfo:
    """What was opened and by whom, in words for the listener and for a bug report."""

    decoder: str
    """"soundfile", "pyav" or "vlc"."""
    container: str
    codec: str
    sample_rate: int
    """Of the file, in hertz, before conversion to 44.1 kHz."""
    channels: int
    """Of the file, before the downmix to stereo."""
    location: str
    """The path or address, printable whatever bytes the name holds."""
    warning: str = ""
    """One sentence when the file is damaged, else empty."""


class AudioSource(Protocol):
    """An open song or stream; one thread at a time may use it."""

    @property
    def frames(self) -> Frames | None:
        """Exact length at 44.1 kHz; None for an endless stream."""

    @property
    def info(self) -> SourceInfo:
        """What this is."""

    def read(self, start: Frames, count: Frames) -> Pcm:
        """`count` frames from `start`, float32 (count, 2) at 44.1 kHz, zeros outside the song.

        A pure function of the file and the position: the same frames in whatever order they are
        read. Raises AudioFileError if the file can no longer be read. (A stream, whose `frames`
        is None, may give fewer frames: see `StreamSource`.)
        """

    def advance(self) -> bool:
        """Decode a little further what can only be decoded forward, so that far jumps are quick.

        For idle moments; whether there is more to do. Raises AudioFileError.
        """

    def close(self) -> None:
        """Give back the file; further reads raise AudioFileError. May be called twice."""


class Reader(Protocol):
    """One decoder's view of a file, at the file's own sample rate."""

    @property
    def rate(self) -> int:
        """Frames a second, in hertz."""

    @property
    def frames(self) -> int:
        """Length at `rate`."""

    def read(self, start: int, count: int) -> Pcm:
        """`count` frames from `start`, float32 (count, 2) at `rate`.

        Needs 0 <= start and start + count <= frames; a pure function of the position. Raises
        AudioFileError.
        """

    def advance(self) -> bool:
        """As `AudioSource.advance`."""

    def close(self) -> None:
        """Give back what is held."""
