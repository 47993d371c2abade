"""Covers in files and folders, made small; huge and broken pictures do no harm."""

import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from player.library.cover_index import CoverIndex
from player.library.covers import embedded_cover, folder_cover
from player.library.thumbnails import Thumbnails, digest_of, shrink
from tests.decoder.sounds import encode
from tests.library.scanner.music import write
from tests.library.test_tag_fields import KINDS, PNG, RATE


def picture(side: int = 600, colour: str = "red", kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side // 2), colour).save(out, kind)
    return out.getvalue()


def colour_of(file: Path | None) -> tuple[int, ...]:
    """The colour of the first pixel, coarsely."""
    assert file is not None
    with Image.open(file) as image:
        pixel = image.convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(round(value / 255) for value in pixel)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[CoverIndex]:
    index = CoverIndex(tmp_path / "covers")
    yield index
    index.close()


@pytest.mark.parametrize(
    "name", ["song.flac", "song.ogg", "song.mp3", "song.m4a", "song.wma", "song.wv"]
)
def test_the_cover_in_a_file_is_found(tmp_path: Path, name: str) -> None:
    codec, tag, _ = KINDS[name]
    path, silence = tmp_path / name, np.zeros((RATE // 10, 2), np.float32)
    if codec:
        encode(path, silence, codec, RATE, bit_rate=128_000)
    else:
        soundfile.write(path, silence, RATE)
    assert embedded_cover(path) is None
    tag(path)
    assert embedded_cover(path) == PNG


def test_the_cover_in_a_folder_is_found(tmp_path: Path) -> None:
    assert folder_cover(tmp_path) is None
    for name in ("back.jpg", "notes.txt", "cover.txt"):
        (tmp_path / name).touch()
    assert folder_cover(tmp_path) is None
    for better in ("AlbumArt.png", "front.WEBP", "Folder.JPG", "COVER.jpeg"):
        (tmp_path / better).touch()
        assert folder_cover(tmp_path) == tmp_path / better
    (tmp_path / "CD 2").mkdir()
    assert folder_cover(tmp_path / "CD 2") == tmp_path / "COVER.jpeg"
    (tmp_path / "Other").mkdir()
    assert folder_cover(tmp_path / "Other") is None
    assert folder_cover(tmp_path / "gone") is None


def test_thumbnails_are_made_once_and_follow_the_picture(index: CoverIndex, tmp_path: Path) -> None:
    song = write(tmp_path / "a.flac")
    cover = tmp_path / "cover.jpg"
    assert index.thumbnail(song) is None
    cover.write_bytes(picture(colour="red"))
    first = index.thumbnail(song)
    assert colour_of(first) == (1, 0, 0)
    assert first is not None
    with Image.open(first) as image:
        assert image.size == (320, 160)
    before = first.stat().st_mtime_ns
    assert index.thumbnail(song, 100) == first
    assert first.stat().st_mtime_ns == before
    cover.write_bytes(picture(colour="blue", kind="PNG"))
    assert colour_of(index.thumbnail(song)) == (0, 0, 1)
    cover.unlink()
    assert index.thumbnail(song) is None


def test_small_pictures_are_not_blown_up(index: CoverIndex, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(picture(50, kind="PNG"))
    found = index.thumbnail(tmp_path / "a.flac", 1_024)
    assert found is not None
    with Image.open(found) as image:
        assert image.size == (50, 25)


def test_the_same_picture_is_kept_once(index: CoverIndex, tmp_path: Path) -> None:
    found = []
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "folder.jpg").write_bytes(picture())
        found.append(index.thumbnail(tmp_path / name / "song.mp3"))
    assert found[0] == found[1] is not None


def test_a_transparent_picture_stays_transparent() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    small = shrink(out.getvalue(), 320)
    assert small is not None
    assert small[0] == ".png"


def test_huge_and_broken_pictures_are_none(index: CoverIndex, tmp_path: Path) -> None:
    """A claim of 30,000 by 30,000 pixels in a few bytes is not believed."""
    whole = picture(kind="PNG")
    header = whole[:16] + (30_000).to_bytes(4) * 2 + whole[24:]
    for content in (b"", b"no picture", whole[:200], header, picture()[:300]):
        (tmp_path / "cover.jpg").write_bytes(content)
        assert index.thumbnail(tmp_path / "a.flac") is None


def test_a_large_jpeg_is_decoded_small() -> None:
    small = shrink(picture(6_000), 320)
    assert small is not None
    with Image.open(BytesIO(small[1])) as image:
        assert image.size == (320, 160)


def test_thumbnails_stay_within_their_room(tmp_path: Path) -> None:
    """Those not used for longest go first."""
    pictures = [picture(400, colour) for colour in ("red", "green", "blue", "white")]
    thumbnails = Thumbnails(tmp_path)
    size = 0
    for age, content in enumerate(pictures):
        made = thumbnails.make(content, 320)
        assert made is not None
        size = made.stat().st_size
        os.utime(made, (10**9 + age, 10**9 + age))
    Thumbnails(tmp_path, budget=3 * size).trim()
    left = [thumbnails.find(digest_of(content), 320) is not None for content in pictures]
    assert left == [False, False, True, True]


def test_a_lost_thumbnail_is_made_again(index: CoverIndex, tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(picture())
    first = index.thumbnail(tmp_path / "a.flac")
    assert first is not None
    shutil.rmtree(first.parent)
    assert index.thumbnail(tmp_path / "a.flac") == first
    first.write_bytes(b"")  # as after a power cut
    assert index.thumbnail(tmp_path / "a.flac") == first
    assert first.stat().st_size
