"""Writes TensorFlow checkpoints as small as a test needs; no checksums, for nobody reads them."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = 0xDB4775248B80FB57
_VARINT, _BYTES = 0, 2


def write_checkpoint(prefix: Path, tensors: Mapping[str, NDArray[np.float32]]) -> list[Path]:
    """Write `prefix`.index and `prefix`.data-00000-of-00001; returns both."""
    data, entries = b"", [(b"", b"")]
    for name in sorted(tensors):
        value = tensors[name]
        entries.append((name.encode(), _entry(value.shape, len(data), value.nbytes)))
        data += value.tobytes()
    index = prefix.with_name(f"{prefix.name}.index")
    index.write_bytes(_table(entries))
    path = prefix.with_name(f"{prefix.name}.data-00000-of-00001")
    path.write_bytes(data)
    return [index, path]


def spleeter_tensors(biases: list[float]) -> dict[str, NDArray[np.float32]]:
    """A narrow Spleeter whose nets see nothing: each answers with its bias everywhere."""
    tensors: dict[str, NDArray[np.float32]] = {}
    for number, bias in enumerate(biases):
        shapes = _shapes(number)
        tensors |= {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
        last = _keras("conv2d", 7 * number + 6)
        tensors[f"{last}/bias"] = np.full(2, bias, np.float32)
    return tensors


def _shapes(number: int) -> dict[str, tuple[int, ...]]:
    """One net's tensors, all two channels wide."""
    shapes: dict[str, tuple[int, ...]] = {}
    for layer in range(6):
        down, up = _keras("conv2d", 7 * number + layer), 6 * number + layer
        made = 1 if layer == 5 else 2
        shapes[f"{down}/kernel"], shapes[f"{down}/bias"] = (5, 5, 2, 2), (2,)
        name = _keras("conv2d_transpose", up)
        shapes[f"{name}/kernel"] = (5, 5, made, 2 if layer == 0 else 4)
        shapes[f"{name}/bias"] = (made,)
        for norm, width in ((12 * number + layer, 2), (12 * number + 6 + layer, made)):
            for part in ("gamma", "beta", "moving_mean", "moving_variance"):
                shapes[f"{_keras('batch_normalization', norm)}/{part}"] = (width,)
    last = _keras("conv2d", 7 * number + 6)
    return {**shapes, f"{last}/kernel": (4, 4, 1, 2), f"{last}/bias": (2,)}


def _keras(kind: str, number: int) -> str:
    return f"{kind}_{number}" if number else kind


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(value)


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | _BYTES) + _varint(len(content)) + content


def _entry(shape: tuple[int, ...], offset: int, size: int) -> bytes:
    """A BundleEntryProto of float32."""
    dims = b"".join(_message(2, _number(1, length)) for length in shape)
    return _number(1, 1) + _message(2, dims) + _number(4, offset) + _number(5, size)


def _block(entries: list[tuple[bytes, bytes]]) -> bytes:
    """A table block in which no key shares its beginning with another, and its trailer."""
    lines = [_varint(0) + _varint(len(k)) + _varint(len(v)) + k + v for k, v in entries]
    return b"".join(lines) + struct.pack("<II", 0, 1)


def _table(entries: list[tuple[bytes, bytes]]) -> bytes:
    """A LevelDB table: one block, an empty metaindex, an index and a footer."""
    out, handles = b"", []
    for block in (_block(entries), _block([])):
        handles.append(_varint(len(out)) + _varint(len(block)))
        out += block + bytes(5)
    index = _block([(b"zzzz", handles[0])])
    footer = handles[1] + _varint(len(out)) + _varint(len(index))
    return out + index + bytes(5) + footer.ljust(40, b"\0") + struct.pack("<Q", _MAGIC)
