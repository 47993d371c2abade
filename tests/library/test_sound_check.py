"""The sound of a file is told from its tags, and every change to it is seen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from player.base.errors import AudioFileError
from player.decoder.content_key import content_key
from player.library.sound_check import same_sound
from player.library.sound_places import Places, sound_places
from player.library.tag_changes import Cover, Edit, Field, Picture, TagChange
from player.library.tag_writing import TagWriter
from tests.library.tagged_files import FORMATS

BY_PACKETS = {"wma", "dsf"}
COVER = Picture(b"\xff\xd8\xff" + bytes(90_000), "image/jpeg")


def places(path: Path) -> Places | None:
    with path.open("rb") as file:
        return sound_places(file, path.stat().st_size)


@pytest.mark.parametrize("kind", FORMATS)
def test_tags_do_not_matter_and_sound_does(copy_of: Callable[..., Path], kind: str) -> None:
    song = copy_of(kind)
    original, key = Path(shutil.copy(song, song.with_suffix(".old"))), content_key(song)
    TagWriter().write(Edit(song, TagChange({Field.TITLE: ("x" * 9_000,)}, Cover(COVER))))
    assert song.stat().st_size > original.stat().st_size
    assert same_sound(original, song)
    assert content_key(song) == key
    found = places(song)
    assert (found is None) is (kind in BY_PACKETS)
    if found is not None:
        start, end = found.ranges[len(found.ranges) // 2]
        content = bytearray(song.read_bytes())
        content[(start + end) // 2] ^= 0xFF
        song.write_bytes(content)
        assert not same_sound(original, song)


def test_a_chunk_of_mp4_at_another_place_is_another_sound(copy_of: Callable[..., Path]) -> None:
    song = copy_of("m4a")
    original = Path(shutil.copy(song, song.with_suffix(".old")))
    content = bytearray(song.read_bytes())
    content[content.index(b"stco") + 15] ^= 0x01
    song.write_bytes(content)
    assert not same_sound(original, song)


def test_what_is_cut_off_is_another_sound(copy_of: Callable[..., Path]) -> None:
    for kind in ("mp3", "flac", "ogg", "wav"):
        song = copy_of(kind)
        cut = song.with_suffix(".cut")
        cut.write_bytes(song.read_bytes()[:-500])
        assert not same_sound(song, cut)


@pytest.mark.parametrize("content", [b"OggS", b"fLaC", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x08ftyp"])
def test_what_breaks_off_has_no_place_for_sound(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    assert places(file) is None
    with pytest.raises(AudioFileError):
        same_sound(file, file)
