"""The packets of a song, kept to be decoded in any order."""

import tempfile
from array import array
from itertools import pairwise
from pathlib import Path

from player.decoder.container import AudioPacket
from player.decoder.errors import no_room, spooling

_IN_MEMORY = 1 << 23  # bytes: a five-minute song at 200 kbit/s


class PacketStore:
    """Payloads of packets, by their number."""

    def __init__(self, folder: Path | None) -> None:
        self._ends = array("Q", [0])
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, dir=None if folder is None else str(folder), prefix="minusone-packets-"
        )

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, packet: AudioPacket) -> None:
        """Keep `packet`; raises AudioFileError if the disk is full."""
        try:  # no context manager: two hours have 300,000 packets
            self._file.write(bytes(packet))
        except OSError as error:
            raise no_room(error) from error
        self._ends.append(self._ends[-1] + packet.size)

    def read(self, first: int, last: int) -> list[bytes]:
        """Payloads from `first` up to, not including, `last`."""
        ends = self._ends[first : last + 1]
        with spooling():
            self._file.seek(ends[0])
            data = self._file.read(ends[-1] - ends[0])
        return [data[here - ends[0] : there - ends[0]] for here, there in pairwise(ends)]

    def close(self) -> None:
        """Delete them."""
        self._file.close()
