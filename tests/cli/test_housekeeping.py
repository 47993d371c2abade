"""`minusone models` and `cache`, and the help of everything."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Home, new_home
from tests.separation.graphs import mask_graph


@pytest.mark.parametrize(
    "command",
    [
        "",
        "separate",
        "play",
        "render",
        "models",
        "cache",
        "export",
        "import",
    ],
)
def test_every_command_explains_itself(shared_home: Home, command: str) -> None:
    done = shared_home.run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert f"minusone {command}".strip() in done.stdout


def test_a_wrong_option_is_exit_code_2(shared_home: Home) -> None:
    assert shared_home.run("cache", "--no-such-option").returncode == 2


def models(home: Home) -> dict[str, dict[str, Any]]:
    listed = json.loads(home.run("models", "list", "--json").stdout)
    return {model["name"]: model for model in listed}


def test_models_lists_what_is_here_and_what_there_is(shared_home: Home) -> None:
    listed = models(shared_home)
    here = listed["spleeter-2stems"]
    assert here["installed"] is True
    assert here["stems"] == ["vocals", "accompaniment"]
    assert "MIT" in here["licence"]
    studio = listed["htdemucs"]
    assert studio["installed"] is False
    assert studio["sdr"]["vocals"] == 8.93
    assert "ICASSP 2023" in studio["published_sdr"]
    assert studio["bytes"] == 84_025_440
    assert listed["umxl"]["terms"]
    assert listed["repet-sim"]["installed"] is True
    nothing_to_fetch = {name for name, model in listed.items() if not model["addresses"]}
    methods = {name for name, model in listed.items() if model["licence_weights"] == "none needed"}
    assert nothing_to_fetch == {"spleeter-quick4"} | methods


def test_a_person_is_told_how_slow_a_model_is_and_what_its_terms_are(shared_home: Home) -> None:
    said = shared_home.run("models").stdout
    assert "spleeter-2stems: Spleeter, 2 stems, installed, 157 MB" in said
    assert "slower than the song plays" in said
    assert "CC BY-NC-SA 4.0: not for commercial use" in said


def test_a_model_with_terms_is_not_fetched_unasked(shared_home: Home) -> None:
    done = shared_home.run("models", "get", "umxl")
    assert done.returncode == 1
    assert "not for commercial use" in done.stderr
    assert "--accept-licence" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal as POSIX has it")
def test_on_a_terminal_the_terms_are_asked_for(shared_home: Home) -> None:
    keyboard, terminal = os.openpty()
    try:
        os.write(keyboard, b"n\n")
        done = subprocess.run(
            [sys.executable, "-m", "player", "models", "get", "umxl"],
            env={**os.environ, **shared_home.environment},
            stdin=terminal,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(keyboard)
    assert done.returncode == 1
    assert "not for commercial use" in done.stderr
    assert "Do you accept this?" in done.stdout
    assert "umxl is not fetched" in done.stderr


def test_an_unknown_model_is_named(shared_home: Home) -> None:
    done = shared_home.run("models", "get", "no-such-model")
    assert done.returncode == 1
    assert "There is no model named 'no-such-model'" in done.stderr
    assert "htdemucs" in done.stderr


def test_without_a_network_there_is_another_way(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", model=False)
    home.environment |= {"https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = home.run("models", "get", "scnet")
    assert done.returncode == 1
    assert "The network cannot be reached" in done.stderr
    assert "minusone models add FILE" in done.stderr


def test_a_model_of_ones_own_separates(tmp_path: Path, song: Path) -> None:
    home = new_home(tmp_path / "home", model=False)
    file = mask_graph(tmp_path / "half.onnx", [0.5])
    file.with_suffix(".toml").write_text('architecture = "onnx-mask"\nstems = ["half", "rest"]\n')
    assert home.run("models", "add", file).returncode == 0
    assert models(home)["half"]["own"] is True
    done = home.run("separate", song, "-o", tmp_path / "out", "--model", "half")
    assert done.returncode == 0, done.stderr
    assert sorted(path.stem for path in (tmp_path / "out").rglob("*.flac")) == ["half", "rest"]


def test_a_model_can_be_removed_and_added_from_a_file(tmp_path: Path) -> None:
    from tests.models import spleeter_package

    home = new_home(tmp_path / "home", model=False)
    assert home.run("models", "add", spleeter_package()).returncode == 0
    assert models(home)["spleeter-2stems"]["installed"] is True
    assert home.run("models", "remove", "spleeter-2stems").returncode == 0
    assert models(home)["spleeter-2stems"]["installed"] is False


def test_the_cache_is_counted_checked_and_cleared(home: Home, song: Path, tmp_path: Path) -> None:
    home.run("separate", song, "-o", tmp_path / "out")
    info = json.loads(home.run("cache", "info", "--json").stdout)
    assert info["songs"] == 1
    assert 0 < info["bytes"] < info["budget"]
    assert home.run("cache", "verify").returncode == 0
    stem = next(Path(info["folder"]).rglob("vocals.flac"))
    content = bytearray(stem.read_bytes())
    content[len(content) // 2] ^= 255
    stem.write_bytes(content)
    damaged = home.run("cache", "verify", "--json")
    assert damaged.returncode == 1
    assert len(json.loads(damaged.stdout)["damaged"]) == 1
    home.run("separate", song, "-o", tmp_path / "out")
    assert json.loads(home.run("cache", "clear", "--json").stdout)["freed"] > 0
    assert json.loads(home.run("cache", "--json").stdout)["songs"] == 0


def test_a_reader_that_has_read_enough_is_no_error(shared_home: Home) -> None:
    def nobody_reads() -> None:
        read, write = os.pipe()
        os.dup2(write, 1)
        os.close(read)

    done = shared_home.run("models", "--json", prepare=nobody_reads)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
