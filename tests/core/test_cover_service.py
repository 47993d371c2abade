"""Covers come on the main thread, and on any other at once."""

from pathlib import Path

from player.base.loop import Loop
from player.core.cover_service import CoverService
from player.library.items import FoundFile
from player.library.store import Library
from player.library.tags import Tags
from tests.library.test_covers import colour_of, picture


def test_a_cover_is_requested(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(picture(colour="lime"))
    song = tmp_path / "a.flac"
    library = Library(tmp_path / "library.sqlite")
    library.scanned.write([FoundFile(song, 1, 1, Tags(title="A"))])
    (track,) = library.ids_of([song]).values()
    loop, found = Loop(), list[Path | None]()
    covers = CoverService(tmp_path / "covers", lambda: library, loop)
    try:
        covers.request(song, found.append)
        covers.request(tmp_path / "elsewhere" / "b.flac", found.append)
        assert found == []
        assert loop.run_until(lambda: len(found) == 2, 30)
        assert colour_of(found[0]) == (0, 1, 0)
        assert found[1] is None
        assert covers.of_track(track) == found[0]
    finally:
        covers.close()
        library.close()
