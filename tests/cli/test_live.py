"""`--live`: the same sound played and rendered, errors in words, the list of filters."""

import json
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.core.plane.region_store import kept_regions
from player.core.plane.regions import PlaneRegion
from player.engine.live.kinds import NAMED, Adress, Centre, Mode, Region
from player.stems.keys import KeyStore
from tests.cli.conftest import Home
from tests.engine.live.rig import filtered, mixed, three
from tests.engine.rig import write_song

SONG = mixed(three(0.8))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


def test_playing_and_rendering_give_the_same_sound(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    live = ("--live", "centre-cut:drums=1", "--live", "region:mode=gain,left=0,gain=-12")
    played, rendered = tmp_path / "played.wav", tmp_path / "rendered.wav"
    stats = tmp_path / "stats.json"
    done = [
        shared_home.run(
            "play", song, *live, "--output", f"wav:{played}", "--no-realtime", "--stats", stats
        ),
        shared_home.run("render", song, *live, "-o", rendered),
    ]
    assert [each.returncode for each in done] == [0, 0], done
    one, two = (soundfile.read(path, dtype="float32")[0] for path in (played, rendered))
    assert np.array_equal(one, two)
    wanted = [Centre(drums=1), Region(Mode.GAIN, left=0, gain=-12)]
    np.testing.assert_allclose(one, filtered(SONG, wanted), atol=1e-6)
    assert json.loads(stats.read_text())["click_to_live_ms"] > 0


def test_stems_are_filtered_in_both(shared_home: Home, song: Path, tmp_path: Path) -> None:
    live = ("--mute", "vocals", "--live", "adress:azimuth=0.8")
    played, rendered = tmp_path / "played.wav", tmp_path / "rendered.wav"
    shared_home.run("play", song, *live, "--output", f"wav:{played}", "--no-realtime")
    shared_home.run("render", song, *live, "-o", rendered)
    one, two = (soundfile.read(path, dtype="float32")[0] for path in (played, rendered))
    assert np.array_equal(one, two)
    assert not np.allclose(one, filtered(SONG, [Adress(azimuth=0.8)]), atol=1e-5)


@pytest.mark.parametrize(
    ("live", "words"),
    [
        ("center-cut", "no live filter 'center-cut'. Did you mean centre-cut?"),
        ("adress:place=1", "'place=1' is not understood. adress has: mode, azimuth, width."),
        ("adress:azimuth=left", "'azimuth=left' is not understood. It has to be -1 to 1"),
        ("adress:azimuth=4", "adress cannot have azimuth=4"),
        ("band:mode=gain", "cannot have mode=gain. mode is solo or cut"),
        ("gate:threshold=nan", "cannot have threshold=nan"),
    ],
)
def test_what_cannot_be_is_said(
    shared_home: Home, song: Path, tmp_path: Path, live: str, words: str
) -> None:
    done = shared_home.run("render", song, "--live", live, "-o", tmp_path / "out.wav")
    assert done.returncode == 1
    assert words in done.stderr
    assert not (tmp_path / "out.wav").exists()


def test_the_help_and_the_models_list_every_filter(shared_home: Home) -> None:
    told = shared_home.run("play", "--help").stdout + shared_home.run("render", "--help").stdout
    models = shared_home.run("models").stdout
    for name in NAMED:
        assert told.count(f"  {name}: ") == 2
        assert f"  {name}: " in models
    assert "azimuth=0: -1 to 1 (-1 is left, 1 is right)" in told


def test_rendered_with_the_regions_that_were_drawn(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    drawn = PlaneRegion("Left", Region(Mode.CUT, right=-0.5))
    off = PlaneRegion("Off", Region(Mode.SOLO, left=0.5), on=False)
    with closing(KeyStore(tmp_path / "keys.sqlite")) as keys:
        kept_regions(shared_home.root / "data" / "plane").save(keys.key(song), (drawn, off))
    rendered = tmp_path / "rendered.wav"
    done = shared_home.run("render", song, "--plane", "-o", rendered)
    assert done.returncode == 0, done
    sound = soundfile.read(rendered, dtype="float32")[0]
    np.testing.assert_allclose(sound, filtered(SONG, [drawn.region]), atol=1e-6)
    assert not np.allclose(sound, SONG, atol=1e-3)
