"""Names of files from their tags: `{albumartist}/{album}[ ({year})]/{track:02} {title}`.

`{token}` stands for a tag, `{token:02}` for a number with at least two digits. What stands in
`[…]` is left out when none of its tokens says anything. `/` makes folders; without one a file
stays in its folder. `{{`, `}}`, `[[` and `]]` stand for the signs themselves.
"""

import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path, PurePath

from player.base.values import dataclass
from player.library.safe_names import safe_ending, safe_name
from player.library.tag_changes import Field, TagError, Values

BETWEEN = ", "
"""Between several values in a name."""
_PARTS = re.compile(
    r"(?P<sign>\{\{|\}\}|\[\[|\]\])|\{(?P<token>[a-z]+)(?::0?(?P<digits>[1-9]))?\}|(?P<text>[^{}\[\]]+)"
    r"|(?P<open>\[)|(?P<close>\])"
)
VARIOUS = "Various Artists"


@dataclass(frozen=True)
class Song:
    """What a name can be made of."""

    path: Path
    values: Mapping[Field, Values]


@dataclass(frozen=True)
class Token:
    """One thing that a pattern can name."""

    name: str
    help: str
    text: Callable[[Song], str]


def _join(field: Field) -> Callable[[Song], str]:
    return lambda song: BETWEEN.join(song.values.get(field, ()))


def _year(field: Field) -> Callable[[Song], str]:
    return lambda song: "".join(song.values.get(field, ())[:1])[:4]


def _title(song: Song) -> str:
    return BETWEEN.join(song.values.get(Field.TITLE, ())) or song.path.stem


def _album_artist(song: Song) -> str:
    named = BETWEEN.join(song.values.get(Field.ALBUM_ARTISTS, ()))
    if named or not song.values.get(Field.COMPILATION):
        return named or BETWEEN.join(song.values.get(Field.ARTISTS, ()))
    return VARIOUS


TOKENS = (
    Token("title", "Title, or the file's name", _title),
    Token("artist", "Artist", _join(Field.ARTISTS)),
    Token("albumartist", "Album artist, or artist", _album_artist),
    Token("album", "Album", _join(Field.ALBUM)),
    Token("genre", "Genre", _join(Field.GENRES)),
    Token("composer", "Composer", _join(Field.COMPOSERS)),
    Token("year", "Year", _year(Field.DATE)),
    Token("date", "Date", _join(Field.DATE)),
    Token("originalyear", "Year of the first release", _year(Field.ORIGINAL_DATE)),
    Token("track", "Track number; {track:02} for 01, 02, …", _join(Field.TRACK)),
    Token("tracks", "How many tracks", _join(Field.TRACKS)),
    Token("disc", "Disc number", _join(Field.DISC)),
    Token("discs", "How many discs", _join(Field.DISCS)),
    Token("bpm", "Tempo", _join(Field.BPM)),
    Token("key", "Key", _join(Field.KEY)),
    Token("filename", "The file's name now", lambda song: song.path.stem),
    Token("folder", "The folder's name now", lambda song: song.path.parent.name),
)
_BY_NAME = {token.name: token for token in TOKENS}


@dataclass(frozen=True)
class _Piece:
    """Fixed text, or a token; `group` numbers the brackets that it stands in, 0 if none."""

    text: str = ""
    token: Token | None = None
    digits: int = 0
    group: int = 0


class NamePattern:
    """A pattern that was understood. TagError, with its place, if it cannot be."""

    def __init__(self, text: str) -> None:
        self._folders = tuple(_parsed(part, text) for part in text.split("/"))
        self.makes_folders = "/" in text
        if not any(piece.token for piece in self._folders[-1]):
            raise TagError("The name needs a token, such as {title}.", "Else all are the same.")

    def name(self, song: Song) -> PurePath:
        """The new name of `song`, with its ending; relative, and safe on every system."""
        ending = safe_ending(song.path.suffix)
        *folders, last = (_filled(pieces, song) for pieces in self._folders)
        return PurePath(*map(safe_name, folders), safe_name(last, ending))


def _parsed(part: str, whole: str) -> tuple[_Piece, ...]:
    if not part.strip():
        raise TagError(f"A folder in “{whole}” has no name.", "Take one “/” away.")
    pieces: list[_Piece] = []
    place, group, groups = 0, 0, count(1)
    while place < len(part):
        match = _PARTS.match(part, place)
        if match is None or (match["open"] and group) or (match["close"] and not group):
            raise TagError(
                f"“{part[place:]}” is not understood.",
                "Tokens look like {title}, optional parts like [ ({year})].",
            )
        place = match.end()
        if match["open"]:
            group = next(groups)
        elif match["close"]:
            group = 0
        elif match["token"]:
            pieces.append(_Piece("", _token(match["token"]), int(match["digits"] or 0), group))
        else:
            text = match["sign"][0] if match["sign"] else match["text"]
            pieces.append(_Piece(text, group=group))
    if group:
        raise TagError(f"A “[” in “{part}” is not closed.", "Write [[ for the sign itself.")
    return tuple(pieces)


def _token(name: str) -> Token:
    try:
        return _BY_NAME[name]
    except KeyError:
        raise TagError(f"There is no token {{{name}}}.", f"Use {', '.join(_BY_NAME)}.") from None


def _filled(pieces: tuple[_Piece, ...], song: Song) -> str:
    texts = [_text(piece, song) for piece in pieces]
    told = {piece.group for piece, text in zip(pieces, texts, strict=True) if piece.token and text}
    return "".join(
        text for piece, text in zip(pieces, texts, strict=True) if piece.group in {0, *told}
    )


def _text(piece: _Piece, song: Song) -> str:
    if piece.token is None:
        return piece.text
    text = piece.token.text(song)
    return text.zfill(piece.digits) if text.isdecimal() else text
