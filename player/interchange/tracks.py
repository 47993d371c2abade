"""The stems that somebody brings: from a folder of sound files, or from a stem file."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from player.base.units import MIX, StemName
from player.base.values import dataclass
from player.decoder.errors import name_of, readable
from player.decoder.ffmpeg import open_ffmpeg
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.interchange import boxes
from player.interchange.errors import InterchangeError, not_a_stem_file
from player.interchange.manifest import Manifest, parse
from player.interchange.names import check_distinct, distinct, from_files, from_label, is_rest
from player.interchange.slots import PADDING
from player.library.find import SUFFIXES

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Track:
    """One stem as it was brought."""

    name: StemName
    source: AudioSource


@dataclass(frozen=True)
class Tracks:
    """All that was brought."""

    tracks: tuple[Track, ...]
    mastered: bool = False
    """Whether the file says that its mix is more than the sum of the stems."""


@contextmanager
def opened(source: Path, spool_dir: Path | None = None) -> Iterator[Tracks]:
    """The stems in a folder or stem file, open; InterchangeError or AudioFileError if none are."""
    with ExitStack() as stack:
        if source.is_dir():
            yield _of_folder(source, spool_dir, stack)
        else:
            yield _of_stem_file(source, spool_dir, stack)


def digest(source: Path) -> str:
    """Stands for the bytes and names of all files; raises AudioFileError."""
    hashed = hashlib.blake2b(digest_size=8)
    with readable(source):
        for path in sound_files(source) if source.is_dir() else [source]:
            hashed.update(path.suffix.encode() if path == source else path.name.encode())
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    hashed.update(block)
    return hashed.hexdigest()


def sound_files(folder: Path) -> list[Path]:
    """The sound files in a folder, by name; raises AudioFileError."""
    with readable(folder):
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        )


def _of_folder(folder: Path, spool_dir: Path | None, stack: ExitStack) -> Tracks:
    files = sound_files(folder)
    found = [(name, path) for name, path in zip(from_files(files), files, strict=True)]
    found = [(name, path) for name, path in found if name != MIX]
    if sum(is_rest(name) for name, _ in found) > 1:  # the accompaniment is made of the others
        found = [(name, path) for name, path in found if name != "accompaniment"]
    if not found:
        raise InterchangeError(
            f"There are no stems in “{name_of(folder)}”.",
            "Choose a folder with files like vocals.wav, drums.wav and bass.wav.",
        )
    names, paths = [name for name, _ in found], [path for _, path in found]
    check_distinct(names, paths)
    tracks = []
    for name, path in found:
        source = open_source(path, spool_dir)
        stack.callback(source.close)
        tracks.append(Track(name, source))
    return Tracks(tuple(tracks))


def _of_stem_file(path: Path, spool_dir: Path | None, stack: ExitStack) -> Tracks:
    manifest = _manifest(path)
    labels = [stem.name for stem in manifest.stems]
    names = distinct(from_label(label) for label in labels)
    tracks = []
    for stream, (label, name) in enumerate(zip(labels, names, strict=True), start=1):
        if label.strip() == PADDING:
            continue
        source = open_ffmpeg(path, spool_dir, stream)
        if source is None:
            raise not_a_stem_file(path, f"the sound of the stem “{label}” is missing")
        stack.callback(source.close)
        tracks.append(Track(name, source))
    if not tracks:
        raise not_a_stem_file(path, "it names no stems")
    return Tracks(tuple(tracks), manifest.mastered)


def _manifest(path: Path) -> Manifest:
    with readable(path):
        if not boxes.is_mp4(path):
            raise not_a_stem_file(path, "it is no MP4 file")
        if not boxes.is_whole(path):
            raise not_a_stem_file(path, "it is damaged, or its end is missing")
        content = boxes.stem_atom(path)
    if content is None:
        raise not_a_stem_file(path, "nothing in it says which stems it has")
    try:
        return parse(content)
    except ValueError as error:
        raise not_a_stem_file(path, str(error)) from error
