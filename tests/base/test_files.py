"""Files are replaced whole or not at all, and everything is kept where it was asked for."""

import subprocess
import sys
from pathlib import Path

import appdirs
import pytest

from player.base.files import write_atomically
from player.base.folders import folders

pytest.importorskip("resource", reason="no limit on the size of files on this system")

FULL = """
import resource, signal, sys
from pathlib import Path
from player.base.settings import Settings, save
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
save(Settings(volume=0.5), Path(sys.argv[1]))
"""


def test_a_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "file"
    write_atomically(file, b"old")
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(file.parent.iterdir()) == [file]


def test_others_may_read_it_as_any_new_file(tmp_path: Path) -> None:
    plain, replaced = tmp_path / "plain", tmp_path / "replaced"
    plain.touch()
    write_atomically(replaced, b"content")
    assert replaced.stat().st_mode == plain.stat().st_mode


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("old settings, and longer than any disk that is full has room for")
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "MinusOneError: The settings could not be saved: File too large." in run.stderr
    assert str(tmp_path) in run.stderr
    assert file.read_text().startswith("old settings")
    assert list(tmp_path.iterdir()) == [file]


def test_folders_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUSONE_DATA_DIR", "/not/here")
    place = folders(tmp_path / "data", tmp_path / "cache")
    assert place.settings == tmp_path / "data/settings.json"
    assert place.models == tmp_path / "data/models"
    assert place.stems == tmp_path / "cache/stems"
    assert not list(tmp_path.iterdir())


def test_folders_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUSONE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MINUSONE_CACHE_DIR", str(tmp_path / "cache"))
    assert folders().data == tmp_path / "data"
    assert folders().cache == tmp_path / "cache"


def test_the_users_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUSONE_DATA_DIR", "")
    monkeypatch.delenv("MINUSONE_CACHE_DIR", raising=False)
    assert folders().data == Path(appdirs.user_data_dir("minus-one", appauthor=False))
    assert folders().cache == Path(appdirs.user_cache_dir("minus-one", appauthor=False))
