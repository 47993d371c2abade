"""Reads the tensors of a torch checkpoint without unpickling it: no code in the file can run.

Formats: the archive of torch.save, and the plain file before torch 1.6 (torch/serialization.py).
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from separation.errors import WeightsError
from separation.models.pickled import Made, Name, Outside, read_pickle

Tensors = dict[str, NDArray[np.generic]]

_MAGIC = 0x1950A86A20F9469CFC6C
_MAX_PICKLE = 1 << 26  # the pickle holds names and shapes only
_LOCAL_HEADER = 30
_LENGTHS = 26  # where in a zip member's header the lengths of its name and extra field stand
_STATES = ("state", "state_dict", "model_state_dict", "best_state", "model")
_REBUILD = {"_rebuild_tensor", "_rebuild_tensor_v2"}
_BFLOAT16 = "BFloat16Storage"
_TYPES: dict[str, np.dtype[Any]] = {
    "DoubleStorage": np.dtype("<f8"),
    "FloatStorage": np.dtype("<f4"),
    "HalfStorage": np.dtype("<f2"),
    _BFLOAT16: np.dtype("<u2"),
    "LongStorage": np.dtype("<i8"),
    "IntStorage": np.dtype("<i4"),
    "ShortStorage": np.dtype("<i2"),
    "CharStorage": np.dtype("i1"),
    "ByteStorage": np.dtype("u1"),
    "BoolStorage": np.dtype("?"),
}

# What a pickle that is not as torch writes it leads to.
_ODD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)

Bytes = NDArray[np.uint8]
Storages = Callable[[str, int], Bytes]
"""(key, bytes) to that many bytes of the storage."""


@dataclass(frozen=True)
class _Checkpoint:
    """What the pickle holds, and where its storages lie."""

    value: object
    storage: Storages


def read_tensors(path: Path) -> Tensors:
    """The tensors of a state dict by name, as read-only views of the mapped file.

    The state dict may lie under one of the usual keys (as in Demucs' and Lightning's files); what
    else the file holds is ignored. bfloat16 comes as float32. Raises WeightsError.
    """
    try:
        checkpoint = _open(path)
        state = _state(checkpoint.value)
        tensors = {
            name: _tensor(value, checkpoint.storage)
            for name, value in state.items()
            if isinstance(name, str) and _is_tensor(value)
        }
    except (OSError, zipfile.BadZipFile, *_ODD) as error:
        raise _damaged(path, error) from error
    if not tensors:
        raise WeightsError(
            f"{path.name} holds no weights.", "Give a checkpoint with a state dict (torch.save)."
        )
    return tensors


def _damaged(path: Path, error: Exception) -> WeightsError:
    why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
    return WeightsError(f"{path.name} is not a readable checkpoint: {why}.", "Fetch it again.")


def _open(path: Path) -> _Checkpoint:
    if zipfile.is_zipfile(path):
        return _open_archive(path)
    with path.open("rb") as file:
        if file.peek(2).startswith(b"PK"):
            raise ValueError("it is cut short")
        return _open_plain(file, np.memmap(path, np.uint8, "r"))


def _open_archive(path: Path) -> _Checkpoint:
    """A zip with data.pkl and one uncompressed member for each storage."""
    with zipfile.ZipFile(path) as archive:
        members = {entry.filename: entry for entry in archive.infolist()}
        pickled = next((name for name in members if name.endswith("data.pkl")), None)
        if pickled is None or members[pickled].file_size > _MAX_PICKLE:
            raise ValueError("it holds no data.pkl")
        value = read_pickle(io.BytesIO(archive.read(pickled)))
    folder = pickled.removesuffix("data.pkl")
    data: Bytes = np.memmap(path, np.uint8, "r")

    def storage(key: str, size: int) -> Bytes:
        entry = members[f"{folder}data/{key}"]
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size < size:
            raise ValueError(f"storage {key} is compressed or cut short")
        lengths = entry.header_offset + _LENGTHS
        name, extra = struct.unpack("<HH", data[lengths : lengths + 4].tobytes())
        return _cut(data, entry.header_offset + _LOCAL_HEADER + name + extra, size)

    return _Checkpoint(value, storage)


def _open_plain(file: IO[bytes], data: Bytes) -> _Checkpoint:
    """Pickles one after the other (magic, version, machine, value, keys), then the storages."""
    if read_pickle(file) != _MAGIC:
        raise ValueError("it is no torch file")
    _, machine, value, keys = (read_pickle(file) for _ in range(4))
    if not isinstance(machine, dict) or not isinstance(keys, list):
        raise TypeError("it is no torch file")
    if not machine.get("little_endian", True):
        raise ValueError("it was written on a big-endian machine")
    widths = _widths(value)
    places, place = {}, file.tell()
    for key in keys:
        (count,) = struct.unpack("<q", _cut(data, place, 8).tobytes())
        places[key] = place + 8
        place += 8 + count * widths.get(key, 1)
    return _Checkpoint(value, lambda key, size: _cut(data, places[key], size))


def _widths(value: object) -> dict[str, int]:
    """Bytes of one element, by the storage's key; found by walking through all that there is."""
    widths: dict[str, int] = {}
    waiting, seen = [value], set[int]()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        match item:
            case dict() as items:
                waiting.extend(items.values())
            case list() | tuple() as items:
                waiting.extend(items)
            case Made(_, arguments):
                waiting.extend(arguments)
            case Outside(("storage", Name(_, kind), str(key), *_)):
                widths[key] = _TYPES[kind].itemsize
    return widths


def _cut(data: Bytes, start: int, size: int) -> Bytes:
    """A part of the mapped file."""
    if start < 0 or size < 0 or start + size > len(data):
        raise ValueError("it is cut short")
    return data[start : start + size]


def _state(value: object) -> Mapping[object, Any]:
    """The state dict in what was pickled."""
    if not isinstance(value, dict):
        raise TypeError("it holds a whole program object instead of weights")
    for key in _STATES:
        inner = value.get(key)
        if isinstance(inner, dict) and any(_is_tensor(each) for each in inner.values()):
            return inner
    return value


def _is_tensor(value: object) -> bool:
    match value:
        case Made(Name("torch._utils", name), _) if name in _REBUILD:
            return True
        case Made(Name("torch._utils", "_rebuild_parameter"), (inner, *_)):
            return _is_tensor(inner)
    return False


def _tensor(value: Made, storage: Storages) -> NDArray[np.generic]:
    """The values of one tensor."""
    if isinstance(value.args[0], Made):  # a parameter around a tensor
        return _tensor(value.args[0], storage)
    source, offset, shape, strides, *_ = value.args
    _, kind, key, _, count, *_ = source.key
    dtype = _TYPES[kind.name]
    reach = offset + sum((length - 1) * step for length, step in zip(shape, strides, strict=True))
    if offset < 0 or min(strides, default=0) < 0 or (0 not in shape and reach >= count):
        raise ValueError("a tensor lies outside its storage")
    flat = storage(key, count * dtype.itemsize).view(dtype)
    steps = [step * dtype.itemsize for step in strides]
    values = np.lib.stride_tricks.as_strided(flat[offset:], shape, steps, writeable=False)
    if kind.name == _BFLOAT16:
        return (values.astype("<u4") << 16).view("<f4")
    return values
