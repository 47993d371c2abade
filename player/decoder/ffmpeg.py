"""Files that FFmpeg reads through PyAV: MPEG, AAC, ALAC, WMA, Opus, the sound of videos."""

from pathlib import Path

import numpy as np
from av.error import FFmpegError

from player.base.units import CHANNELS
from player.decoder.errors import DAMAGED, printable, unreadable
from player.decoder.frames import decoded
from player.decoder.packet_store import PacketStore
from player.decoder.packets import PacketReader
from player.decoder.song import SongSource
from player.decoder.source import Reader, SourceInfo
from player.decoder.spool import Spool, SpooledReader
from player.decoder.survey import Survey, survey


def open_ffmpeg(path: Path, spool_dir: Path | None, stream: int = 0) -> SongSource | None:
    """The song (or another of the file's sound streams) if FFmpeg finds sound there, else None."""
    store = PacketStore(spool_dir)
    try:
        found = survey(path, store, stream)
    except BaseException:
        store.close()
        raise
    if found is None:
        store.close()
        return None
    info = SourceInfo(
        decoder="pyav",
        container=found.container,
        codec=found.codec,
        sample_rate=found.rate,
        channels=found.channels,
        location=printable(path),
        warning=DAMAGED if found.cut_short else "",
    )
    return SongSource(_reader(path, found, store, spool_dir, stream), info)


def _reader(
    path: Path, found: Survey, store: PacketStore, spool_dir: Path | None, stream: int
) -> Reader:
    if found.per_packet:
        return PacketReader(store, found)
    store.close()
    return forward(path, found.rate, found.frames, spool_dir, stream)


def forward(
    path: Path, rate: int, frames: int, spool_dir: Path | None, stream: int = 0
) -> SpooledReader:
    """`path` decoded once from start to end, as `frames` frames at `rate`; raises AudioFileError.

    The file is opened here and now, so that it may be deleted afterwards.
    """
    blocks = decoded(path, rate, stream)
    spool = Spool(spool_dir)
    try:
        spool.append(next(blocks, np.zeros((0, CHANNELS), np.float32)))
    except (FFmpegError, OSError) as error:
        spool.close()
        raise unreadable(path, error.strerror or "") from error
    return SpooledReader(blocks, rate, frames, spool)
