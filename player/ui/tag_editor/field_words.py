"""The words for the fields of tags."""

from player.library.tag_changes import Field
from player.ui.words import mark, tr

FIELD_WORDS = {
    Field.TITLE: mark("Title"),
    Field.ARTISTS: mark("Artists"),
    Field.ALBUM: mark("Album"),
    Field.ALBUM_ARTISTS: mark("Album artists"),
    Field.GENRES: mark("Genres"),
    Field.COMPOSERS: mark("Composers"),
    Field.DATE: mark("Date"),
    Field.ORIGINAL_DATE: mark("First released"),
    Field.TRACK: mark("Track"),
    Field.TRACKS: mark("Number of tracks"),
    Field.DISC: mark("Disc"),
    Field.DISCS: mark("Number of discs"),
    Field.COMPILATION: mark("Compilation"),
    Field.BPM: mark("Tempo (BPM)"),
    Field.KEY: mark("Key"),
    Field.COMMENT: mark("Comment"),
}


def field_name(field: Field | None) -> str:
    """The field's name for people; None is the cover."""
    return tr("Cover") if field is None else tr(FIELD_WORDS[field])


def counted(count: int, one: str, many: str) -> str:
    """The words for one thing, or for `{count}` things."""
    return tr(one) if count == 1 else tr(many).format(count=count)
