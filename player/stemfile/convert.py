"""Codes a finished entry anew, so that it is whole at every moment."""

from dataclasses import replace
from pathlib import Path

import soundfile

from player.base.units import StemName
from player.stemfile.codecs import CodedTrack, write_coded
from player.stemfile.disk import disk_errors, remove
from player.stemfile.entry import Entry, GoOn, coded_path, save_entry


def convert(folder: Path, entry: Entry, codec: str, go_on: GoOn = lambda: True) -> Entry:
    """The finished entry with its stems coded by `codec`; what Opus left out does not come back.

    The old files go when the description names the new ones: a reader finds one set or the other.
    Raises CacheError when the disk refuses, Halted when `go_on` says no: all is then as before.
    """
    if entry.codec == codec:
        return entry
    try:
        with disk_errors(folder, soundfile.SoundFileError):
            checksums = {
                str(stem): _convert_stem(folder, entry, stem, codec, go_on) for stem in entry.stored
            }
            done = replace(entry, codec=codec, checksums=checksums)
            save_entry(folder, done)
    except BaseException:
        _remove(folder, entry, codec)
        raise
    _remove(folder, entry, entry.codec)
    return done


def _convert_stem(folder: Path, entry: Entry, stem: StemName, codec: str, go_on: GoOn) -> int:
    track = CodedTrack(coded_path(folder, stem, entry.codec), entry.codec, entry.frames)
    try:
        return write_coded(coded_path(folder, stem, codec), codec, track.blocks(), go_on)
    finally:
        track.close()


def _remove(folder: Path, entry: Entry, codec: str) -> None:
    for stem in entry.stored:
        remove(coded_path(folder, stem, codec))
