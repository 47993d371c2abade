"""Deezer's archives of 4 and 5 stems become models whose stems are in our order."""

import hashlib
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from separation.errors import WeightsError
from separation.models.networks import open_network
from separation.models.progress import Progress
from separation.models.registry import ArchiveInfo, FileInfo, ModelInfo, load_models
from separation.models.store import ModelStore
from tests.separation.tf_writer import spleeter_tensors, write_checkpoint

BIASES = {"vocals": 2.0, "drums": 1.0, "bass": 0.5, "piano": -1.0, "other": 0.1}


class Shelf(ModelStore):
    """A store that knows one model."""

    known: ModelInfo

    def models(self) -> dict[str, ModelInfo]:
        return {self.known.name: self.known}


def nothing(_: Progress) -> None:
    """Nobody watches."""


def archive(folder: Path, info: ModelInfo) -> Path:
    """A small archive like Deezer's: its nets lie in the order of the outputs."""
    tensors = spleeter_tensors([BIASES[stem] for stem in info.architecture["outputs"]])
    path = folder / "stems.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for file in write_checkpoint(folder / "model", tensors):
            tar.add(file, f"./{file.name}")
    return path


def shelf(folder: Path, info: ModelInfo, source: Path) -> Shelf:
    """A store that expects this very archive."""
    store = Shelf(folder / "models")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    store.known = replace(info, source=ArchiveInfo("http://127.0.0.1:9/x", digest))
    return store


@pytest.mark.parametrize("name", ["spleeter-4stems", "spleeter-5stems"])
def test_the_masks_are_those_of_our_stems(tmp_path: Path, name: str) -> None:
    info = load_models()[name]
    source = archive(tmp_path, info)
    store = shelf(tmp_path, info, source)
    assert store.add(source, nothing).name == name
    network = open_network(info, store.folder(name), "cpu", 1)
    masks = network.masks(np.full((1, 2, 64, 64), 3, np.float32))
    logits = np.array([BIASES[stem] for stem in info.stems])
    shares = np.exp(logits) / np.exp(logits).sum()
    if name == "spleeter-4stems":
        shares = 1 / (1 + np.exp(-logits))
    wanted = (shares**2 / (shares**2).sum())[:-1]
    np.testing.assert_allclose(masks[:, 0, 32, 32], wanted, atol=1e-5)


def test_an_archive_that_is_not_the_published_one_is_refused(tmp_path: Path) -> None:
    info = load_models()["spleeter-4stems"]
    source = archive(tmp_path, info)
    store = shelf(tmp_path, info, source)
    with tarfile.open(source, "w:gz") as tar:
        tar.add(tmp_path / "model.index", "model.index")
    with pytest.raises(WeightsError, match="none of the known models"):
        store.add(source, nothing)
    assert not store.installed(info.name)


def test_files_without_a_checksum_count_in_checked_archives_only(tmp_path: Path) -> None:
    info = load_models()["spleeter-4stems"]
    loose = replace(info, source=None, files=(FileInfo("model.index"),))
    assert not loose.files[0].is_meant(hashlib.sha256(b"").hexdigest())
    store = shelf(tmp_path, info, archive(tmp_path, info))
    with pytest.raises(WeightsError):
        store.add(tmp_path / "model.index", nothing)
