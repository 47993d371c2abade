"""Kills a process that writes tags: `python -m tests.library.tag_killing FOLDER KILLS`.

The child is forked from a process that has everything imported, so that a kill takes milliseconds.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from player.library.sound_check import same_sound
from player.library.tag_changes import Edit, Field, TagChange, TagError
from player.library.tag_writing import TagWriter, read_file_tags
from tests.library.tagged_files import write_sound

KINDS = ("mp3", "flac", "ogg", "m4a")
FIELDS = (Field.TITLE, Field.ALBUM, Field.COMMENT)


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    writes: int = 0
    """Changes that were done between the kills."""
    left_over: int = 0
    """Kills that left a hidden copy, until the next write."""
    wrong: list[str] = field(default_factory=list)


def number_in(song: Path) -> int | None:
    """The number that all fields of the song agree on; 0 if it has none; None if they differ."""
    found = read_file_tags(song).values
    texts = {found.get(each, ("0",))[0].split()[0] for each in FIELDS}
    return int(texts.pop()) if len(texts) == 1 else None


def write_for_ever(songs: list[Path], start: int) -> None:
    """Give all songs the next number, and the next, in tags that are short and long by turns."""
    writer = TagWriter()
    for number in count(start):
        texts = (f"{number} " + "x" * (number % 7 * 3_000),)
        for song in songs:
            writer.write(Edit(song, TagChange(dict.fromkeys(FIELDS, texts))))


def kill_one(songs: list[Path], start: int, after: float) -> None:
    """Let a child write for a while, and kill it."""
    pid = os.fork()
    if pid == 0:
        write_for_ever(songs, start)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def main(folder: Path, kills: int) -> Tally:
    """Kill that often at random moments, and look at every song each time."""
    songs = [write_sound(folder / f"song.{kind}") for kind in KINDS]
    originals = {song: Path(shutil.copy(song, folder.parent / song.name)) for song in songs}
    moments, tally, start = random.Random(1), Tally(), 1
    while tally.kills < kills:
        kill_one(songs, start, moments.uniform(0, 0.08))
        tally.kills += 1
        others = [each for each in folder.iterdir() if each not in songs]
        tally.left_over += bool(others)
        numbers = []
        for song in songs:
            try:
                number = number_in(song)
                if number is None or not same_sound(song, originals[song]):
                    tally.wrong.append(f"{song.name} is neither old nor new")
                numbers.append(number or 0)
            except TagError as error:
                tally.wrong.append(str(error))
        tally.writes += sum(max(0, number + 1 - start) for number in numbers)
        start = max([start, *numbers]) + 1
        TagWriter().write(Edit(songs[0], TagChange(dict.fromkeys(FIELDS, (f"{start - 1} ",)))))
        tally.wrong += [each.name for each in folder.iterdir() if each not in songs]
    return tally


if __name__ == "__main__":
    print(json.dumps(vars(main(Path(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201
