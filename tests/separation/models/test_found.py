"""Checkpoints of several formats are recognised wherever they lie, and installed."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from separation.errors import WeightsError
from separation.models import download
from separation.models.manifest import sha256
from separation.models.progress import Progress
from separation.models.registry import FileInfo, ModelInfo, load_models
from separation.models.store import ModelStore
from tests.separation.file_server import FileServer, half, whole

torch = pytest.importorskip("torch")


class Klass:
    """Stands for a network's class in a checkpoint."""


class Shelf(ModelStore):
    """A store that knows the models of a test."""

    known: Mapping[str, ModelInfo]

    def models(self) -> dict[str, ModelInfo]:
        return dict(self.known)


def demucs_file(folder: Path, seed: int) -> Path:
    """A small checkpoint in the format of Demucs, in 16 bits as published."""
    torch.manual_seed(seed)
    weights = {"encoder.0.conv.weight": torch.randn(4, 4, 8).half(), "steps": torch.tensor(3)}
    path = folder / f"{seed}.th"
    torch.save({"klass": Klass, "args": (), "kwargs": {}, "state": weights}, path)
    return path


def published(name: str, *files: Path, url: str = "http://127.0.0.1:9/none") -> ModelInfo:
    """A model that consists of these files."""
    entries = [FileInfo(file.name, sha256(file), file.stat().st_size, url) for file in files]
    return replace(load_models()[name], files=tuple(entries))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Knows one model of one file and one of two, whose checkpoints lie in tmp_path/given."""
    given = tmp_path / "given"
    given.mkdir()
    one, two, three = (demucs_file(given, seed) for seed in (1, 2, 3))
    store = Shelf(tmp_path / "models")
    models = (published("htdemucs", one), published("htdemucs_ft", two, three))
    store.known = {info.name: info for info in models}
    return store


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Straight to this machine, and again at once."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(download, "_PAUSE", 0.01)


def nothing(_: Progress) -> None:
    """Nobody watches."""


def test_a_checkpoint_is_recognised_under_any_name(shelf: Shelf, tmp_path: Path) -> None:
    file = (tmp_path / "given/1.th").rename(tmp_path / "download(1).th")
    assert shelf.add(file, nothing).name == "htdemucs"
    weights = load_file(shelf.folder("htdemucs") / "weights.safetensors")
    wanted = torch.load(file, weights_only=False)["state"]
    assert weights["encoder.0.conv.weight"].dtype.name == "float16"
    assert weights["steps"].shape == ()
    assert (weights["encoder.0.conv.weight"] == wanted["encoder.0.conv.weight"].numpy()).all()
    shelf.verify("htdemucs")


def test_the_first_digits_of_a_checksum_recognise_it(shelf: Shelf, tmp_path: Path) -> None:
    info = shelf.known["htdemucs"]
    short = replace(info.files[0], sha256=info.files[0].sha256[:8])
    shelf.known = {info.name: replace(info, files=(short,))}
    assert shelf.add(tmp_path / "given/1.th", nothing).name == "htdemucs"


def test_the_same_weights_in_another_official_file_are_taken(shelf: Shelf, tmp_path: Path) -> None:
    other = tmp_path / "official.safetensors"
    save_file({"weight": torch.ones(3).numpy()}, other)
    info = shelf.known["htdemucs"]
    file = replace(info.files[0], also=(sha256(other),))
    shelf.known = {info.name: replace(info, files=(file,))}
    shelf.add(other, nothing)
    assert list(load_file(shelf.folder("htdemucs") / "weights.safetensors")) == ["weight"]


@pytest.mark.parametrize("given", ["given", "given/3.th"], ids=["folder", "one of its files"])
def test_a_model_of_several_files_is_taken_whole(shelf: Shelf, tmp_path: Path, given: str) -> None:
    (tmp_path / "given/1.th").unlink()
    assert shelf.add(tmp_path / given, nothing).name == "htdemucs_ft"
    folder = shelf.folder("htdemucs_ft")
    for number, seed in enumerate((2, 3)):
        weights = load_file(folder / f"weights-{number}.safetensors")
        torch.manual_seed(seed)
        wanted = torch.randn(4, 4, 8).half().numpy()
        assert (weights["encoder.0.conv.weight"] == wanted).all()


def test_a_missing_file_is_named(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "given/3.th").unlink()
    with pytest.raises(WeightsError, match=r"needs 2 files: 3\.th is missing"):
        shelf.add(tmp_path / "given/2.th", nothing)
    assert list(shelf.root.iterdir()) == []


def test_a_known_name_with_other_content_is_damaged(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "given/1.th"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(WeightsError, match="damaged"):
        shelf.add(file, nothing)


def test_an_unknown_checkpoint_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="none of the known models") as caught:
        shelf.add(demucs_file(tmp_path, 7), nothing)
    assert "models add --help" in caught.value.hint


@pytest.mark.usefixtures("no_pause")
def test_a_download_is_installed_and_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "given/1.th"
    server = FileServer(file.read_bytes(), [half, whole])
    reports: list[Progress] = []
    with server.running() as port:
        info = published("htdemucs", file, url=f"http://127.0.0.1:{port}/1.th")
        shelf.known = {info.name: info}
        shelf.install(info, reports.append)
    assert list(dict.fromkeys(each.stage for each in reports)) == ["download", "check", "convert"]
    assert [path.name for path in shelf.root.iterdir()] == ["htdemucs"]
    shelf.verify("htdemucs")


@pytest.mark.usefixtures("no_pause")
def test_a_failed_download_is_kept_for_the_next_try(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "given/1.th"
    server = FileServer(file.read_bytes(), [half])
    with server.running() as port:
        info = published("htdemucs", file, url=f"http://127.0.0.1:{port}/1.th")
        shelf.known = {info.name: info}
        with pytest.raises(WeightsError, match="broke off"):
            shelf.install(info, nothing)
        assert not shelf.installed(info.name)
        server.ranges.clear()
        server.answers[:] = [whole]
        shelf.install(info, nothing)
    assert server.ranges[0].startswith("bytes=")


def test_a_model_without_files_of_its_own_is_the_other(shelf: Shelf, tmp_path: Path) -> None:
    info = shelf.known["htdemucs"]
    quick = replace(info, name="quick", weights="htdemucs", files=())
    shelf.known = {"htdemucs": info, "quick": quick}
    assert not shelf.installed("quick")
    shelf.add(tmp_path / "given/1.th", nothing)
    assert shelf.installed("quick")
    assert shelf.size("quick") == shelf.size("htdemucs") > 0
    with pytest.raises(WeightsError, match="no files of its own"):
        shelf.remove("quick")
    assert shelf.installed("htdemucs")


def test_the_published_digits_in_names_are_those_of_the_files() -> None:
    assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442")
    assert FileInfo("x-e3b0c442.pth", "e3b0c442").is_meant(hashlib.sha256(b"").hexdigest())
    assert not FileInfo("x", "").is_meant(hashlib.sha256(b"").hexdigest())
