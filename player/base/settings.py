"""Settings: declared once as data, kept in a JSON file, checked all at once when read."""

import json
from collections.abc import Callable
from dataclasses import asdict, field, fields
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.values import dataclass

GIGABYTE = 10**9
THEMES = ("system", "dark", "light")
STARTS = ("session", "empty")
QUALITIES = ("fast", "better", "best")
CODECS = ("flac", "opus")
GAIN_MODES = ("off", "track", "album", "auto")
INSTRUMENTS = ("guitar", "ukulele", "piano")
DEVICES = ("auto", "cpu", "cuda", "mps")


def _setting(
    default: Any,  # noqa: ANN401 - a dataclass field of any type
    help_text: str,
    allowed: Callable[[Any], bool] = lambda _: True,
) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"help": help_text, "allowed": allowed})


def _within(lowest: float, highest: float) -> Callable[[Any], bool]:
    return lambda value: bool(lowest <= value <= highest)


@dataclass(frozen=True)
class Settings:
    """Every setting, its type, its default, and what it means (`help` in the field's metadata)."""

    theme: str = _setting(
        "system", "Colours of the window: system, dark or light", THEMES.__contains__
    )
    language: str = _setting("", "Language of the window: de, pt_BR, …; empty for the system's")
    start: str = _setting(
        "session", "What is open at the start: the list of last time, or none", STARTS.__contains__
    )
    notifications: bool = _setting(True, "Tell the desktop when another song begins")
    tray: bool = _setting(True, "Show an icon in the desktop's tray, where there is one")
    close_to_tray: bool = _setting(False, "Play on in the tray when the window is closed")
    output: str = _setting("default", "Sound output: default, vlc, null, or a device's name")
    buffer_ms: int = _setting(
        60,
        "Length of the output buffer, 5 to 2000; more is safer, less answers sooner",
        range(5, 2001).__contains__,
    )
    input: str = _setting("default", "Microphone: default, null, or a device's name")
    input_channels: int = _setting(
        1, "Channels of the microphone: 1, or 2 for stereo", (1, 2).__contains__
    )
    chord_instrument: str = _setting(
        "guitar", "What chords are pictured for: guitar, ukulele or piano", INSTRUMENTS.__contains__
    )
    a4: float = _setting(440.0, "The tuner's A4 in Hz, 430 to 450", _within(430, 450))
    volume: float = _setting(1.0, "Master volume, 0 to 1", lambda value: 0 <= value <= 1)
    cache_budget: int = _setting(
        20 * GIGABYTE, "Bytes that all stems together may take", lambda value: value >= 0
    )
    cache_folder: str = _setting("", "The folder that stems are kept in; empty for the usual one")
    stem_codec: str = _setting(
        "flac", "How stems are kept: flac, or opus in a third of the room", CODECS.__contains__
    )
    separate_while_playing: bool = _setting(True, "Separate the song that plays, and the next one")
    device: str = _setting(
        "auto", "Where the network runs: auto, cpu, cuda or mps", DEVICES.__contains__
    )
    model: str = _setting("spleeter-2stems", "The model that separates while a song plays")
    studio_model: str = _setting("", "The model that replaces its stems later; empty for none")
    instant_mute: bool = _setting(
        True, "Mute vocals at once by what is in the middle, until their stem is there"
    )
    wait_on_battery: bool = _setting(True, "Separate only what plays while on battery")
    wait_when_busy: bool = _setting(
        True, "Separate only what plays while other programs need the machine"
    )
    replay_gain: str = _setting(
        "off", "Songs equally loud: off, track, album or auto", GAIN_MODES.__contains__
    )
    replay_gain_preamp: float = _setting(
        0.0, "Decibels added to songs whose loudness is known, -15 to 15", _within(-15, 15)
    )
    replay_gain_untagged: float = _setting(
        0.0, "Decibels added to songs whose loudness is not known, -15 to 15", _within(-15, 15)
    )
    measure_loudness: bool = _setting(
        True, "Measure the loudness of songs whose tags do not tell it, if replay_gain is on"
    )
    cross_fade: float = _setting(
        0.0,
        "Seconds that songs overlap, 0 to 12; albums stay gapless",
        _within(0, 12),
    )
    hold_loudness: bool = _setting(False, "Keep a mix without some stems as loud as the song")
    quality: str = _setting(
        "fast", "Care of the fast model: fast, better or best", QUALITIES.__contains__
    )
    keep_file_times: bool = _setting(
        False, "Leave the time of the last change as it is when tags are written"
    )
    rename_pattern: str = _setting(
        "{albumartist}/{album}[ ({year})]/[{disc}-][{track:02} ]{title}",
        "The pattern that files were last renamed by",
        bool,
    )


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Settings from `path` and what was wrong with it; a wrong or missing value is the default."""
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError) as error:
        return Settings(), (f"{path} cannot be read ({error}); the defaults are used.",)
    if not isinstance(stored, dict):
        return Settings(), (f"{path} holds no settings; the defaults are used.",)
    return _checked(stored)


def save(settings: Settings, path: Path) -> None:
    """Write all settings; MinusOneError if the disk does not let us."""
    try:
        write_atomically(path, json.dumps(asdict(settings), indent=2).encode())
    except OSError as error:
        raise MinusOneError(
            f"The settings could not be saved: {error.strerror}.",
            f"Check the folder {path.parent}.",
        ) from error


def _checked(stored: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    known = {entry.name: entry for entry in fields(Settings)}
    good: dict[str, Any] = {}
    wrong = [f"There is no setting named {name!r}." for name in stored if name not in known]
    for name in known.keys() & stored.keys():
        entry = known[name]
        if _fits(stored[name], entry.default) and entry.metadata["allowed"](stored[name]):
            good[name] = stored[name]
        else:
            wrong.append(f"{name} cannot be {stored[name]!r}; {entry.default!r} is used.")
    return Settings(**good), tuple(sorted(wrong))


def _fits(value: object, default: object) -> bool:
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)
