"""Renames files by a plan: never over another file, and in any order, swaps and rings included."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from player.base.values import dataclass
from player.decoder.errors import name_of
from player.library.edit_journal import Move
from player.library.rename_plan import Renaming
from player.library.safe_names import folded
from player.library.tag_changes import Failure, TagError
from player.library.tag_writing import file_errors


@dataclass(frozen=True)
class Renamed:
    """What came of a batch."""

    moves: tuple[Move, ...]
    failures: tuple[Failure, ...]


def rename_files(
    renamings: Sequence[Renaming],
    root: Path,
    note: Callable[[Move], object],
    go_on: Callable[[int], bool] = lambda _: True,
) -> Renamed:
    """Rename; `note` is told of each file before, `go_on` is asked with the number done.

    Folders below `root` that become empty go. Once a ring of names is begun, it is finished.
    """
    done: list[Move] = []
    failures: list[Failure] = []
    for chain in _chains(renamings):
        if not go_on(len(done) + len(failures)):
            break
        moves, failure = _move_chain(chain, note)
        done += moves
        failures += [failure] if failure else []
    _remove_empty({move.old.parent for move in done}, root)
    return Renamed(tuple(done), tuple(failures))


def taken_back(moves: Iterable[Move]) -> tuple[Renaming, ...]:
    """The renamings that undo a batch; what was never moved is left out."""
    back = (Renaming(move.new, move.old) for move in moves)
    return tuple(each for each in back if os.path.lexists(each.old))


def finish_interrupted(moves: Iterable[Move]) -> None:
    """Give files a name that a kill left under the one in between: new, old, or one beside it."""
    for move in moves:
        if move.via is not None and os.path.lexists(move.via):
            beside = move.old.with_name(f"{move.old.stem} (2){move.old.suffix}")
            for place in (move.new, move.old, beside):
                with suppress(TagError):
                    _move(move.via, place)
                    break


def _chains(renamings: Sequence[Renaming]) -> Iterator[list[Renaming]]:
    """Files in an order in which each finds its name free; in a ring the first waits for the last.

    A chain is one file, or all of a ring.
    """
    waiting = {_key(each.old): each for each in renamings}
    while waiting:
        path = [next(iter(waiting.values()))]
        keys = [_key(path[0].old)]
        while (key := _key(path[-1].new)) in waiting and key not in keys:
            path.append(waiting[key])
            keys.append(key)
        ring = keys.index(key) if key in keys else len(keys)
        if len(keys) - ring > 1:
            yield list(reversed(path[ring:]))
        else:
            ring = len(keys)
            yield [path[-1]]
            ring -= 1
        for gone in keys[ring:]:
            del waiting[gone]


def _move_chain(
    chain: Sequence[Renaming], note: Callable[[Move], object]
) -> tuple[list[Move], Failure | None]:
    """Move one file, or a ring: its first file steps aside until all others have moved."""
    first = chain[0]
    via = None
    if len(chain) > 1:
        via = first.old.with_name(f".minusone-{secrets.token_hex(6)}.name")
    done: list[Move] = []
    try:
        note(Move(first.old, first.new, via))
        if via is not None:
            _move(first.old, via)
        for each in chain[1:]:
            note(Move(each.old, each.new))
            _move(each.old, each.new)
            done.append(Move(each.old, each.new))
        _move(via or first.old, first.new)
        done.append(Move(first.old, first.new))
    except TagError as error:
        for move in reversed(done):  # half a ring would leave its first file without a name
            with suppress(TagError):
                _move(move.new, move.old)
        if via is not None:
            finish_interrupted([Move(first.new, first.old, via)])
        return [], Failure(first.old, error)
    return done, None


def _move(old: Path, new: Path) -> None:
    """Rename one file; TagError if that fails, or if the name is taken."""
    with file_errors(old, "renamed"):
        if os.path.lexists(new) and not _same_name(old, new):
            raise TagError(
                f"“{name_of(old)}” could not be renamed: there is “{name_of(new)}” already.",
                "Choose another pattern, or move the other file away.",
            )
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)


def _same_name(old: Path, new: Path) -> bool:
    """Whether only the spelling changes, on a disk that does not tell large letters from small."""
    return _key(old) == _key(new) and os.path.samestat(old.lstat(), new.lstat())


def _remove_empty(folders: set[Path], root: Path) -> None:
    """Remove what became empty, upwards to `root`; outside of it only the folder itself."""
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        above = [each for each in folder.parents if root in each.parents]
        with suppress(OSError):
            for each in [folder, *above] if folder != root else []:
                each.rmdir()


def _key(path: Path) -> str:
    return folded(os.fspath(path))
