"""Covers made small, kept on disk by what they show, in a bounded size."""

import hashlib
import os
import secrets
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

SIDES = (320, 1_024)
"""Pixels of the longer side."""
BUDGET = 256 << 20
"""Bytes that all thumbnails may take."""
_KEEP = 0.8
"""The share that is left when there were too many."""
_LOOK_EVERY = 64
_DAY = 86_400
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_MOST_PIXELS = 64_000_000
_MOST_JPEG_PIXELS = 400_000_000
"""JPEG is decoded in an eighth of its size, if that is enough."""
_QUALITY = 88


class Thumbnails:
    """A folder of small pictures. May be used on any thread, and by several processes."""

    def __init__(self, folder: Path, budget: int = BUDGET) -> None:
        self._folder = folder
        self._budget = budget
        self._made = 0

    def find(self, digest: str, side: int) -> Path | None:
        """A thumbnail made before."""
        for ending in (".jpg", ".png"):
            file = self._file(digest, side, ending)
            with suppress(OSError):
                status = file.stat()
                if status.st_size:
                    if time.time() - status.st_mtime > _DAY:
                        os.utime(file)  # those not used for longest are dropped first
                    return file
        return None

    def make(self, picture: bytes, side: int) -> Path | None:
        """Make one; None if the picture cannot be decoded, is too large, or the disk refuses."""
        small = shrink(picture, side)
        if small is None:
            return None
        ending, data = small
        file = self._file(digest_of(picture), side, ending)
        temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(file)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            return None
        self._made += 1
        if self._made % _LOOK_EVERY == 1:
            self.trim()
        return file

    def trim(self) -> None:
        """Delete those not used for longest, if all together take too much."""
        files = []
        for file in self._folder.glob("*/*"):
            with suppress(OSError):
                status = file.stat()
                files.append((status.st_mtime, status.st_size, file))
        total = sum(size for _, size, _ in files)
        if total <= self._budget:
            return
        for _, size, file in sorted(files):
            if total <= self._budget * _KEEP:
                return
            with suppress(OSError):
                file.unlink()
                total -= size

    def _file(self, digest: str, side: int, ending: str) -> Path:
        return self._folder / digest[:2] / f"{digest}-{side}{ending}"


def digest_of(picture: bytes) -> str:
    """What tells a picture from others."""
    return hashlib.blake2b(picture, digest_size=16).hexdigest()


def shrink(picture: bytes, side: int) -> tuple[str, bytes] | None:
    """Ending and content of a file no larger than `side` each way; None if it is no picture."""
    Image.MAX_IMAGE_PIXELS = None  # we look ourselves, and say nothing on the terminal
    try:
        with Image.open(BytesIO(picture), formats=_FORMATS) as image:
            is_jpeg = image.format == "JPEG"
            if image.width * image.height > (_MOST_JPEG_PIXELS if is_jpeg else _MOST_PIXELS):
                return None
            image.draft("RGB", (side, side))
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.thumbnail((side, side))
            return _encoded(ImageOps.exif_transpose(image))
    except Exception:  # noqa: BLE001 - on damaged pictures Pillow stumbles in every way there is
        return None


def _encoded(image: Image.Image) -> tuple[str, bytes]:
    out = BytesIO()
    if image.has_transparency_data:
        image.convert("RGBA").save(out, "PNG")
        return ".png", out.getvalue()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return ".jpg", out.getvalue()
