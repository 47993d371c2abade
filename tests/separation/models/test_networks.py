"""The ONNX graph and the torch module are the same network, for every kind of Spleeter."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from separation.errors import SeparationError, WeightsError
from separation.models.convert import GRAPH, WEIGHTS
from separation.models.networks import open_network
from separation.models.onnx_export import write_onnx
from separation.models.registry import ModelInfo
from separation.models.spleeter_weights import Tensors
from tests.separation.conftest import Sound

pytest.importorskip("torch")


def magnitude(frames: int, bins: int) -> Sound:
    values = np.random.default_rng(1).gamma(0.3, 3, (1, 2, frames, bins))
    return values.astype(np.float32)


def both(info: ModelInfo, folder: Path, value: Sound) -> tuple[Sound, Sound]:
    results = []
    for device in ("cpu", "cpu-torch"):
        network = open_network(info, folder, device, 2)
        results.append(network.masks(value))
        network.close()
    return results[0], results[1]


@pytest.mark.parametrize("frames", [64, 192])
def test_both_give_the_same_masks(info: ModelInfo, spleeter_folder: Path, frames: int) -> None:
    value = magnitude(frames, 1024)
    by_onnx, by_torch = both(info, spleeter_folder, value)
    assert by_onnx.shape == by_torch.shape == value.shape
    assert by_onnx.min() >= 0
    assert by_onnx.max() <= 1
    assert by_onnx.std() > 0.05
    np.testing.assert_allclose(by_onnx, by_torch, atol=1e-5)


def of_three_stems(tensors: Tensors) -> Tensors:
    """A network of three stems made of the two there are."""
    third = {
        name.replace("nets.vocals", "nets.third"): value * np.float32(0.9)
        for name, value in tensors.items()
        if name.startswith("nets.vocals")
    }
    return tensors | third


@pytest.mark.parametrize("softmax", [False, True])
def test_other_stems_and_activations_are_the_same_too(
    info: ModelInfo, spleeter_folder: Path, tmp_path: Path, *, softmax: bool
) -> None:
    tensors = of_three_stems(load_file(spleeter_folder / WEIGHTS))
    stems = (*info.stems, "third")
    save_file(tensors, tmp_path / WEIGHTS)
    write_onnx(tmp_path / GRAPH, tensors, stems, "elu", softmax=softmax)
    kind = {"activation": "elu", "softmax": softmax}
    other = replace(info, stems=stems, architecture=kind)
    by_onnx, by_torch = both(other, tmp_path, magnitude(64, 128))
    assert by_onnx.shape == (2, 2, 64, 128)
    np.testing.assert_allclose(by_onnx, by_torch, atol=1e-5)


@pytest.mark.parametrize("device", ["cpu", "cpu-torch"])
def test_damaged_files_are_named(info: ModelInfo, tmp_path: Path, device: str) -> None:
    for name in (GRAPH, WEIGHTS):
        (tmp_path / name).write_bytes(b"\x00garbage" * 100)
    with pytest.raises(WeightsError, match="cannot be loaded"):
        open_network(info, tmp_path, device, 1)


def test_a_closed_network_says_so(info: ModelInfo, spleeter_folder: Path) -> None:
    network = open_network(info, spleeter_folder, "cpu", 1)
    network.close()
    with pytest.raises(SeparationError, match="closed"):
        network.masks(magnitude(64, 64))


def test_a_failure_that_is_not_memory_is_not_called_so(
    info: ModelInfo, spleeter_folder: Path
) -> None:
    network = open_network(info, spleeter_folder, "cpu", 1)
    with pytest.raises(SeparationError, match="The network failed"):
        network.masks(magnitude(63, 64))
    network.close()
