"""Parses the command line and hands over to the command's file."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from player import __version__
from player.base.errors import MinusOneError
from player.cli.terminal import FOLDER_OPTIONS, add_folder_options

COMMANDS = {
    "separate": "write a file's stems to a folder",
    "play": "play without a window",
    "render": "write a mix to a file",
    "models": "list, fetch, add or remove separation models",
    "scan": "bring the library up to what is on disk",
    "search": "find tracks in the library",
    "analyse": "find beats, key and chords",
    "cache": "look at the stem cache, check it or clear it",
    "export": "write a song and its stems as a stem file",
    "import": "take stems from elsewhere as a song's stems",
}
MODULES = {"export": "exporting", "import": "importing", None: "open"}
"""Where a command is carried out, if not in the module of its name."""

EPILOG = "Commands:\n" + "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; returns the exit code: 0 done, 1 failed, 2 not understood."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    command, arguments = _split(arguments)
    module = importlib.import_module(f"player.cli.{MODULES.get(command, command)}")
    parser = _parser(command)
    module.add_options(parser)
    options = parser.parse_args(arguments)
    try:
        code = int(module.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MinusOneError as error:
        print(f"minusone: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _split(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The command, before which only the folders may be named, and all other arguments."""
    place = 0
    while place < len(arguments) and arguments[place].partition("=")[0] in FOLDER_OPTIONS:
        place += 1 if "=" in arguments[place] else 2
    if place < len(arguments) and arguments[place] in COMMANDS:
        return arguments[place], [*arguments[:place], *arguments[place + 1 :]]
    return None, arguments


def _parser(command: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"minusone {command}" if command else "minusone",
        description=COMMANDS[command].capitalize() + "."
        if command
        else "A music player that can leave out a part of the song while it plays.",
        epilog=None if command else EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if not command:
        parser.add_argument("--version", action="version", version=f"Minus One {__version__}")
    add_folder_options(parser)
    return parser
