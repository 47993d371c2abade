"""The stem atom in an MP4 file, whole and damaged."""

import struct
from pathlib import Path

import numpy as np
import pytest

from player.interchange.boxes import (
    append_stem_atom,
    is_mp4,
    is_stem_file,
    is_whole,
    stem_atom,
)


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def large_box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content


FTYP = box(b"ftyp", b"M4A isom")
MDAT = box(b"mdat", bytes(500))
META = box(b"meta", bytes(20))


def a_file(folder: Path, *parts: bytes) -> Path:
    path = folder / "song.mp4"
    path.write_bytes(b"".join(parts))
    return path


@pytest.mark.parametrize(
    "moov",
    [box(b"moov", box(b"mvhd", bytes(9)), box(b"udta", META)), box(b"moov", box(b"mvhd"))],
    ids=["beside other data", "where there was none"],
)
@pytest.mark.parametrize("mdat", [MDAT, large_box(b"mdat", bytes(500))], ids=["mdat", "large"])
def test_an_atom_is_put_in_and_found(tmp_path: Path, moov: bytes, mdat: bytes) -> None:
    path = a_file(tmp_path, FTYP, mdat, moov)
    assert not is_stem_file(path)
    append_stem_atom(path, b'{"stems": []}')
    assert stem_atom(path) == b'{"stems": []}'
    assert is_stem_file(path)
    assert path.read_bytes().startswith(FTYP + mdat)


def test_a_file_laid_out_otherwise_is_left_alone(tmp_path: Path) -> None:
    path = a_file(tmp_path, FTYP, box(b"moov", box(b"udta")), MDAT)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="moov"):
        append_stem_atom(path, b"{}")
    assert path.read_bytes() == before


def test_an_atom_before_the_sound_is_found(tmp_path: Path) -> None:
    atom = box(b"moov", box(b"udta", META, box(b"stem", b"{}")))
    assert stem_atom(a_file(tmp_path, FTYP, atom, MDAT)) == b"{}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ftyp",
        FTYP[:6],
        b"\0" * 200,
        FTYP + struct.pack(">I4s", 3, b"moov"),
        FTYP + struct.pack(">I4s", 1, b"moov") + b"\0\0",
        FTYP + struct.pack(">I4s", 900, b"moov") + box(b"udta", box(b"stem", b"{}")),
        FTYP + box(b"moov", struct.pack(">I4s", 900, b"udta") + box(b"stem", b"{}")),
    ],
)
def test_damage_is_no_atom(tmp_path: Path, content: bytes) -> None:
    path = a_file(tmp_path, content)
    assert stem_atom(path) is None
    assert not is_stem_file(path)


def test_a_box_to_the_end_of_the_file(tmp_path: Path) -> None:
    open_end = struct.pack(">I4s", 0, b"moov") + box(b"udta", box(b"stem", b"{}"))
    assert stem_atom(a_file(tmp_path, FTYP, MDAT, open_end)) == b"{}"


def test_flipped_bits_raise_nothing(tmp_path: Path) -> None:
    whole = FTYP + MDAT + box(b"moov", box(b"mvhd"), box(b"udta", META, box(b"stem", b"{}")))
    random = np.random.default_rng(0)
    for _ in range(100):
        content = bytearray(whole)
        for place in random.integers(0, len(content), 4):
            content[place] ^= 1 << int(random.integers(8))
        path = a_file(tmp_path, bytes(content))
        is_stem_file(path)
        is_whole(path)


def test_a_file_that_is_gone_is_no_stem_file(tmp_path: Path) -> None:
    assert not is_stem_file(tmp_path / "gone.stem.mp4")
    assert is_mp4(a_file(tmp_path, FTYP))
