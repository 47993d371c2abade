"""How loud a track is played: ReplayGain by track or album, kept from clipping."""

from enum import Enum

from player.base.units import Decibels, linear
from player.base.values import dataclass
from player.core.track import Track


class GainMode(Enum):
    """Whose loudness is made equal."""

    OFF = "off"
    TRACK = "track"
    ALBUM = "album"
    AUTO = "auto"
    """The album's where one plays in its order, else the track's."""


@dataclass(frozen=True)
class ReplayGain:
    """What the user wants; everything else is in the tracks."""

    mode: GainMode = GainMode.OFF
    preamp: Decibels = 0.0
    """Added where the loudness is known ..."""
    untagged: Decibels = 0.0
    """... and where it is not."""

    def factor(self, track: Track, *, in_album: bool) -> float:
        """What the samples are multiplied with; exactly 1 if the mode is off.

        `in_album`: whether the track plays as a part of its album. Where the peak is known, it
        stays at full scale at most.
        """
        if self.mode is GainMode.OFF:
            return 1.0
        by_album = self.mode is GainMode.ALBUM or (self.mode is GainMode.AUTO and in_album)
        gains = track.gains
        own, whole = (gains.track_gain, gains.track_peak), (gains.album_gain, gains.album_peak)
        first, second = (whole, own) if by_album else (own, whole)
        gain, peak = first if first[0] is not None else second
        factor = linear(self.untagged if gain is None else gain + self.preamp)
        return factor if not peak or peak * factor <= 1 else 1 / peak


def goes_on(before: Track, after: Track) -> bool:
    """Whether `after` follows `before` on the same album."""
    if not after.album or (before.album, before.album_artist) != (after.album, after.album_artist):
        return False
    if not after.album_artist and (before.is_stream or before.path.parent != after.path.parent):
        return False
    if before.number is None or after.number is None:
        return True
    discs = (after.disc or 1) - (before.disc or 1)
    return after.number == (before.number + 1 if discs == 0 else 1) and discs in (0, 1)
