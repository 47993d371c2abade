"""Keeps on disk how the last batches of edits and renames are taken back.

`<folder>/000012.jsonl` holds a batch: one line about it, then a line for each file, written just
before the file changes. Pictures are files of their own, named by a hash.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from player.base.files import write_atomically
from player.base.values import dataclass
from player.library.tag_changes import Edit, Field, Picture, TagChange

KEPT = 20
"""How many batches can be taken back."""
_ENDING = ".jsonl"


class Kind(Enum):
    """What a batch did."""

    TAGS = "tags"
    NAMES = "names"


@dataclass(frozen=True)
class Move:
    """A file that got another name; `via` is its name in between where names go round in a ring."""

    old: Path
    new: Path
    via: Path | None = None


@dataclass(frozen=True)
class Batch:
    """What was done at once, and can be taken back at once."""

    number: int
    kind: Kind
    count: int
    """Files that were to be changed."""
    when: float
    """Seconds since 1970."""


class EditJournal:
    """The batches in `folder`, which need not exist. Any one thread at a time. Raises OSError."""

    def __init__(self, folder: Path, keep: int = KEPT) -> None:
        self._folder = folder
        self._pictures = folder / "pictures"
        self._keep = keep

    def batches(self) -> tuple[Batch, ...]:
        """What can be taken back, the newest first."""
        heads = (self._head(number) for number in reversed(self._numbers()))
        return tuple(head for head in heads if head)

    def begin(self, kind: Kind, count: int) -> "OpenBatch":
        """A new batch; the oldest ones go."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        numbers = self._numbers()
        number = max(numbers, default=0) + 1
        for old in numbers[: max(0, len(numbers) + 1 - self._keep)]:
            self.drop(old)
        batch = Batch(number, kind, count, time.time())
        return OpenBatch(self._file(number), self._pictures, batch)

    def edits(self, batch: Batch) -> tuple[Edit, ...]:
        """The edits that take a batch of tags back, the newest first."""
        edits = (self._edit(line) for line in self._lines(batch.number))
        return tuple(reversed([edit for edit in edits if edit]))

    def moves(self, batch: Batch) -> tuple[Move, ...]:
        """The moves of a batch of names, as they were begun."""
        return tuple(map(_move, self._lines(batch.number)))

    def keep_only(self, batch: Batch, edits: Sequence[Edit]) -> None:
        """Forget all of a batch but these edits, which could not be taken back yet."""
        paths = {os.fspath(edit.path) for edit in edits}
        kept = [line for line in self._lines(batch.number) if line["path"] in paths]
        if kept:
            head = {"kind": batch.kind.value, "count": len(kept), "when": batch.when}
            text = "".join(json.dumps(line) + "\n" for line in (head, *kept))
            write_atomically(self._file(batch.number), text.encode())
        else:
            self.drop(batch.number)

    def drop(self, number: int) -> None:
        """Forget a batch, and the pictures that only it needed."""
        self._file(number).unlink(missing_ok=True)
        used = {
            name
            for other in self._numbers()
            for line in self._lines(other)
            for change in (line.get("old"), line.get("new"))
            if isinstance(change, dict)
            for name, *_ in change["pictures"] or ()
        }
        for picture in list(self._pictures.glob("*")):
            if picture.name not in used:
                with suppress(OSError):
                    picture.unlink()

    def _numbers(self) -> list[int]:
        names = (each.stem for each in self._folder.glob(f"*{_ENDING}"))
        return sorted(int(name) for name in names if name.isdecimal())

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:06}{_ENDING}"

    def _head(self, number: int) -> Batch | None:
        with suppress(OSError, ValueError, KeyError, TypeError, StopIteration):
            with self._file(number).open(encoding="utf-8") as file:
                head = json.loads(next(file))
            return Batch(number, Kind(head["kind"]), int(head["count"]), float(head["when"]))
        return None

    def _lines(self, number: int) -> Iterator[Mapping[str, Any]]:
        """The files' lines; one that a kill cut off is no line."""
        with suppress(OSError):
            for text in self._file(number).read_text(encoding="utf-8").splitlines()[1:]:
                with suppress(ValueError):
                    yield json.loads(text)

    def _edit(self, line: Mapping[str, Any]) -> Edit | None:
        try:
            old, new = self._change(line["old"]), self._change(line["new"])
        except OSError:
            return None  # somebody deleted the pictures: half of it would be worse
        return Edit(Path(line["path"]), old, expects=new)

    def _change(self, line: Mapping[str, Any]) -> TagChange:
        values = {Field(name): tuple(texts) for name, texts in line["values"].items()}
        pictures = line["pictures"]
        return TagChange(values, None if pictures is None else self._load(pictures))

    def _load(self, pictures: Sequence[Sequence[Any]]) -> tuple[Picture, ...]:
        return tuple(
            Picture((self._pictures / name).read_bytes(), mime, kind, description)
            for name, mime, kind, description in pictures
        )


class OpenBatch:
    """A batch that is being written down."""

    def __init__(self, file: Path, pictures: Path, batch: Batch) -> None:
        self.batch = batch
        self._pictures = pictures
        self._empty = True
        self._path = file
        self._file: TextIO = file.open("x", encoding="utf-8")
        self._write_head()

    def add_edit(self, edit: Edit) -> None:
        """The edit that takes back what is about to be done to a file."""
        assert edit.expects is not None  # noqa: S101 - the writer knows what it has written
        old, new = self._change(edit.change), self._change(edit.expects)
        self._add({"path": os.fspath(edit.path), "old": old, "new": new})

    def add_move(self, move: Move) -> None:
        """A file that is about to be moved."""
        via = None if move.via is None else os.fspath(move.via)
        self._add({"old": os.fspath(move.old), "new": os.fspath(move.new), "via": via})

    def close(self) -> None:
        """Nothing more comes; a batch that did nothing is forgotten."""
        self._file.close()
        if self._empty:
            self._path.unlink(missing_ok=True)

    def close_with(self, moves: Sequence[Move]) -> None:
        """Nothing more comes, and these moves were really made."""
        self._file.seek(0)
        self._file.truncate()
        self._write_head()
        self._empty = True
        for move in moves:
            self.add_move(move)
        self.close()

    def _write_head(self) -> None:
        batch = self.batch
        self._write({"kind": batch.kind.value, "count": batch.count, "when": batch.when})

    def _add(self, line: Mapping[str, Any]) -> None:
        self._empty = False
        self._write(line)

    def _write(self, line: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")  # in ASCII: names need not be UTF-8
        self._file.flush()

    def _change(self, change: TagChange) -> Mapping[str, Any]:
        pictures = change.pictures
        return {
            "values": {field.value: list(texts) for field, texts in change.values.items()},
            "pictures": self._keep(pictures) if isinstance(pictures, tuple) else None,
        }

    def _keep(self, pictures: tuple[Picture, ...]) -> list[tuple[str, str, int, str]]:
        kept = []
        for each in pictures:
            name = hashlib.blake2b(each.data, digest_size=16).hexdigest()
            if not (self._pictures / name).exists():
                write_atomically(self._pictures / name, each.data)
            kept.append((name, each.mime, each.kind, each.description))
        return kept


def _move(line: Mapping[str, Any]) -> Move:
    via = line["via"]
    return Move(Path(line["old"]), Path(line["new"]), None if via is None else Path(via))
