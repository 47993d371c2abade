"""Which stems of a song are chosen over all models': those that the user brought along."""

from contextlib import suppress

from player.base.errors import CacheError
from player.base.files import write_atomically
from player.base.units import SongKey
from player.stemfile.disk import disk_errors
from player.stemfile.entry import load_entry
from player.stems.cache import StemCache
from player.stems.cached_songs import PREFERRED


def preferred(cache: StemCache, key: SongKey) -> str | None:
    """The version whose stems this song is to be played with; None if no such stems are there."""
    try:
        version = (cache.root / key / PREFERRED).read_text("utf-8").strip()
        if not version or version != version.replace("/", "").replace("\\", ""):
            return None
        entry = load_entry(cache.folder(key, version))
    except (OSError, ValueError, CacheError):
        return None
    return version if entry is not None and entry.complete else None


def prefer(cache: StemCache, key: SongKey, version: str) -> None:
    """Choose these stems from now on; CacheError if the disk refuses."""
    with disk_errors(cache.root):
        write_atomically(cache.root / key / PREFERRED, version.encode())


def forget_preferred(cache: StemCache, key: SongKey) -> None:
    """Choose as if none had been preferred; the stems themselves stay."""
    with suppress(OSError):
        (cache.root / key / PREFERRED).unlink()
