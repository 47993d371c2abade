"""`minusone play` and `render`: the song bit for bit, one mix from both, figures of the run."""

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import mutagen.flac
import numpy as np
import pytest
import soundfile

from player.base.units import SAMPLE_RATE, StemName
from player.core.mix import VOCALS
from player.core.practice.sections import Section, kept_sections
from player.decoder import open_source
from player.engine.mixer import RAMP
from player.stems.keys import KeyStore
from tests.cli.conftest import Home
from tests.engine.rig import BUFFER


def test_an_untouched_song_comes_out_bit_for_bit(
    shared_home: Home, testdata: Path, tmp_path: Path
) -> None:
    path = testdata / "formats" / "mp3-VariableBitRate.mp3"
    out = tmp_path / "out.wav"
    done = shared_home.run("play", path, "--output", f"wav:{out}", "--no-realtime")
    assert done.returncode == 0
    source = open_source(path)
    original = source.read(0, source.frames or 0)
    source.close()
    assert np.array_equal(soundfile.read(out, dtype="float32")[0], original)


def test_a_part_is_played_to_the_frame(shared_home: Home, song: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    part = ("--start", "1.25", "--duration", "2")
    done = shared_home.run("play", song, "--output", f"wav:{out}", "--no-realtime", *part)
    assert done.returncode == 0
    start = round(1.25 * SAMPLE_RATE)
    played, original = soundfile.read(out)[0], soundfile.read(song)[0]
    assert np.array_equal(played, original[start : start + 2 * SAMPLE_RATE])


def test_playing_and_rendering_give_the_same_mix(home: Home, song: Path, tmp_path: Path) -> None:
    played, rendered = tmp_path / "played.wav", tmp_path / "rendered.wav"
    mix = ("--mute", "vocals", "--gain", "accompaniment=-6")
    first = home.run("play", song, *mix, "--output", f"wav:{played}", "--no-realtime")
    second = home.run("render", song, *mix, "-o", rendered)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    one, two = (soundfile.read(p, dtype="float32")[0] for p in (played, rendered))
    assert np.array_equal(one, two)
    assert not np.allclose(one, soundfile.read(song, dtype="float32")[0], atol=0.01)


def test_rendered_with_the_sections_of_the_song(home: Home, song: Path, tmp_path: Path) -> None:
    solo, drums = Section(VOCALS, 100_001, 200_000), Section(StemName("drums"), 0, 50_000)
    with closing(KeyStore(tmp_path / "keys.sqlite")) as keys:
        kept_sections(home.root / "data").save(keys.key(song), (drums, solo))
    parts, muted = tmp_path / "parts.wav", tmp_path / "muted.wav"
    done = home.run("render", song, "--sections", "-o", parts)
    assert "left out: drums" in done.stderr
    assert home.run("render", song, "--mute", "vocals", "-o", muted).returncode == 0
    sound, without, plain = (
        soundfile.read(path, dtype="float32")[0] for path in (parts, muted, song)
    )
    assert np.array_equal(sound[: solo.start], plain[: solo.start])
    assert np.array_equal(sound[solo.stop + RAMP :], plain[solo.stop + RAMP :])
    begin = solo.start + RAMP
    assert np.array_equal(sound[begin : solo.stop], without[begin : solo.stop])
    assert not np.allclose(without[begin : solo.stop], plain[begin : solo.stop], atol=0.01)


def test_four_stems_are_played_and_rendered_alike(home: Home, song: Path, tmp_path: Path) -> None:
    played, rendered = tmp_path / "played.wav", tmp_path / "rendered.wav"
    mix = ("--model", "spleeter-quick4", "--mute", "drums", "--gain", "bass=-6")
    first = home.run("render", song, *mix, "-o", rendered)
    second = home.run("play", song, *mix, "--output", f"wav:{played}", "--no-realtime")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    one, two = (soundfile.read(p, dtype="float32")[0] for p in (played, rendered))
    assert np.array_equal(one, two)
    assert not np.allclose(one, soundfile.read(song, dtype="float32")[0], atol=0.01)


def test_render_without_a_change_is_the_song(shared_home: Home, song: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    assert shared_home.run("render", song, "-o", out).returncode == 0
    assert np.array_equal(soundfile.read(out)[0], soundfile.read(song)[0])


def test_a_song_never_separated_is_muted_while_it_plays(
    home: Home, testdata: Path, tmp_path: Path
) -> None:
    song = testdata / "songs" / "Francium (full song).flac"
    stats, out = tmp_path / "stats.json", tmp_path / "out.wav"
    part = ("--start", "60", "--duration", "7")
    options = ("--mute", "vocals", "--mute-at", "1", "--stats", stats)
    done = home.run("play", song, *part, *options, "--output", f"wav:{out}")
    assert done.returncode == 0, done.stderr
    figures = json.loads(stats.read_text())
    assert 0 < figures["click_to_live_ms"] < figures["click_to_muted_ms"]
    assert figures["separated_x_realtime"] > 0
    assert set(figures["peak_rss_mb"]) == {"window", "engine", "separator"}
    assert figures["buffer_ms"] == 60
    played = soundfile.read(out, dtype="float32")[0]
    source = open_source(song)
    original = source.read(60 * SAMPLE_RATE, len(played))
    source.close()
    same = np.flatnonzero(np.abs(played - original).max(1) > 1e-3)
    assert same[0] > SAMPLE_RATE - BUFFER, "before the click the original plays"
    late = slice(6 * SAMPLE_RATE, None)
    assert np.abs(played[late] - original[late]).max() > 0.01, "in the end the voice is gone"


@pytest.mark.parametrize("options", [("--mute", "banjo"), ("--gain", "vocals=loud")])
def test_a_mix_that_makes_no_sense_is_refused(
    shared_home: Home, song: Path, options: tuple[str, str]
) -> None:
    done = shared_home.run("play", song, *options, "--output", "null", "--no-realtime")
    assert done.returncode == 1
    assert options[1].split("=")[0] in done.stderr


def test_without_a_display_it_plays_and_separates_in_the_terminal(
    home: Home, tmp_path: Path
) -> None:
    short = tmp_path / "short.wav"
    soundfile.write(short, np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE)
    done = home.run(short)
    assert done.returncode == 0, done.stderr
    stems = [Path(line) for line in done.stdout.split()]
    assert [stem.name for stem in stems] == ["vocals.flac", "accompaniment.flac"]
    assert all(stem.is_file() for stem in stems)


BROKEN_ALSA = """
pcm.spare { type null hint { show on description "A device that is named only" } }
pcm.!default { type hw card 99 }
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA's devices are Linux's")
def test_without_a_device_that_works_nothing_waits_for_one(home: Home, tmp_path: Path) -> None:
    short, config = tmp_path / "short.wav", tmp_path / "asound.conf"
    soundfile.write(short, np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE)
    config.write_text(BROKEN_ALSA)
    home.environment |= {"ALSA_CONFIG_PATH": str(config), "PULSE_SERVER": "unix:/nowhere"}
    refused = home.run("play", short)
    assert (refused.returncode, "No sound output works" in refused.stderr) == (1, True)
    done = home.run(short)
    assert done.returncode == 0, done.stderr
    assert "the sound goes nowhere" in done.stderr


def test_replay_gain_and_equaliser_are_played_and_rendered_alike(
    shared_home: Home, song: Path, tmp_path: Path
) -> None:
    original = soundfile.read(song, dtype="float32")[0]
    tagged, played, rendered = (tmp_path / name for name in ("song.flac", "played.wav", "out.wav"))
    soundfile.write(tagged, original, SAMPLE_RATE)
    file: Any = mutagen.flac
    tags = file.FLAC(tagged)
    tags["REPLAYGAIN_TRACK_GAIN"] = "-6.00 dB"
    tags.save()
    sound = ("--replaygain", "track", "--eq", "flat")
    first = shared_home.run("play", tagged, *sound, "--output", f"wav:{played}", "--no-realtime")
    second = shared_home.run("render", tagged, *sound[:2], "--eq", "bass boost", "-o", rendered)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    heard = soundfile.read(played, dtype="float32")[0]
    np.testing.assert_allclose(heard, original * 10 ** (-6 / 20), atol=1e-4)
    boosted = soundfile.read(rendered, dtype="float32")[0]
    assert 0.2 < np.abs(boosted).max() / np.abs(original).max() < 0.5, "the preset's preamp as well"
    refused = shared_home.run("render", song, "--eq", "Punk", "-o", rendered)
    assert (refused.returncode, "There are: Flat, Bass boost" in refused.stderr) == (1, True)
