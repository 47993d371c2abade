"""Files that libsndfile reads: WAV, AIFF, CAF, AU, FLAC, Ogg Vorbis."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from player.base.units import Pcm
from player.decoder.downmix import to_stereo, vorbis_gains, wav_gains
from player.decoder.errors import printable
from player.decoder.song import SongSource
from player.decoder.source import RATES, Reader, SourceInfo
from player.decoder.spool import Spool, SpooledReader

MARKS = {b"RIFF", b"RIFX", b"RF64", b"riff", b"FORM", b"caff", b".snd", b"fLaC", b"OggS"}
"""What such files start with; asked about others, libsndfile would go by the name."""

# MPEG: libsndfile gives up at the first damaged frame and libmpg123 writes to the terminal.
# Opus: FFmpeg is three times as fast.
_LEFT_TO_FFMPEG = {"MPEG_LAYER_I", "MPEG_LAYER_II", "MPEG_LAYER_III", "OPUS"}
_SEEKS_ASTRAY = {"VORBIS"}  # libsndfile's seek lands up to a page away from the frame asked for
_BLOCK = 65_536
_LONGEST = 1 << 48  # libsndfile announces 2**63 - 1 frames where a FLAC file does not tell
_TAIL = 4096


def open_sndfile(path: Path, spool_dir: Path | None) -> SongSource | None:
    """The song if libsndfile reads it whole and exactly, else None."""
    try:
        file = soundfile.SoundFile(_native(path))
    except soundfile.LibsndfileError:
        return None
    if not _usable(file):
        file.close()
        return None
    reader = SndfileReader(file, path, spool_dir)
    info = SourceInfo(
        decoder="soundfile",
        container=file.format,
        codec=file.subtype,
        sample_rate=file.samplerate,
        channels=file.channels,
        location=printable(path),
    )
    if file.subtype in _SEEKS_ASTRAY:
        return SongSource(SpooledSndfile(reader, spool_dir), info)
    return SongSource(reader, info)


class SndfileReader:
    """Seeks and reads in `file`, in which a seek is exact."""

    def __init__(self, file: soundfile.SoundFile, path: Path, spool_dir: Path | None) -> None:
        self.rate: int = file.samplerate
        self.frames: int = file.frames
        self._file, self._path, self._spool_dir = file, path, spool_dir
        self._rescue: Reader | None = None
        gains = vorbis_gains if file.format == "OGG" else wav_gains
        self._gains = gains(file.channels)

    def read(self, start: int, count: int) -> Pcm:
        """As `Reader.read`."""
        if self._rescue is None:
            try:
                if self._file.tell() != start:
                    self._file.seek(start)
                return self._next(count)
            except (soundfile.LibsndfileError, OSError):
                self._rescue = self._rescued()
        return self._rescue.read(start, count)

    def blocks(self) -> Iterator[Pcm]:
        """The file from its start, float32 (any, 2), without seeking."""
        done = 0
        while done < self.frames:
            try:
                block = self._next(min(_BLOCK, self.frames - done))
            except (soundfile.LibsndfileError, OSError):
                return
            yield block
            done += len(block)

    def advance(self) -> bool:
        """Nothing to do: every place is as near as any other."""
        return False

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        if self._rescue is not None:
            self._rescue.close()

    def _rescued(self) -> Reader:
        """The same file by FFmpeg: libsndfile reads nothing more after the first damaged place.

        Both give the same frames where the file is whole, and here each keeps its place.
        """
        from player.decoder.ffmpeg import forward

        return forward(self._path, self.rate, self.frames, self._spool_dir)

    def _next(self, count: int) -> Pcm:
        sound = np.zeros((count, self._file.channels), np.float32)
        self._file.read(out=sound)
        return to_stereo(sound, self._gains)


class SpooledSndfile(SpooledReader):
    """A libsndfile file read once from start to end."""

    def __init__(self, reader: SndfileReader, folder: Path | None) -> None:
        super().__init__(reader.blocks(), reader.rate, reader.frames, Spool(folder))
        self._reader = reader

    def close(self) -> None:
        """Close the file and delete the spool."""
        super().close()
        self._reader.close()


def _native(path: Path) -> bytes | str:
    """The name as soundfile takes it: bytes, so that any name will do (Windows has no such)."""
    return str(path) if sys.platform == "win32" else os.fsencode(path)


def _usable(file: soundfile.SoundFile) -> bool:
    """Whether the file is for libsndfile, and whole: its last frame can be read."""
    if not 0 < file.frames < _LONGEST or file.samplerate not in RATES:
        return False
    if file.subtype in _LEFT_TO_FFMPEG:
        return False
    if file.subtype in _SEEKS_ASTRAY:
        return True
    try:
        # A little before the end: to the very last frame of some FLAC files a seek takes 160 ms.
        last = min(file.frames, _TAIL)
        file.seek(file.frames - last)
        whole = len(file.read(last, dtype="float32", always_2d=True)) == last
        file.seek(0)
    except (soundfile.LibsndfileError, OSError):
        return False
    return bool(whole)
