"""Settings: what is wrong in the file is told all at once, and the rest is used."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.base.settings import Settings, load, save


def test_settings_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    wanted = Settings(theme="dark", volume=0.25, buffer_ms=80, separate_while_playing=False)
    save(wanted, file)
    assert load(file) == (wanted, ())


def test_without_a_file_the_defaults_are_used(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == (Settings(), ())


def test_everything_wrong_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    stored = {
        "theme": "pink",
        "buffer_ms": "40",
        "volume": True,
        "separate_while_playing": 1,
        "loudness": 3,
        "output": "null",
        "device": "cpu",
    }
    file.write_text(json.dumps(stored))
    settings, wrong = load(file)
    assert settings == Settings(output="null", device="cpu")
    assert wrong == (
        "There is no setting named 'loudness'.",
        "buffer_ms cannot be '40'; 60 is used.",
        "separate_while_playing cannot be 1; True is used.",
        "theme cannot be 'pink'; 'system' is used.",
        "volume cannot be True; 1.0 is used.",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("volume", "NaN"), ("volume", "1.5"), ("buffer_ms", "0"), ("cache_budget", "-1")],
)
def test_numbers_out_of_range_are_not_used(tmp_path: Path, name: str, value: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"{name}": {value}}}')
    settings, wrong = load(file)
    assert settings == Settings()
    assert len(wrong) == 1


def test_a_whole_number_is_a_volume(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"volume": 0}')
    assert load(file) == (Settings(volume=0.0), ())


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b'"theme"', b"\xff\xfe\x00", b"null"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings, (wrong,) = load(file)
    assert settings == Settings()
    assert str(file) in wrong


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MinusOneError, match="could not be saved") as caught:
        save(Settings(), tmp_path / "file" / "settings.json")
    assert str(tmp_path / "file") in caught.value.hint


def test_each_setting_says_what_it_means_and_its_default_is_allowed() -> None:
    for setting in fields(Settings):
        assert setting.metadata["help"]
        assert setting.metadata["allowed"](setting.default)
