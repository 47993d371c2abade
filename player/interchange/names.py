"""What stems are called elsewhere, and in which order they stand here."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from player.base.errors import MinusOneError
from player.base.units import MIX, StemName

_ORDER = ("vocals", "drums", "bass", "guitar", "piano")
_REST = ("other", "accompaniment")
_ALIASES = {
    "vocals": "vocals vocal voc vox voice voices acapella acappella singer singing",
    "drums": "drums drum drumkit",
    "bass": "bass bassline",
    "guitar": "guitar guitars gtr",
    "piano": "piano pianos",
    "other": "other others rest residual",
    "accompaniment": "accompaniment instrumental instrumentals inst karaoke backing playback",
    str(MIX): "mix mixture mixdown master original premix",
}
_KNOWN = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_WITHOUT = re.compile(
    r"(?<![^\W_])(?:no|minus|without)[ _-]*"
    r"(vocals?|vox|voice|one|drums?|bass|guitar|piano)(?![^\W_])"
)
_INSTRUMENTS = {"drum", "drums", "bass", "guitar", "piano"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 40  # characters of a name that nobody here knows: it becomes a file's name


def from_label(label: str) -> StemName:
    """Our name of a stem that another program calls `label`; its own in lower case if unknown."""
    words = [word for word in _words(label) if not word.isdigit()]
    known = _KNOWN.get(words[0]) if len(words) == 1 else None
    return StemName(known) if known and known != MIX else _own(label)


def from_files(files: Sequence[Path]) -> list[StemName]:
    """A name for each file, from the words in its name that not all the others have too."""
    spoken = [_words(file.stem) for file in files]
    shared = set.intersection(*map(set, spoken)) if len(spoken) > 1 else set()
    return [
        _from_words([word for word in words if word not in shared] or words) for words in spoken
    ]


def distinct(names: Iterable[StemName]) -> list[StemName]:
    """The same names, numbered where one comes twice."""
    taken: list[StemName] = []
    for name in names:
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = StemName(f"{name} {number}")
        taken.append(unique)
    return taken


def is_rest(name: StemName) -> bool:
    """Whether this stem is what the others leave of the song."""
    return name in _REST


def rest_of(names: Sequence[StemName]) -> StemName:
    """What to call what these stems leave of the song."""
    if list(names) == ["vocals"]:
        return StemName("accompaniment")
    return StemName("rest" if "other" in names else "other")


def ordered(names: Iterable[StemName]) -> list[StemName]:
    """Vocals first, the unknown after the known, what the others leave last."""
    return sorted(names, key=_rank)


def check_distinct(names: Sequence[StemName], files: Sequence[Path]) -> None:
    """Raise MinusOneError if two files are the same stem."""
    for index, name in enumerate(names):
        first = names.index(name)
        if first != index:
            raise MinusOneError(
                f"“{files[first].name}” and “{files[index].name}” are both {name}.",
                "Leave only one of them in the folder.",
            )


def _rank(name: StemName) -> int:
    if is_rest(name):
        return len(_ORDER) + 1
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _from_words(words: list[str]) -> StemName:
    """The last word that means a stem; all of them if none does."""
    known = [_KNOWN[word] for word in words if word in _KNOWN]
    stems = [name for name in known if name != MIX]
    return StemName((stems or known)[-1]) if known else _own(" ".join(words))


def _words(text: str) -> list[str]:
    return _WORD.findall(_WITHOUT.sub(_what_is_left, text.lower()))


def _what_is_left(found: re.Match[str]) -> str:
    return " other " if found[1] in _INSTRUMENTS else " accompaniment "


def _own(text: str) -> StemName:
    """`text` as a stem's name that can also name a file."""
    kept = re.sub(r"[^\w -]+", " ", text.lower()).replace("_", " ")
    name = " ".join(kept.split()).strip(" -")[:_LONGEST].strip(" -")
    return StemName(name if name and name != MIX else "stem")
