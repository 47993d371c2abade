"""What is read quickly is what mutagen reads; what is unusual is left to it."""

import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import mutagen
import mutagen.id3
import numpy as np
import pytest
import soundfile

from player.library import tag_facts, tag_files
from player.library.tags import Tags, read_tags
from tests.decoder.sounds import encode
from tests.library.scanner.damage import damaged, sources
from tests.library.test_tag_fields import RATE, tag_id3, tag_vorbis

# mutagen's classes are half annotated: seen as Any, they may be called.
_file: Any = mutagen.File
_id3: Any = mutagen.id3


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("blank")
    noise = np.random.default_rng(1).normal(0, 0.1, (RATE, 2)).astype(np.float32)
    for ending, codec in {"flac": "flac", "mp3": "libmp3lame", "opus": "libopus"}.items():
        encode(folder / f"a.{ending}", noise, codec, RATE, bit_rate=128_000)
    soundfile.write(folder / "a.ogg", noise, RATE)
    return folder


@pytest.fixture
def song(blank: Path, tmp_path: Path) -> Callable[[str], Path]:
    return lambda ending: Path(shutil.copy(blank / f"a.{ending}", tmp_path))


def by_mutagen(path: Path, monkeypatch: pytest.MonkeyPatch) -> Tags:
    with monkeypatch.context() as patch:
        patch.setattr(tag_facts, "quick", lambda *_: None)
        return read_tags(path)


def quickly(path: Path) -> Tags | None:
    with path.open("rb") as file:
        return tag_facts.quick(file.read(64), file, path.stat().st_size)


def apart(one: Tags | None, other: Tags) -> list[str]:
    """Where they differ. Mutagen counts the bit rate in its own way, or not."""
    assert one is not None
    names = [field.name for field in fields(Tags) if field.name != "bitrate"]
    return [name for name in names if getattr(one, name) != getattr(other, name)]


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus"])
def test_vorbis_comments(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = song(ending)
    assert apart(quickly(path), by_mutagen(path, monkeypatch)) == []
    tag_vorbis(path)
    tags = by_mutagen(path, monkeypatch)
    assert apart(quickly(path), tags) == []
    assert tags.title
    assert tags.has_cover


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("encoding", [0, 1, 2, 3])
def test_mp3(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, version: int, encoding: int
) -> None:
    path = song("mp3")
    tag_id3(path)
    file = _file(path)
    file.tags.add(_id3.TIT2(encoding=encoding, text=["Café"]))
    file.tags.add(_id3.TXXX(encoding=encoding, desc="FMPS_RATING", text=["0.4", "0.5"]))
    file.tags.add(_id3.COMM(encoding=encoding, lang="deu", desc="", text=["Zeile"]))
    if version == 3:
        file.tags.update_to_v23()
    file.save(v2_version=version)
    tags = by_mutagen(path, monkeypatch)
    assert apart(quickly(path), tags) == []
    assert (tags.title, tags.date) == ("Café", "1959-08-17")


def unusual(path: Path) -> dict[str, bytes]:
    """MP3 files with tags that only mutagen understands."""
    tag_id3(path)
    whole = path.read_bytes()
    file = _file(path)
    file.tags.add(_id3.TCON(encoding=3, text=["(17)"]))
    file.save()
    numbered = path.read_bytes()
    flags = bytearray(whole)
    flags[5] = 0x80  # "unsynchronised"
    version = bytearray(whole)
    version[3] = 2
    return {"genre": numbered, "flags": bytes(flags), "version": bytes(version)}


def test_the_unusual_is_left_to_mutagen(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = song("mp3")
    for content in unusual(path).values():
        path.write_bytes(content)
        assert quickly(path) is None
        assert read_tags(path) == by_mutagen(path, monkeypatch)


def test_damage_is_no_guess(
    testdata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where mutagen reads a damaged file, so do we, with the same title."""
    files = [path for path in sources(testdata) if path.suffix in {".flac", ".mp3", ".ogg"}]
    for number in range(150):
        name, content = damaged(files, number)
        path = tmp_path / name
        path.write_bytes(content)
        quick, other = quickly(path), by_mutagen(path, monkeypatch)
        if quick is not None and other.codec:
            assert (quick.title, quick.artists, quick.codec) == (
                other.title,
                other.artists,
                other.codec,
            )


def test_the_quick_way_is_taken(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    flac, ogg, mp3 = song("flac"), song("ogg"), song("mp3")
    tag_vorbis(flac)
    tag_vorbis(ogg)
    tag_id3(mp3)
    monkeypatch.setattr(tag_files, "_class", None)
    assert [read_tags(path).title for path in (flac, ogg, mp3)] == ["So What"] * 3
