"""Reads tensors from a TensorFlow checkpoint (a TensorBundle) without TensorFlow.

Format: tensorflow/core/util/tensor_bundle and tensor_bundle.proto; the index is a LevelDB table.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from separation.errors import WeightsError
from separation.models.protobuf import integers, messages, varint

_MAGIC = 0xDB4775248B80FB57
_FOOTER = 48
_TRAILER = 4  # the count of restart points at a block's end
_FLOAT32 = 1  # DataType.DT_FLOAT
_MAX_INDEX = 1 << 24
# Fields of BundleEntryProto, TensorShapeProto and its Dim
_DTYPE, _SHAPE, _SHARD, _OFFSET, _SIZE = 1, 2, 3, 4, 5
_DIM, _DIM_SIZE = 2, 1


@dataclass(frozen=True)
class _Entry:
    """Where one tensor lies in the data file."""

    dtype: int
    shard: int
    offset: int
    size: int
    shape: tuple[int, ...]


def read_checkpoint(prefix: Path) -> dict[str, NDArray[np.float32]]:
    """All float32 tensors of `prefix`.index and `prefix`.data-00000-of-00001, by name.

    The arrays are read-only views of the mapped data file. Raises WeightsError on anything odd.
    """
    index = prefix.with_name(prefix.name + ".index")
    data = prefix.with_name(prefix.name + ".data-00000-of-00001")
    try:
        with index.open("rb") as file:
            entries = dict(_entries(file.read(_MAX_INDEX)))
        mapped = np.memmap(data, np.uint8, "r")
        return {
            name: _tensor(mapped, entry)
            for name, entry in entries.items()
            if entry.dtype == _FLOAT32  # the step counter is not
        }
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise WeightsError(
            f"{index.name} is not a readable checkpoint: {error}.", "Fetch the model again."
        ) from error


def _tensor(data: NDArray[np.uint8], entry: _Entry) -> NDArray[np.float32]:
    """The values of one entry."""
    count = int(np.prod(entry.shape, dtype=np.int64))
    stop = entry.offset + entry.size
    if entry.shard or count * 4 != entry.size or stop > len(data):
        raise ValueError("a tensor lies outside the data file")
    return data[entry.offset : stop].view("<f4").reshape(entry.shape)


def _entries(index: bytes) -> Iterator[tuple[str, _Entry]]:
    """Names and places of all tensors."""
    footer = index[-_FOOTER:]
    if len(footer) != _FOOTER or struct.unpack("<Q", footer[-8:])[0] != _MAGIC:
        raise ValueError("the index has no table footer")
    place = 0
    for _ in range(2):  # the metaindex block's handle comes first
        _, place = varint(footer, place)
    for _, handle in _block(index, *_handle(footer, place)):
        for key, value in _block(index, *_handle(handle, 0)):
            if key:  # the empty key is the bundle's header
                yield key.decode(), _entry(value)


def _handle(data: bytes, place: int) -> tuple[int, int]:
    """A block's offset and size."""
    offset, place = varint(data, place)
    size, _ = varint(data, place)
    return offset, size


def _block(index: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of one table block; keys share their beginning with the one before."""
    block = index[offset : offset + size]
    if len(block) != size or size < _TRAILER or index[offset + size] != 0:
        raise ValueError("a table block is cut short or compressed")
    restarts = struct.unpack("<I", block[-_TRAILER:])[0]
    place, end, key = 0, size - _TRAILER * (1 + restarts), b""
    while place < end:
        shared, place = varint(block, place)
        fresh, place = varint(block, place)
        length, place = varint(block, place)
        key = key[:shared] + block[place : place + fresh]
        place += fresh
        yield key, block[place : place + length]
        place += length


def _entry(message: bytes) -> _Entry:
    """A BundleEntryProto; numbers that are zero are left out of it."""
    numbers = integers(message)
    shape = [dim for part in messages(message, _SHAPE) for dim in messages(part, _DIM)]
    return _Entry(
        dtype=numbers.get(_DTYPE, 0),
        shard=numbers.get(_SHARD, 0),
        offset=numbers.get(_OFFSET, 0),
        size=numbers.get(_SIZE, 0),
        shape=tuple(integers(dim).get(_DIM_SIZE, 0) for dim in shape),
    )
