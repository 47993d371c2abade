"""A download arrives whole and checked, or says in plain words why not."""

import os
import shutil
import ssl
import time
import urllib.error
from pathlib import Path

import pytest

from separation.errors import WeightsError
from separation.models import download as download_module
from separation.models.download import KEPT_DAYS, Remote, download, remove_stale
from separation.models.http_errors import explain
from tests.separation.file_server import (
    Answer,
    FileServer,
    half,
    half_of_another_file,
    ignores_its_own_tag,
    ignores_ranges,
    stalls,
    status,
    too_long,
    whole,
    wrong,
)
from tests.separation.pip_server import refusing_proxy

CONTENT = bytes(range(256)) * 2000


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy but a test's own, and no pause between tries."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(download_module, "_PAUSE", 0.01)


def fetch(folder: Path, server: FileServer, patience: float = 10, *, sized: bool = True) -> bytes:
    with server.running() as port:
        remote = server.remote(port, sized=sized)
        return download(remote, folder, lambda *_: None, patience).read_bytes()


def failure(folder: Path, server: FileServer, patience: float = 10) -> WeightsError:
    with pytest.raises(WeightsError) as caught:
        fetch(folder, server, patience)
    return caught.value


@pytest.mark.parametrize("sized", [True, False])
def test_a_file_arrives_and_its_progress_ends_at_its_length(tmp_path: Path, *, sized: bool) -> None:
    seen: list[tuple[int, int]] = []
    server = FileServer(CONTENT, [whole])
    with server.running() as port:
        path = download(server.remote(port, sized=sized), tmp_path, lambda *at: seen.append(at))
    assert path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))


@pytest.mark.parametrize(
    ("answers", "ranges"),
    [
        ([half, whole], ["", f"bytes={len(CONTENT) // 2}-"]),
        ([half, ignores_ranges], ["", f"bytes={len(CONTENT) // 2}-"]),
        ([half_of_another_file, whole], ["", f"bytes={len(CONTENT) // 2}-"]),
        ([half_of_another_file, ignores_its_own_tag], ["", f"bytes={len(CONTENT) // 2}-", ""]),
        ([status(503), status(429), whole], ["", "", ""]),
    ],
    ids=["resumes", "no ranges", "file changed", "file changed, nobody said so", "busy"],
)
def test_trouble_on_the_way_is_overcome(
    tmp_path: Path, answers: list[Answer], ranges: list[str]
) -> None:
    server = FileServer(CONTENT, answers)
    assert fetch(tmp_path, server) == CONTENT
    assert server.ranges == ranges


def test_a_failed_run_leaves_its_part_for_the_next(tmp_path: Path) -> None:
    assert "broke off" in failure(tmp_path, FileServer(CONTENT, [half])).message
    server = FileServer(CONTENT, [whole])
    assert fetch(tmp_path, server) == CONTENT
    assert server.ranges == [f"bytes={len(CONTENT) // 2}-"]


def test_a_cancelled_download_goes_on_later(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(here: int, _total: int) -> None:
        if here:
            raise Cancelled

    server = FileServer(CONTENT, [whole])
    with server.running() as port:
        with pytest.raises(Cancelled):
            download(server.remote(port), tmp_path, cancel)
        assert download(server.remote(port), tmp_path, lambda *_: None).read_bytes() == CONTENT
    assert server.ranges[1].startswith("bytes=")


def test_what_is_here_whole_is_not_fetched_again(tmp_path: Path) -> None:
    server = FileServer(CONTENT, [whole])
    with server.running() as port:
        for _ in range(2):
            download(server.remote(port), tmp_path, lambda *_: None)
    assert len(server.ranges) == 1


def test_a_part_that_is_whole_already_is_only_checked(tmp_path: Path) -> None:
    server = FileServer(CONTENT, [status(416)])
    with server.running() as port:
        remote = server.remote(port)
        (tmp_path / f"{remote.sha256[:16]}.part").write_bytes(CONTENT)
        assert download(remote, tmp_path, lambda *_: None).read_bytes() == CONTENT
    assert server.ranges == []


def test_a_few_first_digits_of_the_checksum_are_enough(tmp_path: Path) -> None:
    server = FileServer(CONTENT, [whole])
    with server.running() as port:
        remote = Remote(server.remote(port).url, server.remote(port).sha256[:8])
        assert download(remote, tmp_path, lambda *_: None).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("answer", "message", "hint"),
    [
        (wrong, "its checksum is wrong", "models add FILE"),
        (too_long, "is 512004 bytes long instead of 512000", "models add FILE"),
        (status(404), "not at its address any more: http://127.0.0.1", "models add FILE"),
        (status(410), "not at its address any more", "models add FILE"),
        (status(403), "refuses to give the model (HTTP 403)", "models add FILE"),
        (status(500), "cannot give the model now (HTTP 500)", "Try again later"),
        (status(407), "proxy refused", "https_proxy"),
    ],
    ids=["wrong bytes", "wrong length", "404", "410", "403", "500", "407"],
)
def test_a_bad_server_is_named(tmp_path: Path, answer: Answer, message: str, hint: str) -> None:
    error = failure(tmp_path, FileServer(CONTENT, [answer]))
    assert message in error.message
    assert hint in error.hint
    assert not list(tmp_path.glob("*.whole"))


def test_a_stalled_download_ends(tmp_path: Path) -> None:
    error = failure(tmp_path, FileServer(CONTENT, [stalls]), patience=0.15)
    assert "stalled" in error.message


def test_no_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="The network cannot be reached"):
        download(Remote("http://127.0.0.1:9/x", "0" * 64), tmp_path, lambda *_: None, 1)


def test_an_unknown_server_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="server's name is not known"):
        download(Remote("http://models.invalid/x", "0" * 64), tmp_path, lambda *_: None, 1)


def test_a_proxy_that_wants_a_password_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refusing_proxy() as address:
        monkeypatch.setenv("https_proxy", address)
        with pytest.raises(WeightsError, match="proxy refused"):
            download(Remote("https://models.invalid/x", "0" * 64), tmp_path, lambda *_: None, 1)


def test_only_the_web_is_asked(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    with pytest.raises(WeightsError):
        download(Remote(secret.as_uri(), "0" * 64), tmp_path / "parts", lambda *_: None, 1)


def test_a_certificate_that_is_not_trusted_is_named() -> None:
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error = explain(urllib.error.URLError(cause), "https://example.org/x")
    assert isinstance(error, WeightsError)
    assert "certificate is not trusted" in error.message
    assert "SSL_CERT_FILE" in error.hint


def test_a_full_disk_is_the_disks_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(OSError, match="No space left"):
        fetch(tmp_path, FileServer(CONTENT, [whole]))


def test_what_nobody_came_back_for_is_deleted(tmp_path: Path) -> None:
    for name, age in (("old.part", KEPT_DAYS + 1), ("new.part", 1)):
        (tmp_path / name).write_bytes(b"x")
        then = time.time() - age * 86_400
        os.utime(tmp_path / name, (then, then))
    remove_stale(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["new.part"]
