"""Changes to tags that have not been written yet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from player.base.values import dataclass
from player.library.tag_changes import Cover, Edit, Field, FileTags, Picture, TagChange, Values
from player.library.tag_texts import TEXT_FIELDS, Change, NameReader, problem_with


@dataclass(frozen=True)
class DraftRow:
    """One field of one file, as it is and as it is to be."""

    path: Path
    field: Field | None
    """None for the cover."""
    old: str
    new: str


class TagDraft:
    """What was typed for some files; `rows` shows it, `edits` is to be written."""

    def __init__(self, files: Sequence[FileTags]) -> None:
        self.files = tuple(files)
        self.cover: Cover | None = None
        """The cover that all files get; None: as they are."""
        self._new: dict[Field, dict[Path, Values]] = {}

    def value(self, file: FileTags, field: Field) -> Values:
        """What a file is to say."""
        return self._new.get(field, {}).get(file.path, file.values.get(field, ()))

    def shared(self, field: Field) -> Values | None:
        """What all files are to say; None if they differ."""
        return _shared([self.value(file, field) for file in self.files])

    def shared_cover(self) -> tuple[Picture | None, bool]:
        """The cover that all files are to have, and whether they differ."""
        if self.cover is not None:
            return self.cover.picture, False
        covers = {file.cover for file in self.files}
        return (covers.pop(), False) if len(covers) == 1 else (None, bool(covers))

    def changed(self, field: Field) -> bool:
        """Whether any file is to say something else in this field."""
        return any(self.value(f, field) != f.values.get(field, ()) for f in self.files)

    def set(self, field: Field, values: Values) -> None:
        """Let all files say this."""
        self._new[field] = {file.path: values for file in self.files}

    def revert(self, field: Field) -> None:
        """Leave a field as it is."""
        self._new.pop(field, None)

    def number(self, first: int = 1) -> None:
        """Number the tracks in the order of the files, and say how many there are."""
        last = first + len(self.files) - 1
        tracks: dict[Path, Values] = {
            file.path: (str(n),) for n, file in enumerate(self.files, start=first)
        }
        self._new[Field.TRACK] = tracks
        self.set(Field.TRACKS, (str(last),))

    def change_texts(self, change: Change, fields: Iterable[Field] = TEXT_FIELDS) -> None:
        """Change the texts of some fields."""
        for field in fields:
            self._change(field, lambda values: tuple(filter(None, map(change, values))))

    def read_names(self, reader: NameReader) -> int:
        """Take what the files' names say; of how many files the name says something."""
        read = {file.path: reader.read(file.path) for file in self.files}
        for path, found in read.items():
            for field, text in found.items():
                self._new.setdefault(field, {})[path] = (text,)
        return sum(map(bool, read.values()))

    def rows(self) -> list[DraftRow]:
        """All that is to change, file by file."""
        return [row for file in self.files for row in self._rows(file)]

    def edits(self) -> list[Edit]:
        """The changes as they are to be written."""
        found = [Edit(file.path, self._tag_change(file), file.seen) for file in self.files]
        return [edit for edit in found if edit.change]

    def problem(self, field: Field) -> str:
        """Why a field cannot be written as it was typed; "" if it can."""
        if field not in self._new:
            return ""
        found = (problem_with(field, values) for values in self._new[field].values())
        return next(filter(None, found), "")

    @property
    def ready(self) -> bool:
        """Whether there is something to write, and nothing is wrong with it."""
        return not any(map(self.problem, Field)) and any(map(self._tag_change, self.files))

    def _change(self, field: Field, change: Callable[[Values], Values]) -> None:
        for file in self.files:
            old = self.value(file, field)
            new = change(old)
            if new != old:
                self._new.setdefault(field, {})[file.path] = new

    def _kept(self, file: FileTags) -> Mapping[Field, Values]:
        """What changes in a file, as its format keeps it."""
        from player.library.tag_formats.opening import kept_by

        new = {
            field: by_path[file.path]
            for field, by_path in self._new.items()
            if file.path in by_path
        }
        kept = {
            field: values if problem_with(field, values) else kept_by(file.kind, field, values)
            for field, values in new.items()
        }
        return {f: values for f, values in kept.items() if values != file.values.get(f, ())}

    def _tag_change(self, file: FileTags) -> TagChange:
        cover = self.cover
        same = cover is not None and cover.picture == file.cover
        return TagChange(self._kept(file), None if same else cover)

    def _rows(self, file: FileTags) -> Iterable[DraftRow]:
        change = self._tag_change(file)
        for field in Field:
            if field in change.values:
                old = file.values.get(field, ())
                yield DraftRow(file.path, field, _shown(old), _shown(change.values[field]))
        if isinstance(change.pictures, Cover):
            yield DraftRow(
                file.path, None, _picture_words(file.cover), _picture_words(change.pictures.picture)
            )


def _shared(values: Sequence[Values]) -> Values | None:
    first = values[0] if values else ()
    return first if all(each == first for each in values) else None


def _shown(values: Values) -> str:
    return "; ".join(values)


def _picture_words(picture: Picture | None) -> str:
    if picture is None:
        return ""
    return f"{picture.mime.rpartition('/')[2].upper()}, {len(picture.data) // 1_000} kB"
