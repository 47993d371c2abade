"""What can be wrong with a studio model's files, its description and its packages."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from separation.api import open_separator
from separation.errors import DeviceError, SeparationError, WeightsError
from separation.models.convert import WEIGHTS
from separation.models.manifest import write_manifest
from separation.models.registry import ModelInfo
from tests.separation.models.studio.conftest import Install


def opened(info: ModelInfo, folder: Path, device: str = "cpu") -> None:
    open_separator(info, folder, device=device, threads=1).close()


@pytest.mark.parametrize(
    ("package", "network"),
    [("demucs_infer.htdemucs", "htdemucs"), ("pymss_core.modules.scnet", "scnet")],
)
def test_a_missing_package_is_named_with_what_brings_it(
    package: str, network: str, installed: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    info, _, folder = installed(network)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SeparationError, match="needs the studio extra") as caught:
        opened(info, folder)
    assert caught.value.hint == "Run: pip install 'minus-one[studio]'"


def changed(state: Mapping[str, Tensor], folder: Path) -> Path:
    """A folder with other weights in it."""
    folder.mkdir()
    save_file(dict(state), folder / WEIGHTS)
    write_manifest(folder, "other", {})
    return folder


def test_tensors_that_do_not_fit_are_named(installed: Install, tmp_path: Path) -> None:
    info, _, folder = installed("bs_roformer")
    state = load_file(folder / WEIGHTS)
    name = next(iter(state))
    lacking = {key: value for key, value in state.items() if key != name}
    cases = {"lacking": lacking, "more": {**state, "odd": torch.ones(1)}}
    cases["long"] = {**state, name: torch.ones(3, 1, 4)}
    for case, tensors in cases.items():
        with pytest.raises(WeightsError, match=f"does not fit .*({name}|odd)"):
            opened(info, changed(tensors, tmp_path / case))


def test_a_damaged_file_is_named(installed: Install, tmp_path: Path) -> None:
    info, _, _ = installed("bs_roformer")
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / WEIGHTS).write_bytes(b"\x00garbage" * 100)
    write_manifest(folder, "model", {})
    with pytest.raises(WeightsError, match="cannot be loaded"):
        opened(info, folder)


def test_the_number_of_files_must_be_the_network_s(installed: Install, tmp_path: Path) -> None:
    info, _, folder = installed("bs_roformer")
    for names in ((), ("weights-0.safetensors", "weights-1.safetensors")):
        other = tmp_path / str(len(names))
        other.mkdir()
        for name in names:
            (other / name).write_bytes((folder / WEIGHTS).read_bytes())
        write_manifest(other, "model", {})
        with pytest.raises(WeightsError, match=f"{len(names)} files of weights"):
            opened(info, other)


def test_a_description_that_no_network_has_is_refused(installed: Install) -> None:
    info, _, folder = installed("bs_roformer")
    odd = replace(info, architecture={**info.architecture, "depht": 12})
    with pytest.raises(WeightsError, match="depht"):
        opened(odd, folder)


def test_a_device_that_is_not_there_is_named(installed: Install) -> None:
    info, _, folder = installed("bs_roformer")
    with pytest.raises(DeviceError, match="no device called abacus"):
        opened(info, folder, "abacus")


def test_a_closed_separator_says_so(installed: Install) -> None:
    info, _, folder = installed("bs_roformer")
    separator = open_separator(info, folder, device="cpu-torch", threads=1)
    assert separator.device == "cpu"
    separator.close()
    with pytest.raises(SeparationError, match="closed"):
        separator.separate(lambda _, count: torch.ones(count, 2).numpy(), 0, 9, 0)
