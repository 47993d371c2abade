"""Writes a song with the takes that are heard, as the mixer stands."""

from pathlib import Path

from player.base.errors import MinusOneError
from player.base.values import dataclass
from player.core.offline_mix import OfflineMix
from player.core.offline_tempo import OfflineTempo
from player.core.sound_files import sound_files
from player.engine.master import Master
from player.engine.protocol import Mix, Section, TakePart
from player.engine.tempo import Tempo
from player.stemfile.reader import StemReader


@dataclass(frozen=True)
class HeardSong:
    """What is heard of a song."""

    song: Path
    mix: Mix
    stems: Path | None
    """The folder of its stems; None where the mixer needs none."""
    sections: tuple[Section, ...]
    takes: tuple[TakePart, ...]
    tempo: Tempo


def export_mix(heard: HeardSong, path: Path) -> None:
    """Write it as the ending says: wav, flac or ogg; MinusOneError if that cannot be."""
    stems = None if heard.stems is None else StemReader(heard.stems)
    try:
        if stems is not None:
            stems.states()
            if stems.waiting:
                raise MinusOneError(
                    "The stems of this song are not whole yet.", "Try it again when they are."
                )
        song = OfflineMix(
            heard.song, heard.mix, (), stems, sections=heard.sections, takes=heard.takes
        )
        _write(OfflineTempo(song, heard.tempo), path)
        song.close()
    finally:
        if stems is not None:
            stems.close()


def _write(song: OfflineTempo, path: Path) -> None:
    master = Master()
    with sound_files([path]) as (file,):
        for mixed in song.blocks():
            master.process(mixed, raised=song.raised)
            file.write(mixed)
