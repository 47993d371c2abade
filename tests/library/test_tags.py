"""Tags of every common format are shown; a broken file shows none."""

import random
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
import soundfile
from mutagen.id3 import TALB, TIT2, TPE1

from player.library.tags import Tags, read_tags
from tests.decoder.sounds import encode

CODECS = {
    "mp3": "libmp3lame",
    "flac": "flac",
    "ogg": "libvorbis",
    "opus": "libopus",
    "m4a": "aac",
    "wav": "pcm_s16le",
    "aiff": "pcm_s16be",
    "wma": "wmav2",
}
SECONDS = 2
NAMES = ("title", "artist", "album")
TEXTS = ("Ça ira – 歌", "The Band", "First")


@pytest.fixture(scope="session", params=CODECS)
def song(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of silence, without tags."""
    path: Path = tmp_path_factory.mktemp("tags") / f"untitled.{request.param}"
    silence = np.zeros((48_000 * SECONDS, 2), np.float32)
    if request.param == "ogg":
        soundfile.write(path, silence, 48_000)  # PyAV comes without this encoder
    else:
        encode(path, silence, CODECS[request.param], 48_000, bit_rate=128_000)
    return path


def tag(path: Path, **tags: str) -> None:
    """Write tags as mutagen does for this format."""
    file: Any = mutagen.File(path, easy=True)
    assert file is not None
    if path.suffix in {".wav", ".aiff"}:
        frames: dict[str, Any] = {"title": TIT2, "artist": TPE1, "album": TALB}
        if file.tags is None:
            file.add_tags()
        for name, text in tags.items():
            file.tags.add(frames[name](encoding=3, text=[text]))
    else:
        asf = {"title": "Title", "artist": "Author", "album": "WM/AlbumTitle"}
        for name, text in tags.items():
            file[asf[name] if path.suffix == ".wma" else name] = [text]
    file.save()


@pytest.fixture
def tagged(song: Path, tmp_path: Path) -> Path:
    copy = tmp_path / song.name
    copy.write_bytes(song.read_bytes())
    tag(copy, **dict(zip(NAMES, TEXTS, strict=True)))
    return copy


def test_tags_are_read(tagged: Path) -> None:
    tags = read_tags(tagged)
    assert (tags.title, tags.artist, tags.album) == TEXTS
    assert tags.duration == pytest.approx(SECONDS, abs=0.1)


def test_without_tags_the_length_is_known(song: Path) -> None:
    tags = read_tags(song)
    assert (tags.artist, tags.album) == ("", "")
    assert tags.duration == pytest.approx(SECONDS, abs=0.1)


def test_blanks_are_no_title(tagged: Path) -> None:
    tag(tagged, title="  ", artist=" The Band\t")
    tags = read_tags(tagged)
    assert (tags.title, tags.artist) == ("", "The Band")


def test_no_damage_is_an_error(tagged: Path) -> None:
    """Bytes changed, blocks lost, the end cut off: whatever is left, nothing is raised."""
    whole = tagged.read_bytes()
    chance = random.Random(tagged.suffix)
    for _ in range(60):
        content = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.randrange(30)):
            if content:
                content[chance.randrange(min(len(content), 2_000))] = chance.randrange(256)
        tagged.write_bytes(content)
        tags = read_tags(tagged)
        assert tags.duration is None or tags.duration > 0


@pytest.mark.parametrize("content", [b"", b"ID3", b"fLaC", b"RIFF", b"OggS", b"no music at all"])
@pytest.mark.parametrize("ending", ["mp3", "flac", "wav", "txt"])
def test_a_broken_file_has_no_tags(tmp_path: Path, content: bytes, ending: str) -> None:
    file = tmp_path / f"broken.{ending}"
    file.write_bytes(content)
    assert read_tags(file) == Tags()


def test_what_is_not_there_has_no_tags(tmp_path: Path) -> None:
    assert read_tags(tmp_path / "gone.mp3") == Tags()
    assert read_tags(tmp_path) == Tags()
