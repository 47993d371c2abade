"""Names of files that every system takes: Linux, macOS and Windows, and disks from any of them."""

import os
import re
import unicodedata

LONGEST = 255
"""Bytes of one name; most file systems have this limit."""
_REPLACED = str.maketrans({"/": "-", "\\": "-", ":": "-", "|": "-", '"': "'", "<": "(", ">": ")"})
_DROPPED = re.compile("[?*\x00-\x1f\x7f-\x9f\ud800-\udc7f\udd00-\udfff]")
"""Signs of Windows' patterns, control characters, and halves of characters."""
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE
)
"""Devices of Windows, with or without an ending."""
_AT_START, _AT_END = " .", " ."
EMPTY = "_"


def safe_name(text: str, ending: str = "") -> str:
    """`text` as the name of a file or folder, cut so that `ending` fits as well.

    Without separators and signs that Windows forbids, in composed Unicode, never hidden, never a
    device, never empty.
    """
    text = unicodedata.normalize("NFC", text)
    text = " ".join(_DROPPED.sub(" ", text).translate(_REPLACED).split())
    text = _cut(text.strip(_AT_START), LONGEST - len(os.fsencode(ending)) - len(EMPTY))
    text = text.rstrip(_AT_END) or EMPTY
    if _RESERVED.match(text):
        text = f"{EMPTY}{text}"
    return text + ending


def safe_ending(suffix: str) -> str:
    """A file's ending (".mp3", or "") without what no name may have."""
    return _DROPPED.sub("", suffix).translate(_REPLACED).rstrip(_AT_END)


def folded(name: str) -> str:
    """The same text for names that some disk takes for the same."""
    # Upper case first: i and the dotless i share theirs, and no other letter needs it.
    upper = unicodedata.normalize("NFC", name).upper()
    return unicodedata.normalize("NFC", upper.casefold())


def _cut(text: str, room: int) -> str:
    """As much of the start as fits into `room` bytes, without half a character."""
    while len(os.fsencode(text)) > room:
        text = text[:-1]
        while text and unicodedata.combining(text[-1]):
            text = text[:-1]
    return text
