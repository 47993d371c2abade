from collections.abc import Iterator
from pathlib import Path

import pytest

from player.library.items import PlaylistId
from tests.core.library_rig import LibraryRig
from tests.library.songs import MUSIC, song

NAMES = ("One", "Two", "Three", "Four", "Five")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[LibraryRig]:
    rig = LibraryRig(tmp_path / "library.sqlite")
    rig.scan(*(song(name.lower(), name, track=n) for n, name in enumerate(NAMES)))
    yield rig
    rig.service.close()


def new_list(rig: LibraryRig, *names: str) -> PlaylistId:
    ids = [rig.ids(name)[0] for name in names]
    made: list[PlaylistId] = []
    rig.edited(lambda: rig.service.lists.create("List", ids, made.append))
    return made[0]


def test_a_list_keeps_its_order_and_may_have_a_track_twice(rig: LibraryRig) -> None:
    made = new_list(rig, "Three", "One", "Three")
    assert rig.titles(playlist=made) == ["Three", "One", "Three"]
    assert rig.titles("thr", made) == ["Three", "Three"]
    (shown,) = rig.service.lists.all
    assert (shown.id, shown.name, shown.query, shown.count) == (made, "List", None, 3)
    assert rig.titles('playlist:list title:"one"') == ["One"]


def test_every_edit_can_be_undone_and_done_again(rig: LibraryRig) -> None:
    lists = rig.service.lists
    made = new_list(rig, "One", "Two", "Three")
    rig.edited(lambda: lists.add(made, rig.ids("four"), 1))
    assert rig.titles(playlist=made) == ["One", "Four", "Two", "Three"]
    rig.edited(lambda: lists.move(made, [0, 3], 2))
    assert rig.titles(playlist=made) == ["Four", "One", "Three", "Two"]
    rig.edited(lambda: lists.remove(made, [0, 2]))
    assert rig.titles(playlist=made) == ["One", "Two"]
    rig.edited(lambda: lists.rename(made, "Other"))
    assert lists.all[0].name == "Other"
    rig.edited(lambda: lists.delete(made))
    assert not lists.all
    assert rig.edited(lists.undo) == "Deleting a playlist"
    assert (lists.all[0].name, rig.titles(playlist=made)) == ("Other", ["One", "Two"])
    assert rig.edited(lists.undo) == "Renaming a playlist"
    assert lists.all[0].name == "List"
    assert rig.edited(lists.undo) == "Removing 2 tracks"
    assert rig.titles(playlist=made) == ["Four", "One", "Three", "Two"]
    assert rig.edited(lists.redo) == "Removing 2 tracks"
    assert rig.titles(playlist=made) == ["One", "Two"]
    assert (lists.can_undo, lists.can_redo) == ("Removing 2 tracks", "Renaming a playlist")


def test_a_smart_playlist_is_what_its_query_finds(rig: LibraryRig) -> None:
    lists = rig.service.lists
    made: list[PlaylistId] = []
    rig.edited(
        lambda: lists.create_smart(
            "Late", "track>=2", (("track", True),), limit=2, done=made.append
        )
    )
    assert rig.titles(playlist=made[0]) == ["Five", "Four"]
    assert rig.titles("playlist:late title:f") == ["Four", "Five"]
    rig.edited(lambda: lists.change_smart(made[0], "playlist:late OR one", (), None))
    assert rig.titles(playlist=made[0]) == ["One"]  # what asks for itself finds nothing there
    rig.edited(lists.undo)
    assert rig.titles(playlist=made[0]) == ["Five", "Four"]


def test_places_are_those_that_are_shown(rig: LibraryRig) -> None:
    made = new_list(rig, "One", "Two", "Three")
    library = rig.service.library()
    assert library is not None
    library.scanned.gone([MUSIC / "one"], since=0)
    assert rig.titles(playlist=made) == ["Two", "Three"]
    rig.edited(lambda: rig.service.lists.remove(made, [0]))
    assert rig.titles(playlist=made) == ["Three"]
    rig.scan(song("one", "One"))
    assert rig.titles(playlist=made) == ["One", "Three"]


def test_lists_go_out_as_files_and_come_back(rig: LibraryRig, tmp_path: Path) -> None:
    made = new_list(rig, "Two", "One")
    file = tmp_path / "out.m3u8"
    rig.service.lists.save_file(made, file)
    assert rig.loop.run_until(file.exists, 20)
    opened: list[PlaylistId] = []
    rig.edited(lambda: rig.service.lists.open_file(file, opened.append))
    assert rig.titles(playlist=opened[0]) == ["Two", "One"]
    rig.service.lists.open_file(tmp_path / "none.m3u8")
    assert rig.loop.run_until(lambda: bool(rig.messages.recent), 20)
