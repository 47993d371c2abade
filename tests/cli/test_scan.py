"""`minusone scan`: what it says, and with which exit code."""

import json
from pathlib import Path

import pytest

from player.cli.main import run
from tests.library.scanner.music import albums


def test_a_folder_is_scanned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    albums(tmp_path / "Music", 2)
    (tmp_path / "Music" / "broken.mp3").write_bytes(b"no music")
    place = ["--data-dir", str(tmp_path / "data")]
    assert run(["scan", str(tmp_path / "Music"), *place]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("9 sound files found in ")
    assert "8 new, 0 changed, 0 moved, 0 missing, 1 failed" in said.out
    assert "broken.mp3: “broken.mp3” holds no sound that can be played." in said.err
    assert run(["scan", "--json", *place]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["unchanged"], result["new"], result["away"]) == (9, 0, [])


@pytest.mark.parametrize("before", [True, False])
def test_the_folders_are_named_before_the_command_or_behind_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, before: bool
) -> None:
    place = [f"--data-dir={tmp_path / 'data'}", "--cache-dir", str(tmp_path / "cache")]
    music = str(tmp_path / "none")
    assert run([*place, "scan", music] if before else ["scan", music, *place]) == 1
    assert "none" in capsys.readouterr().err


def test_nothing_to_scan_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--data-dir", str(tmp_path / "data")]
    assert run(["scan", str(tmp_path / "gone"), *place]) == 1
    assert "is not a folder that is there." in capsys.readouterr().err
    assert run(["scan", *place]) == 1
    assert "The library has no folders yet." in capsys.readouterr().err
