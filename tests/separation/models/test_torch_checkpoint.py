"""Published checkpoints are read without running them, and give the tensors that torch gives."""

import io
import os
import pickle
import random
from collections import OrderedDict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from separation.errors import WeightsError
from separation.models.pickled import Made, Name, read_pickle
from separation.models.torch_checkpoint import read_tensors

torch = pytest.importorskip("torch")


class Klass:
    """Stands for a network's class in a checkpoint."""


class Hostile:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self.command,)


def state() -> dict[str, Any]:
    """Every kind of tensor that is found in checkpoints."""
    torch.manual_seed(1)
    network = torch.nn.Sequential(
        torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.LSTM(4, 5, 2, bidirectional=True)
    )
    whole = torch.arange(24.0).reshape(4, 6)
    return {
        **network.state_dict(),
        "half": torch.randn(3, 2).half(),
        "bfloat": torch.randn(3, 2).bfloat16(),
        "view": whole[1:3, ::2].T,
        "tied": whole,
        "empty": torch.zeros(0, 3),
        "flag": torch.tensor([True, False]),
        "parameter": torch.nn.Parameter(torch.ones(2)),
    }


def saved(path: Path, value: object, **how: object) -> Path:
    torch.save(value, path, **how)
    return path


FORMATS: dict[str, tuple[Callable[[dict[str, Any]], object], dict[str, object]]] = {
    "state dict": (lambda state: state, {}),
    "before torch 1.6": (OrderedDict, {"_use_new_zipfile_serialization": False}),
    "Demucs": (
        lambda state: {
            "klass": Klass,
            "args": (),
            "kwargs": {"sources": ["drums"], "segment": Fraction(39, 5)},
            "state": state,
        },
        {},
    ),
    "Lightning": (
        lambda state: {"epoch": 3, "hyper_parameters": Klass(), "state_dict": state},
        {"pickle_protocol": 4},
    ),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_tensor_is_as_torch_saved_it(tmp_path: Path, kind: str) -> None:
    wrap, how = FORMATS[kind]
    wanted = state()
    found = read_tensors(saved(tmp_path / "weights.th", wrap(wanted), **how))
    assert list(found) == list(wanted)
    for name, tensor in wanted.items():
        assert found[name].shape == tuple(tensor.shape)
        np.testing.assert_array_equal(found[name], tensor.detach().float().numpy(), name)
    assert found["half"].dtype == np.float16
    assert found["bfloat"].dtype == np.float32


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "zip"])
def test_code_in_a_checkpoint_never_runs(tmp_path: Path, *, plain: bool) -> None:
    marker = tmp_path / "ran"
    hostile = Hostile(f"touch {marker}")
    value = {"klass": hostile, "state": {"weight": torch.ones(2), "other": hostile}}
    path = saved(tmp_path / "evil.th", value, _use_new_zipfile_serialization=not plain)
    assert list(read_tensors(path)) == ["weight"]
    only = saved(tmp_path / "only.th", hostile, _use_new_zipfile_serialization=not plain)
    with pytest.raises(WeightsError, match="whole program object"):
        read_tensors(only)
    assert not marker.exists()


@pytest.mark.parametrize("protocol", range(6))
def test_every_protocol_is_understood(protocol: int) -> None:
    value = {"a": [1, -(2**40), 2.5, "ö", None, True], "b": ((1, 2, 3, 4), {"c": []}, {}), 5: ()}
    assert read_pickle(io.BytesIO(pickle.dumps(value, protocol))) == value
    made = read_pickle(io.BytesIO(pickle.dumps(Fraction(1, 3), protocol)))
    assert isinstance(made, Made)
    assert made.what in {Name("fractions", "Fraction"), Name("copy_reg", "_reconstructor")}


@pytest.mark.parametrize(
    "content",
    [b"", b"no checkpoint", b"PK\x03\x04 nothing behind it", b"\x80\x02.", b"\x80\x02e.", b"(("],
)
def test_what_is_no_checkpoint_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="not a readable checkpoint"):
        read_tensors(path)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "zip"])
def test_a_cut_checkpoint_is_named(tmp_path: Path, *, plain: bool) -> None:
    path = saved(tmp_path / "weights.pth", state(), _use_new_zipfile_serialization=not plain)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(WeightsError, match="not a readable checkpoint"):
        read_tensors(path)


def test_a_tensor_cannot_reach_outside_its_storage(tmp_path: Path) -> None:
    path = saved(tmp_path / "w.pth", {"w": torch.ones(7)}, _use_new_zipfile_serialization=False)
    content = path.read_bytes().replace(b"K\x07\x85", b"K\x70\x85")  # the shape (7,)
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="outside its storage"):
        read_tensors(path)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "zip"])
def test_whatever_is_damaged_is_read_or_named(tmp_path: Path, *, plain: bool) -> None:
    path = saved(tmp_path / "w.pth", state(), _use_new_zipfile_serialization=not plain)
    whole, chance = path.read_bytes(), random.Random(1)
    refused = 0
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(4):
            content[chance.randrange(min(len(whole), 3000))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            read_tensors(path)
        except WeightsError:
            refused += 1
    assert refused > 100


def test_what_holds_itself_ends(tmp_path: Path) -> None:
    knot: list[object] = []
    for _ in range(100):
        knot = [knot, knot]
    value = {"knot": knot, "weight": torch.ones(2)}
    path = saved(tmp_path / "w.pth", value, _use_new_zipfile_serialization=False)
    assert list(read_tensors(path)) == ["weight"]


def test_a_file_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="holds no weights"):
        read_tensors(saved(tmp_path / "weights.pth", {"epoch": 3}))
