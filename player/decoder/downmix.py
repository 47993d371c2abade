"""Any number of channels to stereo by ITU-R BS.775: centre and surrounds at -3 dB, LFE left out.

Not normalised: front left and right keep their level, so music sounds as loud as its stereo
version; peaks above 1 stay in the float samples.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.base.units import CHANNELS, Pcm

Gains = NDArray[np.float32]
"""Shape (channels, 2): what each channel adds to left and to right."""

_DOWN = 0.5**0.5  # -3 dB
_LEFT, _RIGHT = (1.0, 0.0), (0.0, 1.0)
_CENTRE = (_DOWN, _DOWN)
_SIDE_LEFT, _SIDE_RIGHT = (_DOWN, 0.0), (0.0, _DOWN)
_BEHIND = (0.5, 0.5)  # -3 dB as a surround and -3 dB for sharing it between two sides
_NONE = (0.0, 0.0)

# Speaker names as FFmpeg writes them.
_SPEAKERS = {
    **dict.fromkeys(("FL", "DL", "FLC", "WL"), _LEFT),
    **dict.fromkeys(("FR", "DR", "FRC", "WR"), _RIGHT),
    "FC": _CENTRE,
    **dict.fromkeys(("BL", "SL", "SDL", "TFL", "TBL", "TSL"), _SIDE_LEFT),
    **dict.fromkeys(("BR", "SR", "SDR", "TFR", "TBR", "TSR"), _SIDE_RIGHT),
    **dict.fromkeys(("BC", "TC", "TFC", "TBC"), _BEHIND),
}

# The order of WAV (without a channel mask) and FLAC, RFC 9639 section 9.1.3.
_WAV_ORDER = {
    3: "FL FR FC",
    4: "FL FR BL BR",
    5: "FL FR FC BL BR",
    6: "FL FR FC LFE BL BR",
    7: "FL FR FC LFE BC SL SR",
    8: "FL FR FC LFE BL BR SL SR",
}

# Vorbis I section 4.3.9; Opus uses the same (RFC 7845 section 5.1.1.2).
_VORBIS_ORDER = {
    3: "FL FC FR",
    4: "FL FR BL BR",
    5: "FL FC FR BL BR",
    6: "FL FC FR BL BR LFE",
    7: "FL FC FR SL SR BC LFE",
    8: "FL FC FR SL SR BL BR LFE",
}


def wav_gains(channels: int) -> Gains:
    """Gains for `channels` in the order of WAV and FLAC; of more than eight, the first two."""
    return _ordered(_WAV_ORDER, channels)


def vorbis_gains(channels: int) -> Gains:
    """Gains for `channels` in the order of Vorbis and Opus; of more than eight, the first two."""
    return _ordered(_VORBIS_ORDER, channels)


def named_gains(speakers: Sequence[str]) -> Gains:
    """Gains for channels named as FFmpeg names them; names it does not know, as in WAV."""
    known = [name for name in speakers if name in _SPEAKERS]
    if len(speakers) <= CHANNELS or not known:
        return wav_gains(len(speakers))
    return np.array([_SPEAKERS.get(name, _NONE) for name in speakers], np.float32)


def to_stereo(sound: NDArray[np.float32], gains: Gains) -> Pcm:
    """`sound` of shape (frames, channels), any range, as (frames, 2); mono goes to both sides.

    What is no number, or endless, becomes silence: one such sample would spoil every filter after.
    """
    if not np.isfinite(sound).all():
        sound = np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)
    if sound.shape[1] == 1:
        return np.repeat(sound, CHANNELS, axis=1)
    if sound.shape[1] == CHANNELS:
        return np.ascontiguousarray(sound)
    # Summed channel by channel: a matrix product may round differently with the block's length.
    stereo = np.zeros((len(sound), CHANNELS), np.float32)
    for channel, (left, right) in enumerate(gains):
        for side, gain in enumerate((left, right)):
            if gain:
                stereo[:, side] += gain * sound[:, channel]
    return stereo


def _ordered(orders: dict[int, str], channels: int) -> Gains:
    if channels == 1:
        return np.ones((1, CHANNELS), np.float32)
    names = orders.get(channels, " ".join(["FL", "FR", *["LFE"] * (channels - CHANNELS)])).split()
    return np.array([_SPEAKERS.get(name, _NONE) for name in names], np.float32)
