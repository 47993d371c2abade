"""What a distribution needs of the project is well formed."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

ENTRY = Path(__file__).parents[1] / "packaging" / "minusone.desktop"


def test_the_desktop_entry_is_valid() -> None:
    program = shutil.which("desktop-file-validate")
    if program is None:
        pytest.skip("desktop-file-validate is not installed")
    told = subprocess.run([program, str(ENTRY)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_every_action_of_the_desktop_entry_is_described() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(ENTRY, encoding="utf-8")
    actions = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert actions == ["PlayPause", "Previous", "Next"]
    for action in actions:
        section = entry[f"Desktop Action {action}"]
        assert section["Name"]
        assert section["Exec"].endswith(f"org.mpris.MediaPlayer2.Player.{action}")
