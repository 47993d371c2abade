"""Writes tags into files, as people's programs do."""

from pathlib import Path
from typing import Any

import mutagen
import mutagen.apev2
import mutagen.id3

# mutagen's classes are half annotated: seen as Any, they may be called.
_apev2: Any = mutagen.apev2.APEv2
_id3: Any = mutagen.id3
_file: Any = mutagen.File
LONG = "A title " * 2_000


def id3v2(path: Path) -> None:
    tags = _id3.ID3()
    tags.add(_id3.TIT2(encoding=3, text=LONG))
    picture = bytes(range(256)) * 200
    tags.add(_id3.APIC(encoding=3, mime="image/png", type=3, desc="", data=picture))
    tags.save(path, v1=0)


def id3v1(path: Path) -> None:
    tags = _id3.ID3()
    tags.add(_id3.TIT2(encoding=3, text="Other"))
    tags.save(path, v1=2)


def apev2(path: Path) -> None:
    tags = _apev2()
    tags["Title"] = LONG
    tags.save(path)


def vorbis_comment(path: Path) -> None:
    tagged = _file(path)
    tagged["title"] = LONG
    tagged.save()


def mp4(path: Path) -> None:
    tagged = _file(path)
    tagged["\xa9nam"] = LONG
    tagged.save()
