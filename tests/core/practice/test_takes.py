"""Takes: recorded with the real engine, kept with the song, deleted and brought back."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.settings import Settings
from player.base.units import SAMPLE_RATE, SongKey
from player.core.mix import VOCALS
from player.core.practice.take_list import Take, free_name, kept_takes, recovered
from player.core.practice.takes import Takes
from player.engine.input.take_name import TakeName, take_path
from tests.core.rig import CALM, Rig, new_folders
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    sung = write_song(tmp_path / "voice.wav", noisy_song(20 * SAMPLE_RATE))
    return replace(CALM, input=f"wav:{sung}")


@pytest.fixture
def rig(tmp_path: Path, settings: Settings) -> Iterator[Rig]:
    rig = Rig(new_folders(tmp_path), settings)
    yield rig
    rig.close()


def song(folder: Path) -> Path:
    return write_song(folder / "song.wav", noisy_song(30 * SAMPLE_RATE, seed=9))


def record(rig: Rig, seconds: float) -> None:
    """Until it is among the takes."""
    takes, recording = rig.player.practice.takes, rig.player.practice.recording
    recording.toggle()
    assert recording.on
    rig.until(lambda: recording.recorded >= seconds * SAMPLE_RATE)
    before = len(takes.current)
    recording.toggle()
    rig.until(lambda: not recording.on and len(takes.current) > before)
    rig.until(lambda: not takes.current[-1].mute)


def names(takes: Takes) -> list[str]:
    return [each.name for each in takes.current]


def opened(rig: Rig, path: Path) -> None:
    (track,) = rig.open(path)
    rig.player.playback.play(track)
    rig.until(lambda: rig.player.practice.takes.values.key_of(track) is not None)


def test_a_take_is_kept_with_the_song_and_found_again(
    rig: Rig, tmp_path: Path, settings: Settings
) -> None:
    path = song(tmp_path)
    opened(rig, path)
    takes = rig.player.practice.takes
    record(rig, 1.0)
    (take,) = takes.current
    assert take.name == "Take 1"
    assert not take.mute
    takes.rename(take, "Second voice")
    takes.undo()
    takes.rename(take, "Second voice")
    takes.move_gain(takes.current[0], -3.0)
    takes.move_gain(takes.current[0], -6.0)
    takes.settle()
    rig.player.close()
    again = Rig(rig.player.folders, settings)
    try:
        opened(again, path)
        again.until(lambda: bool(again.player.practice.takes.current))
        (kept,) = again.player.practice.takes.current
        assert kept == replace(take, name="Second voice", gain=-6.0)
        file = again.player.practice.takes.file(kept)
        assert file is not None
        assert soundfile.info(file).frames == kept.length
    finally:
        again.close()


def test_a_killed_engine_loses_no_take(rig: Rig, tmp_path: Path) -> None:
    opened(rig, song(tmp_path))
    takes, recording = rig.player.practice.takes, rig.player.practice.recording
    recording.record()
    rig.until(lambda: recording.recorded >= 1.2 * SAMPLE_RATE)
    os.kill(rig.player.engine.pid, signal.SIGKILL)
    rig.until(lambda: bool(takes.current))
    assert not recording.on
    assert takes.current[0].length >= SAMPLE_RATE // 2


def test_a_deleted_take_can_be_brought_back_and_is_gone_in_the_end(
    rig: Rig, tmp_path: Path
) -> None:
    opened(rig, song(tmp_path))
    takes = rig.player.practice.takes
    record(rig, 0.5)
    (take,) = takes.current
    takes.delete(take)
    assert not names(takes)
    act = rig.player.messages.recent[-1].act
    assert act is not None
    act()
    assert names(takes) == [take.name]
    takes.delete(take)
    file = takes.file(take)
    assert file is not None
    assert file.exists()
    key = SongKey(file.parent.name)
    rig.player.practice.takes.values.close()
    assert kept_takes(rig.player.folders.data, purge=True).load(key) == ((), "")
    assert not file.exists()


def test_without_a_song_it_says_what_to_do(rig: Rig) -> None:
    rig.player.practice.recording.record()
    assert not rig.player.practice.recording.on
    assert rig.player.messages.recent[-1].hint == "Play a song from a file first."


def test_a_take_alone_is_exported(rig: Rig, tmp_path: Path) -> None:
    opened(rig, song(tmp_path))
    record(rig, 0.5)
    takes = rig.player.practice.takes
    (take,) = takes.current
    takes.export(take, tmp_path / "mine.flac")
    rig.until((tmp_path / "mine.flac").exists)
    sound, rate = soundfile.read(tmp_path / "mine.flac")
    assert (len(sound), rate) == (take.length, SAMPLE_RATE)


def test_what_was_played_along_with_at_another_tempo_and_key_is_brought_back_to_the_songs_own(
    tmp_path: Path,
) -> None:
    time = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    sung = (0.3 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)[:, np.newaxis]
    file = take_path(tmp_path, TakeName("now", 1_000, 0.5, 200))
    soundfile.write(file, sung, SAMPLE_RATE, subtype="FLOAT")
    (take,) = recovered((), tmp_path)
    assert (take.start, take.length) == (1_000, 2 * SAMPLE_RATE)
    sound, _ = soundfile.read(tmp_path / take.file, dtype="float32")
    middle = np.abs(np.fft.rfft(sound[SAMPLE_RATE // 2 : SAMPLE_RATE * 3 // 2, 0]))
    assert abs(int(np.argmax(middle)) - 440 * 2 ** (-2 / 12)) < 1.5
    assert recovered((take,), tmp_path) == (take,)
    (kept,) = (tmp_path / "as played").iterdir()
    assert kept.name == file.name


def test_what_a_kill_left_behind_is_found_by_its_name(tmp_path: Path) -> None:
    name = TakeName("2026-01-02 10.20.30", 4_410)
    file = take_path(tmp_path, name)
    soundfile.write(file, np.zeros((1_000, 1), np.float32), SAMPLE_RATE, subtype="FLOAT")
    (tmp_path / "notes.txt").write_text("mine")
    known = Take("other.wav", "Take 1", "2026", 0, 10)
    assert recovered((known,), tmp_path) == (
        known,
        Take(file.name, "Take 2", "2026-01-02 10.20.30", 4_410, 1_000),
    )
    assert free_name((known,), "Take 1") == "Take 1 2"


def test_a_damaged_list_is_set_aside_and_the_takes_are_found_again(tmp_path: Path) -> None:
    kept = kept_takes(tmp_path)
    key = SongKey("abc")
    file = take_path(kept.audio(key), TakeName("now", 7))
    file.parent.mkdir(parents=True)
    soundfile.write(file, np.zeros((1_000, 1), np.float32), SAMPLE_RATE, subtype="FLOAT")
    for broken in ("{", '{"format": 1, "takes": [{"file": "../x.wav", "name": "x"}]}'):
        (kept.folder / "abc.json").write_text(broken)
        takes, problem = kept.load(key)
        assert [each.start for each in takes] == [7]
        assert "kept as" in problem
        assert (kept.folder / "abc.json.damaged").read_text() == broken


def test_the_song_is_exported_with_its_take(rig: Rig, tmp_path: Path) -> None:
    path = song(tmp_path)
    opened(rig, path)
    record(rig, 0.5)
    takes = rig.player.practice.takes
    takes.move_gain(takes.current[0], -6.0)
    (take,) = takes.current
    file = takes.file(take)
    assert file is not None
    takes.export_mix(tmp_path / "mix.wav")
    rig.until((tmp_path / "mix.wav").exists)
    sung, _ = soundfile.read(file, dtype="float32")
    wanted, _ = soundfile.read(path, dtype="float32")
    wanted[take.start : take.start + len(sung)] += sung[:, np.newaxis] * 10 ** (-6 / 20)
    heard, _ = soundfile.read(tmp_path / "mix.wav", dtype="float32")
    np.testing.assert_allclose(heard, wanted, atol=1e-5)


def test_a_mix_without_its_stems_is_not_exported_and_says_so(rig: Rig, tmp_path: Path) -> None:
    opened(rig, song(tmp_path))
    rig.player.mix.set_mute(VOCALS, mute=True)
    rig.player.practice.takes.export_mix(tmp_path / "mix.wav")
    assert rig.player.messages.recent[-1].text == "This song has no stems to mix."
