"""Writes a take as a file of its own."""

from pathlib import Path

from player.base.units import SAMPLE_RATE
from player.core.sound_files import sound_files
from player.decoder import open_source

_PART = SAMPLE_RATE


def export_take(take: Path, path: Path) -> None:
    """Write a take's sound, as the ending says: wav, flac or ogg.

    It begins where the recording does. MinusOneError if it cannot be read or written.
    """
    source = open_source(take)
    try:
        with sound_files([path]) as (file,):
            length = source.frames or 0
            for start in range(0, length, _PART):
                file.write(source.read(start, min(_PART, length - start)))
    finally:
        source.close()
