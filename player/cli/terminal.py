"""What all commands share: folders, the mix, progress on a terminal, a session without a window."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from player.base import settings as settings_file
from player.base.errors import MinusOneError
from player.base.folders import Folders, folders
from player.base.loop import Loop
from player.base.messages import Level, Message
from player.base.settings import GAIN_MODES, Settings
from player.base.units import StemName
from player.core.equaliser_presets import EqualiserPresets
from player.core.mix import MixController
from player.core.replay_gain import GainMode
from player.core.sound import SoundWishes, wishes_of

BAR = 30


class Command(Protocol):
    """What every command's module is."""

    def add_options(self, parser: argparse.ArgumentParser, /) -> None:
        """Say which options there are."""

    def run(self, options: argparse.Namespace, /) -> int:
        """Carry it out; returns the exit code. MinusOneError says what went wrong."""
        ...


FOLDER_OPTIONS = ("--data-dir", "--cache-dir")


def add_folder_options(parser: argparse.ArgumentParser) -> None:
    """Options that put everything elsewhere."""
    parser.add_argument("--data-dir", type=Path, help="where models and settings are kept")
    parser.add_argument("--cache-dir", type=Path, help="where stems are kept")


def add_mix_options(parser: argparse.ArgumentParser) -> None:
    """Options that set the mixer."""
    for name, text in (("mute", "silence a stem"), ("solo", "hear only this stem")):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="STEM", help=text)
    parser.add_argument(
        "--gain", action="append", default=[], metavar="STEM=DB", help="turn a stem up or down"
    )


def add_sound_options(parser: argparse.ArgumentParser) -> None:
    """Options that say how loud songs are, and what the equaliser does."""
    parser.add_argument(
        "--replaygain", choices=GAIN_MODES, metavar="MODE", help=f"one of {', '.join(GAIN_MODES)}"
    )
    parser.add_argument("--eq", metavar="PRESET", help="an equaliser preset, as Rock or Vocal")


def given_sound(
    options: argparse.Namespace, place: Folders, settings: Settings | None = None
) -> SoundWishes:
    """What the options say, before the settings if there are any.

    Raises MinusOneError for a preset that there is not.
    """
    presets = EqualiserPresets(place.data / "equaliser.json")
    wishes = SoundWishes() if settings is None else wishes_of(settings, presets.curve)
    if options.eq is not None:
        wishes = replace(wishes, curve=presets.find(options.eq))
    if options.replaygain is not None:
        wanted = replace(wishes.replay_gain, mode=GainMode(options.replaygain))
        wishes = replace(wishes, replay_gain=wanted)
    return wishes


def given_folders(options: argparse.Namespace) -> Folders:
    """The folders that the options name, or the user's own."""
    return folders(options.data_dir, options.cache_dir)


def given_settings(place: Folders) -> Settings:
    """The settings; what is wrong with them is said."""
    settings, problems = settings_file.load(place.settings)
    for problem in problems:
        say(problem)
    return settings


def set_mix(options: argparse.Namespace, mix: MixController) -> None:
    """Put the mixer where the options say; MinusOneError for a stem that there is not."""
    for stem in options.mute:
        mix.set_mute(_stem(stem, mix), True)
    for stem in options.solo:
        mix.set_solo(_stem(stem, mix), True)
    for pair in options.gain:
        stem, _, level = pair.partition("=")
        try:
            mix.set_gain(_stem(stem, mix), float(level))
        except ValueError as error:
            raise MinusOneError(
                f"--gain {pair} is not understood.", "Write for instance --gain vocals=-6"
            ) from error


def mix_is_given(options: argparse.Namespace) -> bool:
    """Whether any option of `add_mix_options` was used."""
    return bool(options.mute or options.solo or options.gain)


def _stem(name: str, mix: MixController) -> StemName:
    if name not in mix.stems:
        raise MinusOneError(f"There is no stem {name!r}.", f"There are: {', '.join(mix.stems)}.")
    return StemName(name)


def say(text: str) -> None:
    """One line to the user, beside the result on standard output."""
    Progress.clear()
    print(text, file=sys.stderr)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """The result, for a script."""
    print(json.dumps(value, indent=2))


class Progress:
    """A progress bar on a terminal; nothing where there is none."""

    shown = False

    @classmethod
    def show(cls, text: str, fraction: float | None = None) -> None:
        """Draw over the line drawn before."""
        if not sys.stderr.isatty():
            return
        bar = ""
        if fraction is not None:
            full = round(BAR * fraction)
            bar = f"[{'#' * full}{'.' * (BAR - full)}] {fraction:4.0%} "
        print(f"\r\x1b[K{bar}{text}", end="", file=sys.stderr, flush=True)
        cls.shown = True

    @classmethod
    def clear(cls) -> None:
        """Remove the bar."""
        if cls.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            cls.shown = False


@dataclass
class Complaints:
    """Messages of a session, said as they come."""

    failed: bool = False

    def take(self, message: Message) -> None:
        """Say one; an error makes the exit code 1."""
        say(f"{message.text} {message.hint}".strip())
        self.failed = self.failed or message.level is Level.ERROR


@contextmanager
def main_loop() -> Iterator[Loop]:
    """A main loop for one command; the progress bar is gone afterwards."""
    try:
        yield Loop()
    finally:
        Progress.clear()


def peak_memory_mb(pid: int) -> float | None:
    """The most memory a running process has held so far; None where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    return None
