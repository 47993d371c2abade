"""Puts texts of tags in order: blanks, capitals, find and replace, and what a file's name says."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from player.base.values import dataclass
from player.library.musical_keys import musical_key
from player.library.tag_changes import Field, TagError

BETWEEN = "; "
"""Between several values where they are typed in one line; a sign of the text itself is "\\;"."""
_SPLIT = re.compile(r"(?<!\\);")
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+")
_NUMBERS = {Field.TRACK, Field.TRACKS, Field.DISC, Field.DISCS}
_DATES = {Field.DATE, Field.ORIGINAL_DATE}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MOST = 0xFFFF
TEXT_FIELDS = (
    Field.TITLE,
    Field.ARTISTS,
    Field.ALBUM,
    Field.ALBUM_ARTISTS,
    Field.GENRES,
    Field.COMPOSERS,
    Field.COMMENT,
)
MANY = {Field.ARTISTS, Field.ALBUM_ARTISTS, Field.GENRES, Field.COMPOSERS}
"""Fields of which people give several values."""
Change = Callable[[str], str]


def typed(values: tuple[str, ...]) -> str:
    """Several values as one line to type in."""
    return BETWEEN.join(value.replace(";", "\\;") for value in values)


def from_typed(text: str) -> tuple[str, ...]:
    """The values of such a line."""
    parts = (part.replace("\\;", ";").strip() for part in _SPLIT.split(text))
    return tuple(part for part in parts if part)


def problem_with(field: Field, values: tuple[str, ...]) -> str:
    """Why these cannot be the field's values, as a sentence; "" if they can."""
    for text in values:
        if field in _NUMBERS and not (text.isdecimal() and int(text) <= _MOST):
            return "This is no number."
        if field in _DATES and not _DATE.fullmatch(text):
            return "A date is 1959, 1959-08 or 1959-08-17."
        if field is Field.BPM and not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
            return "This is no tempo."
        if field is Field.KEY and musical_key(text) is None:
            return "A key is Am, F# or 8A."
    return ""


def tidy_blanks(text: str) -> str:
    """One blank between words, none around, and none for underscores; lines stay."""
    return "\n".join(" ".join(line.replace("_", " ").split()) for line in text.splitlines())


def capitalised(text: str) -> str:
    """Each Word With a Capital; what is written in mixed letters (McCoy, AC/DC) stays so."""
    text = text.lower() if text.isupper() else text
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], text)


def sentence(text: str) -> str:
    """A capital at the start, small letters else."""
    text = text.lower()
    return text[:1].upper() + text[1:]


def replacing_text(find: str, replacement: str, *, pattern: bool, exact_case: bool) -> Change:
    """Replaces all of `find`, a regular expression if `pattern`. TagError if it is none."""
    try:
        regex = re.compile(find if pattern else re.escape(find), 0 if exact_case else re.IGNORECASE)
        with_groups = replacement if pattern else replacement.replace("\\", r"\\")
        regex.sub(with_groups, "")
        return lambda text: regex.sub(with_groups, text)
    except (re.error, IndexError) as error:
        raise TagError(f"The pattern is not understood: {error}.") from error


_NAMED = {
    "title": Field.TITLE,
    "artist": Field.ARTISTS,
    "albumartist": Field.ALBUM_ARTISTS,
    "album": Field.ALBUM,
    "genre": Field.GENRES,
    "composer": Field.COMPOSERS,
    "year": Field.DATE,
    "date": Field.DATE,
    "originalyear": Field.ORIGINAL_DATE,
    "track": Field.TRACK,
    "tracks": Field.TRACKS,
    "disc": Field.DISC,
    "discs": Field.DISCS,
    "bpm": Field.BPM,
    "key": Field.KEY,
}
IGNORED = "ignore"
_TOKEN = re.compile(r"\{([a-z]+)(?::[^}]*)?\}")


@dataclass(frozen=True)
class NameReader:
    """Reads tags out of names: `{artist}/{album}/{track} {title}`. See `name_reader`."""

    regex: re.Pattern[str]
    folders: int

    def read(self, path: Path) -> Mapping[Field, str]:
        """What the path says; nothing if it looks different."""
        parts = [*path.parts[-1 - self.folders : -1], path.stem]
        match = self.regex.fullmatch("/".join(parts))
        if match is None:
            return {}
        found = {Field(name): text for name, text in match.groupdict().items()}
        numbers = {
            field: text.lstrip("0") or "0" for field, text in found.items() if field in _NUMBERS
        }
        return {**{field: tidy_blanks(text) for field, text in found.items()}, **numbers}


def name_reader(pattern: str) -> NameReader:
    """A reader of names; TagError if the pattern cannot be understood."""
    regex, place, seen = "", 0, set()
    for token in _TOKEN.finditer(pattern):
        regex += re.escape(pattern[place : token.start()])
        place = token.end()
        name = token[1]
        field = _NAMED.get(name)
        if field is None and name != IGNORED:
            names = ", ".join([*_NAMED, IGNORED])
            raise TagError(f"There is no token {{{name}}}.", f"Use {names}.")
        if field in seen:
            raise TagError(f"{{{name}}} stands there twice.")
        seen.add(field)
        what = r"\d+" if field in _NUMBERS else r"[^/]+?"
        regex += f"(?P<{field.value}>{what})" if field else f"(?:{what})"
    if not seen - {None}:
        raise TagError("The pattern needs a token, such as {title}.")
    return NameReader(re.compile(regex + re.escape(pattern[place:])), pattern.count("/"))
