"""Names of every kind, and things that are no songs: a clear message, never a crash."""

import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE, Pcm
from player.decoder import content_key, open_source
from tests.decoder.sounds import encode, noisy_song, whole

SONG = noisy_song(SAMPLE_RATE)
KINDS = ["wav", "flac", "ogg", "mp3", "m4a", "wv"]
CODECS = {"mp3": "libmp3lame", "m4a": "aac", "wv": "wavpack"}
NAMES = ["🎵 song ", "a:b", "concat:a|b", "-i", "%d", "sub'quote\"", "#1?", "new\nline"]


def _write(path: Path, kind: str) -> Path:
    """A song of `kind` under the name `path`, whatever that ends in."""
    made = path.parent / f"made.{kind}"
    if kind in CODECS:
        encode(made, SONG, CODECS[kind])
    else:
        soundfile.write(made, SONG, SAMPLE_RATE)
    return made.rename(path)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_any_name_will_do(kind: str, name: str, tmp_path: Path) -> None:
    path = _write(tmp_path / name, kind)
    with closing(open_source(str(path))) as source:
        assert np.abs(source.read(0, SAMPLE_RATE)).max() > 0.2
    assert content_key(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_no_utf8(kind: str, tmp_path: Path) -> None:
    try:
        path = _write(tmp_path / os.fsdecode(b"caf\xe9 \xff"), kind)
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    with closing(open_source(path)) as source:
        assert np.abs(source.read(0, SAMPLE_RATE)).max() > 0.2
        source.info.location.encode()
    assert content_key(path)


@pytest.mark.parametrize("kind", KINDS)
def test_content_decides_and_not_the_name(kind: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "song.txt", kind)
    with closing(open_source(path)) as source:
        assert source.frames is not None
        assert abs(source.frames - SAMPLE_RATE) <= 2048


@pytest.mark.parametrize("kind", KINDS)
def test_a_song_deleted_while_open_plays_on(kind: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "song", kind)
    with closing(open_source(path)) as source:
        before = whole(source)
    with closing(open_source(path)) as source:
        source.read(0, 100)
        path.unlink()
        np.testing.assert_array_equal(whole(source), before)


@pytest.mark.parametrize("kind", KINDS)
def test_outside_the_song_is_silence(kind: str, tmp_path: Path) -> None:
    with closing(open_source(_write(tmp_path / "song", kind))) as source:
        assert source.frames is not None
        around = source.read(-100, source.frames + 200)
        assert around.shape == (source.frames + 200, 2)
        assert around.dtype == np.float32
        assert around.flags.c_contiguous
        assert not around[:100].any()
        assert not around[-100:].any()
        assert not source.read(-500, 100).any()
        assert not source.read(10 * SAMPLE_RATE, 100).any()
        assert source.read(5, 0).shape == (0, 2)


def test_a_closed_song_says_so(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path / "song", "flac"))
    source.close()
    source.close()
    with pytest.raises(AudioFileError, match="closed"):
        source.read(0, 1)


def _text(path: Path) -> None:
    path.write_text("This is no song.\n" * 200)


def _noise(path: Path) -> None:
    path.write_bytes(np.random.default_rng(0).bytes(100_000))


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(100_000))


def _empty(path: Path) -> None:
    path.touch()


def _headers_only(path: Path) -> None:
    soundfile.write(path.with_suffix(".wav"), np.zeros((0, 2), np.float32), SAMPLE_RATE)
    path.with_suffix(".wav").rename(path)


BAD = [
    (_text, "no sound"),
    (_noise, "no sound"),
    (_zeros, "no sound"),
    (_empty, "empty"),
    (Path.mkdir, "folder"),
    (os.mkfifo, "no file"),
    (_headers_only, "no sound"),
    (lambda _path: None, "not there"),
]


@pytest.mark.parametrize(("make", "words"), BAD, ids=[words for _, words in BAD])
@pytest.mark.parametrize("name", ["song.mp3", "song.flac", "song.wav", "song.m4a", "song"])
def test_what_is_no_song_is_told_in_words(
    make: "object", words: str, name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    make(tmp_path / name)
    with pytest.raises(AudioFileError, match=words) as told:
        open_source(tmp_path / name)
    assert name in told.value.message
    assert capfd.readouterr() == ("", "")


def test_a_picture_is_no_song(testdata: Path) -> None:
    with pytest.raises(AudioFileError, match="no sound"):
        open_source(testdata / "songs" / "Joshua Morin - On the run" / "cover.jpg")


def test_a_song_one_may_not_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "song", "flac")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(AudioFileError, match="may not be read"):
        open_source(path)


def test_a_name_with_a_null_byte() -> None:
    with pytest.raises(AudioFileError):
        open_source("a\0b.mp3")


def test_decoders_are_silent_on_the_terminal(
    testdata: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in sorted((testdata / "formats").iterdir()):
        with closing(open_source(path)) as source:
            whole(source)
        content_key(path)
    assert capfd.readouterr() == ("", "")


def test_many_songs_may_be_open_at_once(testdata: Path) -> None:
    paths = sorted((testdata / "formats").iterdir())
    alone: dict[Path, Pcm] = {}
    together: dict[Path, Pcm] = {}

    def play(path: Path, into: dict[Path, Pcm]) -> None:
        with closing(open_source(path)) as source:
            into[path] = whole(source, 7_000)

    for path in paths:
        play(path, alone)
    threads = [threading.Thread(target=play, args=(path, together)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for path in paths:
        np.testing.assert_array_equal(together[path], alone[path])


def test_heavy_decoders_are_loaded_only_for_what_needs_them(tmp_path: Path) -> None:
    path = _write(tmp_path / "song.flac", "flac")
    program = (
        "import sys; from pathlib import Path; from player.decoder import open_source, content_key;"
        "open_source(sys.argv[1]).read(0, 10); content_key(Path(sys.argv[1]));"
        "print([name for name in ('av', 'vlc', 'mutagen') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
