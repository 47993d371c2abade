"""Reads and changes the tags of files; what is written is checked before it counts.

A file is never written to: its copy is, and takes its place when it reads back as wanted and
sounds the same. A crash, a full disk or a kill leaves the old file whole.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from player.base.errors import AudioFileError
from player.decoder.errors import name_of
from player.library.replacing import changed_meanwhile, remove_left_over, replacing
from player.library.sound_check import same_sound
from player.library.tag_changes import (
    Cover,
    Edit,
    Field,
    FileTags,
    TagChange,
    TagError,
    stamp_of,
    with_cover,
)
from player.library.tag_formats.tag_format import TagFormat

_HINTS = {
    errno.ENOSPC: "Free some space on this disk, then try again.",
    errno.EDQUOT: "Free some space on this disk, then try again.",
    errno.EFBIG: "Free some space on this disk, then try again.",
    errno.EROFS: "The disk is read-only.",
    errno.ENOENT: "Check that the drive is still there.",
    errno.EBUSY: "Another program uses the file; close it there, then try again.",
}
_RIGHTS = "Check the rights of the file and its folder."
_IN_USE = "It is in use: stop playing it, or close it in the other program, then try again."
_SHARING = (5, 32, 33)
"""Windows' codes for what another program has open."""


def read_file_tags(path: Path) -> FileTags:
    """All fields and pictures of a file; TagError if they cannot be read."""
    from player.library.tag_formats.opening import open_format

    with file_errors(path, "read"):
        seen = stamp_of(path)
        tags = open_format(path)
        found = {field: values for field in Field if (values := tags.get(field))}
        return FileTags(path, seen, tags.name, found, tags.pictures())


class TagWriter:
    """Writes changes to files, one at a time. May be used on any one thread."""

    def __init__(self, *, keep_times: bool = False) -> None:
        self._keep_times = keep_times
        self._clean: set[Path] = set()

    def write(
        self, edit: Edit, before_moving: Callable[[Edit], object] = lambda _: None
    ) -> Edit | None:
        """Change a file; the edit that takes it back, or None if it says all that already.

        `before_moving` is given that edit when all that is left is to move the file into place.
        Raises TagError; the file is as it was then.
        """
        with file_errors(edit.path, "changed"):
            self._clean_folder(edit.path)
            if edit.seen is not None and stamp_of(edit.path) != edit.seen:
                raise changed_meanwhile(edit.path)
            return self._write(edit, before_moving)

    def _write(self, edit: Edit, before_moving: Callable[[Edit], object]) -> Edit | None:
        from player.library.tag_formats.opening import open_format, save_format

        tags = open_format(edit.path)
        wanted, old = _wanted(tags, edit.change), _old(tags, edit.change)
        if wanted == old:
            return None
        if edit.expects is not None and _old(tags, edit.expects) != edit.expects:
            raise changed_meanwhile(edit.path)
        with replacing(edit.path) as replacement:
            changed = open_format(replacement.copy, tags.file_class)
            _put(changed, wanted)
            save_format(changed, replacement.copy)
            self._check(open_format(replacement.copy, tags.file_class), wanted, edit.path)
            if not same_sound(replacement.target, replacement.copy):
                raise _not_as_wanted(edit.path)
            undo = Edit(edit.path, old, expects=wanted)
            replacement.finish(keep_times=self._keep_times)
            before_moving(undo)
            replacement.move_into_place()
            return undo

    def _check(self, tags: TagFormat, wanted: TagChange, path: Path) -> None:
        if _old(tags, wanted) != wanted:
            raise _not_as_wanted(path)

    def _clean_folder(self, path: Path) -> None:
        """Once for each folder, as a large one takes a while to list."""
        folder = path.resolve().parent
        if folder not in self._clean:
            self._clean.add(folder)
            remove_left_over(folder)


def _wanted(tags: TagFormat, change: TagChange) -> TagChange:
    values = {field: tags.kept(field, texts) for field, texts in change.values.items()}
    pictures = change.pictures
    if isinstance(pictures, Cover):
        pictures = with_cover(tags.pictures(), pictures)
    return TagChange(values, None if pictures is None else tags.kept_pictures(pictures))


def _old(tags: TagFormat, change: TagChange) -> TagChange:
    """What the file says now of all that the change names."""
    values = {field: tags.get(field) for field in change.values}
    return TagChange(values, None if change.pictures is None else tags.pictures())


def _put(tags: TagFormat, wanted: TagChange) -> None:
    for field, values in wanted.values.items():
        tags.put(field, values)
    if isinstance(wanted.pictures, tuple):
        tags.put_pictures(wanted.pictures)


def _not_as_wanted(path: Path) -> TagError:
    return TagError(
        f"The tags of “{name_of(path)}” could not be written as wanted; the file is as it was.",
        "It may be damaged.",
    )


@contextmanager
def file_errors(path: Path, what: str) -> Iterator[None]:
    """Turn what the disk or the decoder says into a TagError."""
    try:
        yield
    except AudioFileError as error:
        raise TagError(error.message, error.hint) from error
    except OSError as error:
        raise TagError(
            f"“{name_of(path)}” could not be {what}: {error.strerror or error}.", _hint(error)
        ) from error


def _hint(error: OSError) -> str:
    if os.name == "nt" and getattr(error, "winerror", None) in _SHARING:
        return _IN_USE
    return _HINTS.get(error.errno or 0, _RIGHTS)
