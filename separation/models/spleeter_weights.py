"""Spleeter's published tensors as the tensors of our own modules."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from separation.errors import WeightsError

Tensors = dict[str, NDArray[np.float32]]

_EPSILON = 1e-3  # of Keras' batch normalisation
_LAYERS = 6


def from_tensorflow(published: Mapping[str, NDArray[np.float32]], stems: Sequence[str]) -> Tensors:
    """Deezer's tensors under the names of `unet.Spleeter`, batch norm folded to scale and shift.

    Raises WeightsError when one is missing.
    """
    try:
        tensors = dict(
            pair for number, stem in enumerate(stems) for pair in _net(published, number, stem)
        )
    except KeyError as error:
        raise WeightsError(f"The checkpoint lacks the tensor {error}.") from error
    return {name: np.ascontiguousarray(value, np.float32) for name, value in tensors.items()}


Pairs = Iterator[tuple[str, NDArray[np.float32]]]


def _net(published: Mapping[str, NDArray[np.float32]], number: int, stem: str) -> Pairs:
    """One stem's U-Net; Keras numbers the layers through all of them."""
    net = f"nets.{stem}"
    for layer in range(_LAYERS):
        yield from _convolution(published, "conv2d", 7 * number + layer, f"{net}.down.{layer}")
        up = _LAYERS * number + layer
        yield from _convolution(published, "conv2d_transpose", up, f"{net}.up.{layer}")
        norm = 2 * _LAYERS * number + layer
        if layer < _LAYERS - 1:  # the sixth encoder's is never used
            yield from _norm(published, norm, f"{net}.down_norm.{layer}")
        yield from _norm(published, norm + _LAYERS, f"{net}.up_norm.{layer}")
    yield from _convolution(published, "conv2d", 7 * number + _LAYERS, f"{net}.out")


def _keras(kind: str, number: int) -> str:
    """Keras leaves the number of the first layer out."""
    return f"{kind}_{number}" if number else kind


def _convolution(
    published: Mapping[str, NDArray[np.float32]], kind: str, number: int, name: str
) -> Pairs:
    """Kernels go from (height, width, a, b) to (b, a, height, width)."""
    source = _keras(kind, number)
    yield f"{name}.weight", published[f"{source}/kernel"].transpose(3, 2, 0, 1)
    yield f"{name}.bias", published[f"{source}/bias"]


def _norm(published: Mapping[str, NDArray[np.float32]], number: int, name: str) -> Pairs:
    """Batch norm at inference is a scale and a shift."""
    source = _keras("batch_normalization", number)
    gamma, beta, mean, variance = (
        published[f"{source}/{part}"]
        for part in ("gamma", "beta", "moving_mean", "moving_variance")
    )
    scale = gamma / np.sqrt(variance + np.float32(_EPSILON))
    yield f"{name}.scale", scale.reshape(1, -1, 1, 1)
    yield f"{name}.shift", (beta - mean * scale).reshape(1, -1, 1, 1)
