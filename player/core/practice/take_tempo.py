"""Takes that were recorded while the song was slower, faster or transposed."""

from pathlib import Path

import numpy as np

from player.base.units import CHANNELS, Frames
from player.core.offline_mix import OfflineMix
from player.core.offline_tempo import OfflineTempo
from player.core.sound_files import sound_files
from player.engine.input.take_name import TakeName, read_take_name, take_path
from player.engine.protocol import Mix
from player.engine.tempo import Tempo

AS_PLAYED = "as played"
"""The folder in which the recordings themselves are kept."""


def in_song_time(take: Path) -> Path:
    """A take as the song has it by itself: its own tempo and key; the same file if it is so.

    MinusOneError if it cannot be read or written; then it stays as it is.
    """
    name = read_take_name(take)
    if name is None or name.plain:
        return take
    path = take_path(take.parent, TakeName(name.made, name.start))
    song = OfflineMix(take, Mix())
    left: Frames = round(song.length * name.rate)
    semitones, cents = divmod(abs(name.cents), 100)
    sign = -1 if name.cents > 0 else 1
    back = Tempo(1 / name.rate, sign * semitones, sign * cents)
    try:
        with sound_files([path]) as (file,):
            for block in OfflineTempo(song, back).blocks():
                file.write(block[:left])
                left -= min(left, len(block))
            file.write(np.zeros((left, CHANNELS), np.float32))
    finally:
        song.close()
    kept = take.parent / AS_PLAYED / take.name
    kept.parent.mkdir(exist_ok=True)
    take.replace(kept)
    return path
