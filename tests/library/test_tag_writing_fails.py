"""Kills, full disks and locked folders leave the old file or the new one, and nothing beside it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from player.library.replacing import remove_left_over
from player.library.tag_changes import Edit, Field, TagChange
from player.library.tag_writing import TagWriter

KILLS = 20
CHANGE_ONE = """
import os, resource, signal, sys
from pathlib import Path
from player.library.tag_changes import Cover, Edit, Field, Picture, TagChange, TagError
from player.library.tag_writing import TagWriter, read_file_tags
from player.library.sound_check import same_sound

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
song, room, user = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
read_file_tags(song), same_sound(song, song)  # everything is imported while it may be read
if user:
    os.setuid(user)
cover = Cover(Picture(b"\\x89PNG" + bytes(200_000), "image/png"))
change = TagChange({Field.TITLE: ("New",)}, cover)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
try:
    TagWriter().write(Edit(song, change))
except TagError as error:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    print(error.message, error.hint, sep="\\n")
"""
LOTS = 1 << 30
NOBODY = 65_534


def run(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_kills_at_any_moment(tmp_path: Path) -> None:
    songs = tmp_path / "songs"
    songs.mkdir()
    tally = json.loads(run("-m", "tests.library.tag_killing", songs, KILLS))
    assert tally["kills"] == KILLS
    assert tally["writes"] > 0
    assert tally["left_over"] > 0
    assert tally["wrong"] == []


@pytest.mark.parametrize(("kind", "share"), [("mp3", 0.5), ("flac", 1), ("m4a", 1), ("ogg", 0.5)])
def test_a_full_disk(copy_of: Callable[..., Path], kind: str, share: float) -> None:
    """There is room for half of the copy, or for the copy and not for the new cover."""
    pytest.importorskip("resource", reason="no limit on the size of files on this system")
    song = copy_of(kind)
    content, before = song.read_bytes(), song.stat()
    room = int(len(content) * share) + (1_000 if share == 1 else 0)
    message, hint = run("-c", CHANGE_ONE, song, room, 0).splitlines()
    assert message == f"“song.{kind}” could not be changed: File too large."
    assert hint == "Free some space on this disk, then try again."
    assert song.read_bytes() == content
    assert song.stat() == before
    assert list(song.parent.iterdir()) == [song]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such rights")
def test_a_folder_that_may_not_be_written(sounds: Callable[[str], Path]) -> None:
    user = NOBODY if os.geteuid() == 0 else 0
    with tempfile.TemporaryDirectory() as folder:
        song = Path(shutil.copy(sounds("mp3"), folder))
        song.chmod(0o666)
        song.parent.chmod(0o555)
        message, hint = run("-c", CHANGE_ONE, song, LOTS, user).splitlines()
        song.parent.chmod(0o755)
    assert message == "“song.mp3” could not be changed: Permission denied."
    assert hint == "Check the rights of the file and its folder."


def test_a_copy_in_use_is_not_cleaned_away(copy_of: Callable[..., Path]) -> None:
    song = copy_of("mp3")
    dead = song.with_name(".minusone-0123456789ab.part")
    dead.touch()
    TagWriter().write(
        Edit(song, TagChange({Field.TITLE: ("A",)})), lambda _: remove_left_over(song.parent)
    )
    assert list(song.parent.iterdir()) == [song]
