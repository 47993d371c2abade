"""The find stage sees every song once and opens nothing, whatever lies about."""

import os
import socket
from pathlib import Path

from player.library.scanner.finding import Listing, Place, walk


def names(place: Path, *, deep: bool = True) -> list[str]:
    """All files that are found, relative to the place."""
    return [
        os.path.relpath(f"{listing.folder}/{file.name}", place)
        for listing in walk(Place(str(place), deep=deep))
        for file in listing.files
    ]


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_songs_are_found_by_their_ending(tmp_path: Path) -> None:
    for name in ("b.MP3", "a.flac", "notes.txt", "flac", "cover.jpg", "deep/er/c.ogg"):
        touch(tmp_path / name)
    assert names(tmp_path) == ["a.flac", "b.MP3", "deep/er/c.ogg"]
    assert names(tmp_path, deep=False) == ["a.flac", "b.MP3"]


def test_hidden_things_and_bins_are_passed_over(tmp_path: Path) -> None:
    for name in (
        "._a.mp3",
        ".a.mp3",
        ".Trash-1000/a.mp3",
        "$RECYCLE.BIN/a.mp3",
        "lost+found/a.mp3",
    ):
        touch(tmp_path / name)
    touch(tmp_path / "a.mp3")
    assert names(tmp_path) == ["a.mp3"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "song.mp3")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "0 again").symlink_to(tmp_path / "a")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "nowhere.mp3").symlink_to(tmp_path / "gone.mp3")
    assert names(tmp_path) == ["a/song.mp3"]


def test_what_a_link_leads_to_is_found(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "song.mp3")
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "music" / "one.mp3").symlink_to(tmp_path / "elsewhere" / "song.mp3")
    assert names(tmp_path / "music") == ["one.mp3", "link/song.mp3"]


def test_pipes_and_sockets_are_no_songs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    (tmp_path / "null.mp3").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.mp3"))
        touch(tmp_path / "a.mp3")
        assert names(tmp_path) == ["a.mp3"]


def test_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xff.mp3")
    touch(tmp_path / os.fsdecode(b"\xfe") / name)
    assert [os.fsencode(each) for each in names(tmp_path)] == [b"\xfe/caf\xe9 \xff.mp3"]


def test_a_folder_too_deep_to_name_is_told(tmp_path: Path) -> None:
    """Paths end at 4,096 bytes; folders may go on below."""
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(20):
            os.mkdir("x" * 250, dir_fd=here)
            inner = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)
    touch(tmp_path / "a.mp3")
    listings = list(walk(Place(str(tmp_path))))
    assert [file.name for listing in listings for file in listing.files] == ["a.mp3"]
    assert listings[-1].reason


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    assert list(walk(Place(gone))) == [Listing(gone, [], "No such file or directory")]


def test_copies_that_a_kill_left_are_cleaned_away(tmp_path: Path) -> None:
    left = tmp_path / ".minusone-0123456789ab.part"
    others = [tmp_path / ".minusone-0123456789ab.name", tmp_path / "a.part"]
    for path in (left, *others):
        path.touch()
    assert [listing.files for listing in walk(Place(str(tmp_path)))] == [[]]
    assert sorted(tmp_path.iterdir()) == sorted(others)
