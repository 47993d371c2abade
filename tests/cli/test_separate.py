"""`minusone separate`: all stems, that add up to the song, or a clear word why not."""

import json
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE
from player.decoder import open_source
from tests.cli.conftest import Home


def read(path: Path) -> NDArray[np.float32]:
    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE
    return np.asarray(sound)


def test_wav_stems_add_up_to_the_song(shared_home: Home, song: Path, tmp_path: Path) -> None:
    done = shared_home.run("separate", song, "-o", tmp_path, "--format", "wav")
    assert done.returncode == 0
    assert done.stdout.split() == [
        str(tmp_path / "song" / "vocals.wav"),
        str(tmp_path / "song" / "accompaniment.wav"),
    ]
    vocals, rest = (read(tmp_path / "song" / f"{s}.wav") for s in ("vocals", "accompaniment"))
    np.testing.assert_allclose(vocals + rest, read(song), atol=1e-6)


def test_the_second_time_the_stems_are_there_already_and_the_same(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    first = shared_home.run("separate", song, "-o", tmp_path / "1", "--json")
    again = shared_home.run("separate", song, "-o", tmp_path / "2", "--json")
    assert first.returncode == again.returncode == 0
    assert json.loads(again.stdout)[0]["x_realtime"] == 0.0
    for stem in ("vocals", "accompaniment"):
        one, two = (read(tmp_path / n / "song" / f"{stem}.flac") for n in "12")
        assert np.array_equal(one, two)


def test_a_real_voice_goes_to_the_vocals(shared_home: Home, testdata: Path, tmp_path: Path) -> None:
    folder = testdata / "stems" / "vocadito+vibeace"
    done = shared_home.run("separate", folder / "mixture.flac", "-o", tmp_path, "--format", "wav")
    assert done.returncode == 0
    source = open_source(folder / "vocals.flac")
    truth = source.read(0, source.frames or 0)
    source.close()
    guess = read(tmp_path / "mixture" / "vocals.wav")
    error = np.square(truth - guess).sum()
    assert 10 * np.log10(np.square(truth).sum() / error) > 11.5


def test_a_part_is_as_long_as_asked_for_and_in_its_place(
    home: Home, song: Path, tmp_path: Path
) -> None:
    done = home.run(
        "separate", song, "-o", tmp_path, "--format", "wav", "--start", "2", "--duration", "1.5"
    )
    assert done.returncode == 0
    parts = [read(tmp_path / "song" / f"{stem}.wav") for stem in ("vocals", "accompaniment")]
    start, stop = 2 * SAMPLE_RATE, round(3.5 * SAMPLE_RATE)
    np.testing.assert_allclose(parts[0] + parts[1], read(song)[start:stop], atol=1e-6)


def test_one_bad_file_does_not_stop_the_others(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "missing.mp3"
    done = shared_home.run("separate", missing, song, "-o", tmp_path / "out", "--json")
    assert done.returncode == 1
    bad, good = json.loads(done.stdout)
    assert (bad["ok"], good["ok"]) == (False, True)
    assert "missing.mp3" in bad["error"]
    assert Path(good["stems"]["vocals"]).is_file()


def test_files_of_the_same_name_do_not_overwrite_each_other(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "elsewhere" / song.name
    twin.parent.mkdir()
    twin.symlink_to(song)
    done = shared_home.run("separate", song, twin, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert len(list((tmp_path / "out").glob("*/vocals.flac"))) == 2


def test_stems_that_no_installed_model_makes_are_refused(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    done = shared_home.run("separate", song, "-o", tmp_path, "--stems", "6")
    assert done.returncode == 1
    assert "htdemucs_6s" in done.stderr
    assert "minusone models get" in done.stderr


def test_four_stems_of_a_real_song_add_up_to_it_within_one_step_of_16_bits(
    shared_home: Home, testdata: Path, tmp_path: Path
) -> None:
    path = testdata / "songs" / "Francium (full song).flac"
    part = ("--start", "60", "--duration", "6", "--json")
    done = shared_home.run("separate", path, "-o", tmp_path, "--stems", "4", *part)
    assert done.returncode == 0, done.stderr
    stems = json.loads(done.stdout)[0]["stems"]
    assert list(stems) == ["vocals", "drums", "bass", "other"]
    total = sum(read(Path(file)).astype(np.float64) for file in stems.values())
    source = open_source(path)
    original = source.read(60 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    source.close()
    assert np.abs(total - original).max() <= 1 / 32_768
    assert all(np.abs(read(Path(file))).max() > 0.01 for file in stems.values())


def test_a_named_model_is_used_and_an_unknown_one_refused(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    done = shared_home.run("separate", song, "-o", tmp_path, "--model", "spleeter-quick4")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "song" / "drums.flac").is_file()
    wrong = shared_home.run("separate", song, "-o", tmp_path, "--model", "spleter")
    assert wrong.returncode == 1
    assert "spleter" in wrong.stderr
