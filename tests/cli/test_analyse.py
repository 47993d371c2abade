"""`analyse`: beats and chords for people and programs, errors in words."""

import json
from pathlib import Path

import pytest
import soundfile

from player.base.units import SAMPLE_RATE
from player.library.items import FoundFile
from player.library.store import FILE, Library
from player.library.tags import Tags
from tests.analysis.band import ROCK, chords, drums, steady, stereo
from tests.cli.conftest import Home, new_home

TURN = ((36, 60, 64, 67), (33, 57, 60, 64))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chart = steady(120, 8, start=0.2)
    file = tmp_path_factory.mktemp("songs") / "song.wav"
    sound = stereo(0.5 * drums(chart, ROCK), chords(chart, TURN, "organ"))
    soundfile.write(file, sound, SAMPLE_RATE)
    return file


def test_a_song_for_people_and_programs(shared_home: Home, song: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "song.cho"
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF")
    first = shared_home.run("analyse", song, "--simple", "--chordpro", sheet)
    assert first.returncode == 0, first.stderr
    heading, *lines = first.stdout.splitlines()
    assert "120.0 BPM, 4 beats in a bar" in heading
    assert [line.split()[1] for line in lines if "N.C." not in line] == ["C", "Am", "C", "Am"]
    assert "{title: song}" in sheet.read_text()
    assert "| C . . . | Am . . . | C . . . | Am . . . |" in sheet.read_text()
    again = shared_home.run("analyse", song, broken, "--json")
    assert again.returncode == 1
    assert "broken.wav: " in again.stderr
    (facts,) = json.loads(again.stdout)
    assert facts["meter"] == 4
    assert facts["beats"][0] == pytest.approx(0.2, abs=0.02)
    assert [each["chord"] for each in facts["chords"] if each["chord"]] == ["C", "Am"] * 2


def test_the_library_finds_a_song_by_what_it_was_found_to_be(song: Path, tmp_path: Path) -> None:
    home = new_home(tmp_path, model=False)
    library = Library(home.root / "data" / FILE)
    library.scanned.write([FoundFile(song, 1, 1, Tags(title="song"))])
    library.close()
    assert home.run("analyse", song).returncode == 0
    found = home.run("search", "bpm:120 has:key", "--paths")
    assert found.stdout.splitlines() == [str(song)]
