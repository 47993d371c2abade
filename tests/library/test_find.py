"""Music is found in folders: in order, once, and whatever its name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from player.library.find import find_entries, find_music
from player.library.playlist_files import PlaylistEntry, PlaylistError


def touch(folder: Path, *names: str) -> list[Path]:
    """Empty files: nothing is opened while music is looked for."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_music_is_found_in_order(tmp_path: Path) -> None:
    wanted = touch(tmp_path, "1.mp3", "2.FLAC", "A/01 x.ogg", "A/02 y.m4a", "B/C/z.opus")
    touch(tmp_path, "cover.jpg", "A/notes.txt", "list.m3u", "mp3", "B/.DS_Store")
    assert list(find_music([tmp_path])) == wanted


def test_paths_come_as_they_were_given(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, "b/song.mp3")
    (odd,) = touch(tmp_path, "no.ending")
    gone = tmp_path / "gone.mp3"
    assert list(find_music([odd, gone, tmp_path / "b", song])) == [odd, gone, song, song]


def test_a_playlist_stands_for_its_songs(tmp_path: Path) -> None:
    songs = touch(tmp_path, "b.mp3", "a.mp3", "last.mp3")
    touch(tmp_path, "broken.pls", "Album/1.mp3")
    gone = [f"gone {number}.mp3" for number in range(5)]
    lines = [
        "#EXTINF:9,Song B",
        "b.mp3",
        *gone,
        "a.mp3",
        "Album",
        "http://x.example/",
        "broken.pls",
    ]
    playlist = tmp_path / "list.m3u"
    playlist.write_text("\n".join(lines))
    told: list[PlaylistError] = []
    found = list(find_entries([playlist, songs[2]], told.append))
    assert found[0] == PlaylistEntry(songs[0], "Song B", duration=9.0)
    places = [entry.location for entry in found]
    assert places == [songs[0], songs[1], "http://x.example/", songs[2]]
    (message,) = told
    assert "7 of 10 in list.m3u cannot be opened: gone 0.mp3, gone 1.mp3" in message.message
    assert message.message.endswith("and 4 more.")


def test_a_broken_playlist_does_not_stop_the_rest(tmp_path: Path) -> None:
    broken, song = touch(tmp_path, "broken.xspf", "song.mp3")
    (tmp_path / "folder.m3u").mkdir()
    inside = touch(tmp_path, "folder.m3u/1.mp3")
    told: list[PlaylistError] = []
    found = list(find_entries([broken, tmp_path / "folder.m3u", song], told.append))
    assert [entry.location for entry in found] == [*inside, song]
    assert ["broken.xspf" in error.message for error in told] == [True]


def test_what_a_mac_leaves_beside_a_song_is_no_song(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, "song.mp3")
    touch(tmp_path, "._song.mp3")
    assert list(find_music([tmp_path])) == [song]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, "a/b/song.mp3")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a/self").symlink_to("self")
    assert list(find_music([tmp_path])) == [song]


def test_a_linked_folder_is_searched(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/song.mp3")
    (tmp_path / "music").mkdir()
    (tmp_path / "music/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert list(find_music([tmp_path / "music"])) == [tmp_path / "music/linked/song.mp3"]


def test_an_unreadable_folder_is_passed_over(tmp_path: Path) -> None:
    songs = touch(tmp_path, "a/1.mp3", "b/2.mp3", "c/3.mp3")
    (tmp_path / "b").chmod(0)
    (tmp_path / "c").chmod(0o600)  # its names can be read, and nothing in it
    search = (
        "import os, sys; from pathlib import Path; from player.library.find import find_music\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "print(*find_music(map(Path, sys.argv[1:])), sep='\\n')"
    )
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    try:
        run = subprocess.run(
            [sys.executable, "-c", search, tmp_path, tmp_path / "b/2.mp3"],
            cwd=Path(__file__).parents[2],
            check=False,
            capture_output=True,
            text=True,
        )
    finally:
        (tmp_path / "b").chmod(0o755)
        (tmp_path / "c").chmod(0o755)
    if "PermissionError" in run.stderr and "player" not in run.stderr:
        pytest.skip("the Python of these tests cannot be run by another user")
    found = run.stdout.split()
    assert found[0] == str(songs[0]), run.stderr
    assert found[-1] == str(songs[1])


def test_a_name_too_long_is_left_to_whoever_opens_it() -> None:
    path = Path("x" * 5_000)
    assert list(find_music([path])) == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode on this system")
def test_names_that_are_not_utf8_are_found(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/M\xfcnchen"
    os.mkdir(folder)  # noqa: PTH102 - the bytes are the point
    name = folder + b"/Stra\xdfe.mp3"
    Path(os.fsdecode(name)).touch()
    (found,) = find_music([tmp_path])
    assert os.fsencode(found) == name
    assert found.exists()
