"""What the library knows of a file is not read from the file again."""

from collections.abc import Callable
from pathlib import Path

from player.library.items import FoundFile
from player.library.tags import Gains, Tags
from tests.core.rig import Rig


def test_a_known_file_comes_into_the_queue_as_the_library_has_it(
    start: Callable[..., Rig], songs: list[Path]
) -> None:
    rig = start()
    library = rig.player.library.library()
    assert library is not None
    library.roots.add(songs[0].parent)
    tags = Tags("Known", ("Ann", "Ben"), "First", ("Ann",), track=3, gains=Gains(-6.0), rating=0.8)
    library.scanned.write([FoundFile(songs[0], 1, 1, tags)])
    rig.open(songs[0], songs[1])
    rig.until(lambda: all(track.tagged for track in rig.player.queue.tracks))
    known, other = rig.player.queue.tracks
    assert (known.title, known.artist, known.album) == ("Known", "Ann; Ben", "First")
    assert (known.album_artist, known.number, known.gains.track_gain) == ("Ann", 3, -6.0)
    assert known.rating == 0.8
    assert other.title == songs[1].stem
