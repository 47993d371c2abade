"""A song's takes, and how they are kept: a list in JSON, their sound beside it."""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.units import Decibels, Frames, SongKey, StemName
from player.base.values import dataclass
from player.core.mix import Strip, gains
from player.core.song_values import Kept
from player.engine.input.take_name import read_take_name
from player.engine.protocol import TakePart

FOLDER = "takes"
_WORD = "Take"


@dataclass(frozen=True)
class Take:
    """One recording over a song."""

    file: str
    """Its name in the song's folder of takes."""
    name: str
    """What the user calls it; no two takes of a song are called the same."""
    made: str
    """When it was begun: "2026-01-31 20.15.00", local time."""
    start: Frames
    """The song's frame at which it begins."""
    length: Frames
    gain: Decibels = 0.0
    pan: float = 0.0
    mute: bool = False
    deleted: bool = False
    """Gone for the user; its sound is there until the song's takes are next read from disk."""

    @property
    def strip(self) -> Strip:
        """Its controls in the mixer."""
        return Strip(StemName(self.name), self.gain, self.pan, mute=self.mute)


TakeList = tuple[Take, ...]


def free_name(takes: TakeList, wanted: str = "") -> str:
    """`wanted` (or "Take") with the first number that makes it different from all names."""
    names = {each.name for each in takes}
    if wanted and wanted not in names:
        return wanted
    word, number = (wanted, 2) if wanted else (_WORD, 1)
    while f"{word} {number}" in names:
        number += 1
    return f"{word} {number}"


def parts(takes: TakeList, folder: Path) -> tuple[TakePart, ...]:
    """What the engine mixes with the song: the takes that are not deleted.

    Silent ones are among them, so that they can be heard again without being read first.
    """
    found = []
    for each in takes:
        if not each.deleted:
            (gain,) = gains((each.strip,))
            found.append(TakePart(folder / each.file, each.start, gain.left, gain.right))
    return tuple(found)


@dataclass(frozen=True)
class KeptTakes(Kept[TakeList]):
    """Takes that a kill left behind are found again."""

    purge: bool = False
    """Whether to do away with those that were deleted."""

    def audio(self, key: SongKey) -> Path:
        """Where the sound of this song's takes lies."""
        return self.folder / key

    def load(self, key: SongKey) -> tuple[TakeList, str]:
        """A song's takes, and what is wrong with their file, if anything."""
        takes, problem = super().load(key)
        folder = self.audio(key)
        for each in takes:
            if each.deleted and self.purge:
                with suppress(OSError):
                    (folder / each.file).unlink(missing_ok=True)
        there = tuple(each for each in takes if (folder / each.file).exists())
        return recovered(there, folder), problem


def kept_takes(data: Path, *, purge: bool = False) -> KeptTakes:
    """Those below the folder of the user's own work."""
    return KeptTakes(data / FOLDER, "takes", (), _read, _write, _join, purge=purge)


def recovered(takes: TakeList, folder: Path) -> TakeList:
    """These, and what else was recorded into the folder; such a take is named after its place."""
    known = {each.file for each in takes}
    try:
        files = sorted(path for path in folder.iterdir() if path.name not in known)
    except OSError:
        return takes
    for path in files:
        if read_take_name(path) is not None:
            with suppress(MinusOneError, OSError):
                takes = (*takes, take_of(path, takes))
    return takes


def take_of(path: Path, takes: TakeList) -> Take:
    """A recording as a take among these; MinusOneError if it cannot be read."""
    from player.core.practice.take_tempo import in_song_time  # the window opens sooner
    from player.decoder import open_source

    file = in_song_time(path)
    source = open_source(file)
    source.close()
    found = read_take_name(file)
    if found is None or not source.frames:
        raise MinusOneError(f"{file} is no take.")
    return Take(file.name, free_name(takes), found.made, found.start, source.frames)


def _join(kept: TakeList, early: TakeList) -> TakeList:
    files = {each.file for each in early}
    return (*(each for each in kept if each.file not in files), *early)


def _write(takes: TakeList) -> list[dict[str, Any]]:
    return [asdict(each) for each in takes]


def _read(stored: Any) -> TakeList:  # noqa: ANN401 - whatever a file may hold
    takes = tuple(Take(**each) for each in stored)
    for each in takes:
        numbers = (each.start, each.length)
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError(f"no place: {numbers}")
        if Path(each.file).name != each.file or not all(map(_is_text, (each.name, each.made))):
            raise ValueError(f"no take: {each.file!r}")
        float(each.gain), float(each.pan)
    return takes


def _is_text(value: object) -> bool:
    return isinstance(value, str)
