from collections.abc import Iterator
from pathlib import Path

import pytest

from player.core.queue import Queue
from player.core.separation import StemState, StemStatus
from player.core.stem_marks import StemMarks
from player.library.items import FoundFile
from player.library.tags import Tags
from player.stems.cache import StemCache
from player.stems.keys import KeyStore
from tests.core.library_rig import WAIT, LibraryRig
from tests.stems.cached import ENTRY, add, scribble
from tests.stems.rig import write_song
from tests.ui.fakes import FakeSeparation


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[LibraryRig]:
    rig = LibraryRig(tmp_path / "library.sqlite")
    yield rig
    rig.service.close()


def test_the_library_knows_whose_stems_are_ready(rig: LibraryRig, tmp_path: Path) -> None:
    one, two = (write_song(tmp_path / f"{name}.wav", 1.0, seed=n) for n, name in enumerate("ab"))
    cache, keys = StemCache(tmp_path / "stems", 10**9), KeyStore(tmp_path / "keys.sqlite")
    add(cache, keys.key(one))
    scribble(add(cache, keys.key(two)))
    queue, separation = Queue(), FakeSeparation()
    marks = StemMarks(separation, queue, rig.service, cache, keys)
    try:
        rig.scan(*(FoundFile(path, 1, 1, Tags(title=path.stem)) for path in (one, two)))
        assert rig.loop.run_until(lambda: rig.titles(f"model:{ENTRY.model}") == ["a"], WAIT)
        (track,) = queue.add([two])
        separation.trigger_status(track.id, StemStatus(StemState.READY, 1.0, model="htdemucs"))
        assert rig.loop.run_until(lambda: rig.titles("model:demucs") == ["b"], WAIT)
    finally:
        marks.close()
        keys.close()
    assert rig.titles("stems:none") == []
