"""`minusone import` and `export`, without any model."""

import json
from pathlib import Path

import av
import pytest

from tests.cli.conftest import Home, new_home
from tests.interchange.rig import desk, stems

FOUR = ("vocals", "drums", "bass", "other")


@pytest.fixture
def bare_home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", model=False)


def test_stems_from_elsewhere_go_out_as_a_stem_file(bare_home: Home, tmp_path: Path) -> None:
    (table,) = desk(tmp_path)
    parts = stems(*FOUR)
    song, folder = table.song(parts), table.folder(parts)
    done = bare_home.run("import", song, folder, "--json")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert (result["stems"], result["lag"], result["warnings"]) == ([*FOUR], 0, [])
    assert Path(result["folder"]).is_dir()
    target = tmp_path / "song.stem.mp4"
    exported = bare_home.run("export", song, "-o", target)
    assert (exported.returncode, exported.stdout.strip()) == (0, str(target))
    with av.open(str(target)) as container:
        assert len(container.streams.audio) == 5
    again = bare_home.run("import", target, target)
    assert again.returncode == 0
    assert again.stdout.startswith("vocals, drums, bass, other: -120.0 dB")


def test_the_wrong_stems_are_exit_code_1(bare_home: Home, tmp_path: Path) -> None:
    (table,) = desk(tmp_path)
    done = bare_home.run("import", table.song(stems(*FOUR)), table.folder(stems(*FOUR, seed=9)))
    assert done.returncode == 1
    assert "not the stems of “song.wav”" in done.stderr


def test_an_ending_that_is_no_stem_files_is_told(bare_home: Home, song: Path) -> None:
    done = bare_home.run("export", song, "-o", "song.wav")
    assert done.returncode == 1
    assert "song.stem.mp4" in done.stderr


@pytest.mark.parametrize("command", ["import", "export"])
def test_the_help_says_what_a_stem_file_is(bare_home: Home, command: str) -> None:
    done = bare_home.run(command, "--help")
    assert done.returncode == 0
    assert "stem file" in done.stdout
