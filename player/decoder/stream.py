"""Internet radio and other network streams, which libVLC receives and plays into a ring."""

import ctypes
import threading
from types import ModuleType

import numpy as np

from player.base.errors import AudioFileError
from player.base.units import CHANNELS, SAMPLE_RATE, Frames, Pcm, Seconds
from player.decoder.source import SourceInfo
from player.decoder.vlc_library import Handle, instance, library, on_end

RING = 30 * SAMPLE_RATE
"""Frames a stream keeps (10 MB): what is older is gone."""

_OPENING: Seconds = 15.0
_WAITING: Seconds = 2.0
_FULL_SCALE = np.float32(1 / 32768)
_AT_HAND = "Check the address and the network, then open it again."


def open_stream(address: str) -> "StreamSource":
    """Connect to `address` and wait for its first sound; raises AudioFileError."""
    return StreamSource(library(f"“{address}”"), address)


class Ring:
    """The last `RING` frames of something that never stops; one thread writes, one reads."""

    def __init__(self) -> None:
        self._sound = np.zeros((RING, CHANNELS), np.float32)
        self._changed = threading.Condition()
        self.end: Frames = 0
        self.ended = False

    def append(self, block: Pcm) -> None:
        """Add frames, float32 (any, 2), over the oldest."""
        with self._changed:
            self.end += len(block)
            block = block[-RING:]
            self._sound[np.arange(self.end - len(block), self.end) % RING] = block
            self._changed.notify_all()

    def finish(self) -> None:
        """No more will come."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def wait(self, until: Frames, timeout: Seconds) -> bool:
        """Wait for the frame before `until`; whether it is there."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended or self.end >= until, timeout)
            return self.end >= until

    def read(self, start: Frames, count: Frames) -> Pcm:
        """What is there of `count` frames from `start`; zeros for what is gone."""
        with self._changed:
            last = min(start + count, self.end)
            out = np.zeros((max(last - start, 0), CHANNELS), np.float32)
            first = max(start, self.end - RING, 0)
            if first < last:
                out[first - start :] = self._sound[np.arange(first, last) % RING]
            return out


class StreamSource:
    """A stream as an AudioSource: `frames` is None and position 0 is its first sound.

    `read` waits up to two seconds for the last frame asked for and then gives what has arrived,
    which may be fewer frames than asked for; if there is none, AudioFileError says whether the
    stream ended. What lies more than `RING` behind `live` is zeros. Sound goes on arriving in
    real time while nobody reads: after a pause, go on at `live`.
    """

    frames = None

    def __init__(self, vlc: ModuleType, address: str) -> None:
        self._address = address
        self._ring = Ring()
        self._vlc: Handle | None = instance(vlc)
        self._media = self._vlc.media_new(address)
        self._player = self._vlc.media_player_new()
        self._connect(vlc)
        if not self._ring.wait(1, _OPENING):
            self.close()
            raise AudioFileError(f"“{address}” gives no sound.", _AT_HAND)
        self.info = self._describe(vlc)

    @property
    def live(self) -> Frames:
        """The position behind the newest frame."""
        return self._ring.end

    def read(self, start: Frames, count: Frames) -> Pcm:
        """As told above; float32 (at most `count`, 2) at 44.1 kHz."""
        if self._vlc is None:
            raise AudioFileError(f"“{self._address}” was closed.")
        self._ring.wait(start + count, _WAITING)
        sound = self._ring.read(start, count)
        if count > 0 and not len(sound):
            happened = "has ended" if self._ring.ended else f"has sent nothing for {_WAITING:g} s"
            raise AudioFileError(f"“{self._address}” {happened}.", _AT_HAND)
        return sound

    def advance(self) -> bool:
        """Nothing to do: a stream comes when it comes."""
        return False

    def close(self) -> None:
        """Disconnect."""
        vlc, self._vlc = self._vlc, None
        if vlc is None:
            return
        self._player.stop()
        for used in (self._player, self._media, vlc):
            used.release()

    def _connect(self, vlc: ModuleType) -> None:
        self._player.set_media(self._media)
        # Kept here: libVLC holds only its address. 16 bits are all this output of libVLC offers.
        self._callback = vlc.CallbackDecorators.AudioPlayCb(self._take)
        self._player.audio_set_callbacks(self._callback, None, None, None, None, None)
        self._player.audio_set_format("S16N", SAMPLE_RATE, CHANNELS)
        on_end(vlc, self._player, self._ring.finish)
        self._player.play()

    def _take(self, _data: int, samples: int, count: int, _time: int) -> None:
        """On libVLC's thread: take its sound, call nothing of libVLC."""
        kind = ctypes.c_int16 * (count * CHANNELS)
        sound = np.ctypeslib.as_array(kind.from_address(samples)).reshape(-1, CHANNELS)
        self._ring.append(sound * _FULL_SCALE)

    def _describe(self, vlc: ModuleType) -> SourceInfo:
        sounds = [
            track for track in self._media.tracks_get() or () if track.type == vlc.TrackType.audio
        ]
        codec = sounds[0].codec.to_bytes(4, "little").decode("ascii", "replace") if sounds else ""
        return SourceInfo(
            decoder="vlc",
            container="stream",
            codec=codec.strip(),
            sample_rate=sounds[0].audio.contents.rate if sounds else SAMPLE_RATE,
            channels=sounds[0].audio.contents.channels if sounds else CHANNELS,
            location=self._address,
        )
