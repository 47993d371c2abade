"""`minusone [PATH…]`: opens the window; without a display it does the main job in the terminal."""

import argparse
import gc
import os
import sys
from importlib.resources import as_file, files
from pathlib import Path

from player.base.folders import Folders
from player.cli.terminal import Command, add_folder_options, given_folders, say

MUTE_AT = "3"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders or stream URLs")


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options)
    if _has_display():
        gc.disable()  # what is made now stays: looking through it again and again finds nothing
        from player.app import run as run_window  # late: without a display Qt is not needed

        return run_window(options.paths, place)
    say("There is no display: playing in the terminal (see minusone --help for all commands).")
    if options.paths:
        return _in_terminal(options.paths, place)
    with as_file(files("resources") / "example" / "slow-motion-dream.mp3") as example:
        return _in_terminal([str(example)], place)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _in_terminal(paths: list[str], place: Folders) -> int:
    """Play, take the vocals out on the way, and write the stems of what was played."""
    from player.cli import play, separate  # late: the window opens sooner without
    from player.engine.output.device import can_play

    folders = ["--data-dir", str(place.data), "--cache-dir", str(place.cache)]
    output = [] if can_play() else ["--output", "null"]
    if output:
        say("No sound device works: the sound goes nowhere.")
    say(f"The vocals leave after {MUTE_AT} seconds.")
    muted = ["--mute", "vocals", "--mute-at", MUTE_AT]
    played = _command(play, [*folders, *output, *muted, "--", *paths])
    songs = [path for path in paths if Path(path).is_file()]
    if not songs:
        return played
    stems = place.data / "stems"
    say(f"Writing the stems to {stems}:")
    written = _command(separate, [*folders, "-o", str(stems), "--", *songs])
    return played or written


def _command(command: Command, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    add_folder_options(parser)
    command.add_options(parser)
    return command.run(parser.parse_args(arguments))
