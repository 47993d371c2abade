"""`minusone models` and `cache`, and the help of everything."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Home, new_home


@pytest.mark.parametrize("command", ["", "separate", "play", "render", "models", "cache"])
def test_every_command_explains_itself(shared_home: Home, command: str) -> None:
    done = shared_home.run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert f"minusone {command}".strip() in done.stdout


def test_a_wrong_option_is_exit_code_2(shared_home: Home) -> None:
    assert shared_home.run("cache", "--no-such-option").returncode == 2


def test_models_lists_what_is_here(shared_home: Home) -> None:
    (model,) = json.loads(shared_home.run("models", "list", "--json").stdout)
    assert model["name"] == "spleeter-2stems"
    assert model["installed"] is True
    assert model["stems"] == ["vocals", "accompaniment"]
    assert "MIT" in model["licence"]


def test_a_model_can_be_removed_and_added_from_a_file(tmp_path: Path) -> None:
    from tests.models import spleeter_package

    home = new_home(tmp_path / "home", model=False)
    assert home.run("models", "add", spleeter_package()).returncode == 0
    assert json.loads(home.run("models", "--json").stdout)[0]["installed"] is True
    assert home.run("models", "remove", "spleeter-2stems").returncode == 0
    assert json.loads(home.run("models", "--json").stdout)[0]["installed"] is False


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
