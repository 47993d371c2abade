"""What renaming would do: the new name of each file, and what stands in its way."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from player.base.values import dataclass
from player.decoder.errors import printable
from player.library.name_pattern import NamePattern, Song
from player.library.safe_names import folded

_LONGEST_PATH = 259 if os.name == "nt" else 4_095
TWICE = "Two files would have this name."
TAKEN = "This name is taken."
NO_FOLDER = "A file stands where a folder is needed."
TOO_LONG = "The path would be too long."
OUTSIDE = "A link leads out of the folder there."
OTHER_DISK = "This folder is on another disk."
GONE = "The file is not there."
SONG_STAYS = "Its song stays."
_COMPANION_ENDINGS = "jpg jpeg png gif webp lrc txt cue log nfo pdf m3u m3u8 sfv md5"
_COMPANIONS = frozenset(f".{ending}" for ending in _COMPANION_ENDINGS.split())
_OWN_COMPANIONS = (".lrc", ".txt", ".cue")
"""Files that belong to one song, by its name."""


@dataclass(frozen=True)
class Renaming:
    """A file, the name that it shall have, and why it cannot ("" if it can)."""

    old: Path
    new: Path
    problem: str = ""
    songs: tuple[Path, ...] = ()
    """If it is no song: the songs that it goes with, and only with them."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return self.old != self.new


@dataclass(frozen=True)
class RenamePlan:
    """All renamings of a batch. Nothing leads out of `root`, and no two to the same place."""

    root: Path
    renamings: tuple[Renaming, ...]

    @property
    def ready(self) -> tuple[Renaming, ...]:
        """What can be done and does something."""
        return tuple(each for each in self.renamings if each.changes and not each.problem)

    @property
    def problems(self) -> int:
        """How many files cannot get their name."""
        return sum(bool(each.problem) for each in self.renamings)


def plan_renaming(
    songs: Sequence[Song], pattern: NamePattern, root: Path, *, companions: bool = True
) -> RenamePlan:
    """The plan for `songs`; a pattern with folders leads from `root`.

    With `companions` a lyrics file follows its song, and covers and the like follow when all songs
    of a folder go to the same one.
    """
    once = {song.path: song for song in songs}.values()
    wanted = [Renaming(song.path, _target(song, pattern, root)) for song in once]
    if companions:
        wanted += _companions(wanted)
    one_spelling = _spelled_once(wanted, root)
    return RenamePlan(root, _checked(one_spelling, root))


def _target(song: Song, pattern: NamePattern, root: Path) -> Path:
    return (root if pattern.makes_folders else song.path.parent) / pattern.name(song)


def _companions(songs: Sequence[Renaming]) -> list[Renaming]:
    found: dict[Path, Renaming] = {}
    by_folder: dict[Path, list[Renaming]] = {}
    for song in songs:
        by_folder.setdefault(song.old.parent, []).append(song)
    for folder, moved in by_folder.items():
        names = _listed(folder)
        of_songs = {song.old.stem: song for song in moved}
        left = {Path(name) for name in names} - {Path(song.old.name) for song in moved}
        targets = {song.new.parent for song in moved}
        of_folder = tuple(song.old for song in moved)
        whole = len(targets) == 1 and not any(_is_music(name) for name in left)
        for name in left:
            own = of_songs.get(name.stem)
            old = folder / name
            if own is not None and name.suffix.lower() in _OWN_COMPANIONS:
                new = own.new.with_name(own.new.stem + name.suffix)
                found[old] = Renaming(old, new, songs=(own.old,))
            elif whole and name.suffix.lower() in _COMPANIONS:
                found[old] = Renaming(old, moved[0].new.parent / name, songs=of_folder)
    return [found[old] for old in sorted(found) if found[old].changes]


def _is_music(name: Path) -> bool:
    from player.library.find import SUFFIXES

    return name.suffix.lower() in SUFFIXES


def _spelled_once(renamings: Iterable[Renaming], root: Path) -> list[Renaming]:
    """The same folder in every path, though tags write it with large letters and with small."""
    known: dict[Path, dict[str, str]] = {}

    def folder(path: Path) -> Path:
        if path == root or root not in path.parents:
            return path
        above = folder(path.parent)
        if above not in known:
            known[above] = {folded(name): name for name in _listed(above)}
        return above / known[above].setdefault(folded(path.name), path.name)

    return [replace(each, new=folder(each.new.parent) / each.new.name) for each in renamings]


def _checked(renamings: Sequence[Renaming], root: Path) -> tuple[Renaming, ...]:
    places = Counter(_key(each.new) for each in renamings)
    folders = {_key(parent) for each in renamings for parent in each.new.parents}
    leaving = {_key(each.old) for each in renamings}
    spelled = _FolderContents()
    real_root = root.resolve()

    def problem(each: Renaming) -> str:
        if not each.changes:
            return ""
        key = _key(each.new)
        if places[key] > 1:
            return TWICE
        if key in folders:
            return TAKEN
        if len(os.fsencode(each.new)) > _LONGEST_PATH:
            return TOO_LONG
        if key not in leaving and spelled.has(each.new):
            return TAKEN
        return _place_problem(each, real_root)

    return _settled([replace(each, problem=problem(each)) for each in renamings])


def _settled(renamings: list[Renaming]) -> tuple[Renaming, ...]:
    """A file that has to stay is in the way of the one that wants its name, and so on."""
    while True:
        alone = {each.old for each in renamings if each.problem}
        staying = set(map(_key, alone))
        stuck = {
            number: SONG_STAYS if alone.intersection(each.songs) else TAKEN
            for number, each in enumerate(renamings)
            if each.changes
            and not each.problem
            and (_key(each.new) in staying - {_key(each.old)} or alone.intersection(each.songs))
        }
        if not stuck:
            return tuple(renamings)
        for number, problem in stuck.items():
            renamings[number] = replace(renamings[number], problem=problem)


def _place_problem(each: Renaming, real_root: Path) -> str:
    try:
        device = each.old.lstat().st_dev
    except OSError:
        return GONE
    above = next(path for path in each.new.parents if os.path.lexists(path))
    if not above.is_dir():
        return NO_FOLDER
    real = above.resolve()
    old_folder = each.old.parent.resolve()
    if real not in {real_root, old_folder} and real_root not in real.parents:
        return OUTSIDE if above != each.new.parents[-1] else ""
    return "" if real.stat().st_dev == device else OTHER_DISK


class _FolderContents:
    """Whether a name is taken, however it is spelled; each folder is listed once."""

    def __init__(self) -> None:
        self._names = cache(lambda folder: frozenset(map(folded, _listed(folder))))

    def has(self, path: Path) -> bool:
        return folded(path.name) in self._names(path.parent)


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted, not paths
    except OSError:
        return []


def _key(path: Path) -> str:
    return folded(os.fspath(path))


def shown(path: Path, root: Path) -> str:
    """A path as people read it: below `root` if it is there."""
    inside = path.relative_to(root) if root in path.parents else path
    return printable(inside)
