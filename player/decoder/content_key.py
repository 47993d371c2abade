"""What a song's sound is: a key that tagging and renaming leave alone."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from player.base.units import SongKey
from player.decoder.errors import readable

if TYPE_CHECKING:
    from player.decoder.container import AudioPacket

_SCHEME = "1"
_SIZE = 20  # bytes of hash
_BLOCK = 1 << 20
_ID3_HEAD = 10
_STREAMINFO = 34
_MD5 = 16
_SAMPLES = (1 << 36) - 1  # a FLAC file counts its samples with 36 bits


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


def content_key(path: Path) -> SongKey:
    """The key of the sound in `path`; nothing is decoded, memory is bounded.

    FLAC: the MD5 of its samples and their number, as its encoder wrote them (so a file cut short
    has the key of the whole one). Otherwise a hash over the coded packets of the first sound
    stream, or over all bytes of what FFmpeg cannot take apart. Raises AudioFileError.
    """
    with readable(path):
        return SongKey(_flac(path) or _packets(path) or _bytes(path))


def _flac(path: Path) -> str | None:
    """From the STREAMINFO block, RFC 9639 section 8.2; None if this is not FLAC, or has no MD5."""
    with path.open("rb") as file:
        head = file.read(_ID3_HEAD)
        if head.startswith(b"ID3") and len(head) == _ID3_HEAD:
            size = 0
            for byte in head[6:]:
                size = size << 7 | byte & 0x7F
            file.seek(_ID3_HEAD + size)
        else:
            file.seek(0)
        start = file.read(8 + _STREAMINFO)
    if len(start) < 8 + _STREAMINFO or start[:4] != b"fLaC" or start[4] & 0x7F:
        return None
    info = start[8:]
    md5 = info[-_MD5:]
    if not any(md5):
        return None
    samples = int.from_bytes(info[10:18]) & _SAMPLES
    return f"{_SCHEME}-flac-{md5.hex()}-{samples}"


def _packets(path: Path) -> str | None:
    """Over the payloads of the first sound stream; None if there is none."""
    from av.error import FFmpegError

    from player.decoder.container import opened, packets

    digest = hashlib.blake2b(digest_size=_SIZE)
    count = 0
    try:
        with opened(path) as container:
            if not container.streams.audio:
                return None
            stream = container.streams.audio[0]
            for packet in packets(container, stream):
                _add(digest, packet)
                count += 1
            context = stream.codec_context
            length = f"{context.name} {context.sample_rate} {context.channels} {count}"
    except (FFmpegError, ValueError):
        return None
    if not count:
        return None
    digest.update(length.encode())
    return f"{_SCHEME}-packets-{digest.hexdigest()}"


def _add(digest: _Hash, packet: "AudioPacket") -> None:
    digest.update(bytes(packet))
    for data in packet.iter_sidedata():
        if data.data_type == "skip_samples":  # delay and padding: the same packets, other edges
            digest.update(bytes(data))


def _bytes(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=_SIZE)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return f"{_SCHEME}-bytes-{digest.hexdigest()}"
