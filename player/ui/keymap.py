"""The keys that the user gave to commands instead of the usual ones; kept in a JSON file."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QKeySequence

from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.files import write_atomically

Keys = tuple[str, ...]
_FORMAT = QKeySequence.SequenceFormat


class Keymap:
    """The user's own keys, by command; all other commands have those of the table."""

    def __init__(self) -> None:
        self.changed: Event[[]] = Event()
        self._own: dict[str, Keys] = {}

    @property
    def own(self) -> dict[str, Keys]:
        """The commands whose keys are the user's."""
        return dict(self._own)

    def keys(self, command: str, usual: Keys) -> Keys:
        """The command's keys; portable names, the first is shown."""
        return self._own.get(command, usual)

    def set_own(self, own: Mapping[str, Keys]) -> None:
        """Have these keys, and the usual ones for all other commands."""
        if own != self._own:
            self._own = dict(own)
            self.changed.emit()

    def give(self, command: str, keys: Keys, usual: Keys) -> None:
        """Give a command its keys; the usual ones are not kept as the user's."""
        rest = {name: each for name, each in self._own.items() if name != command}
        self.set_own(rest if keys == usual else rest | {command: keys})


KEYMAP = Keymap()
"""The keys of this process's windows; `player.app` fills it."""


def read_keymap(path: Path) -> tuple[dict[str, Keys], str]:
    """The user's keys, and what is wrong with the file; "" if nothing is."""
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, RecursionError) as error:
        return {}, f"{path} cannot be read ({error}); the usual keys are used."
    if not isinstance(stored, dict):
        return {}, f"{path} holds no keys; the usual ones are used."
    good = {name: tuple(keys) for name, keys in stored.items() if _are_keys(keys)}
    wrong = ", ".join(sorted(stored.keys() - good.keys()))
    return good, f"The keys of {wrong} are none; the usual ones are used." if wrong else ""


def write_keymap(own: Mapping[str, Keys], path: Path) -> None:
    """Keep these; MinusOneError if the disk does not let us."""
    try:
        write_atomically(path, json.dumps(own, indent=1, ensure_ascii=False).encode())
    except OSError as error:
        raise MinusOneError(
            f"The keys could not be kept: {error.strerror}.", f"Check the folder {path.parent}."
        ) from error


def portable(key: QKeySequence) -> str:
    """A key's name as it is kept: "Ctrl+O"."""
    return key.toString(_FORMAT.PortableText)


def native(key: str) -> str:
    """A key's name as this system writes it."""
    return QKeySequence(key).toString(_FORMAT.NativeText)


def _are_keys(keys: object) -> bool:
    return isinstance(keys, list) and all(isinstance(k, str) and native(k) for k in keys)
