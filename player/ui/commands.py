"""Everything the menus and keys can do, as one table: menu, key, words, and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from player.base.units import SAMPLE_RATE, Seconds, StemName
from player.core.mix import PRESETS, Preset
from player.core.player import Player
from player.core.playing_order import Repeat

SEEK_STEP: Seconds = 5.0
VOLUME_STEP = 0.05
NUMBERED = 9
"""How many strips have a number key."""

Do = Callable[[Player], object]
Ask = Callable[[Player], bool]


@dataclass(frozen=True)
class Command:
    """One thing the user can ask for."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    """Portable key names; the first is shown."""
    what: Do | None = None
    """None if it concerns the window rather than the player."""
    checked: Ask | None = None
    """Whether a tick stands before it; None if it has no tick."""
    repeats: bool = False
    """Whether it goes on while the key is held down."""

    def tip(self, text: str = "") -> str:
        """A tool tip that tells the key: "Mute vocals (M)"."""
        words = text or self.text.removesuffix("…")
        return f"{words} ({self.keys[0]})" if self.keys else words


def seek_by(player: Player, time: Seconds) -> None:
    """Go forward or back by `time`, not beyond the song's ends."""
    state = player.playback.state
    if state.track is None or state.length is None:
        return
    wanted = state.position + round(time * SAMPLE_RATE)
    player.playback.seek(min(max(wanted, 0), state.length))


def _seek(time: Seconds) -> Do:
    return lambda player: seek_by(player, time)


def _volume(step: float) -> Do:
    return lambda player: player.mix.set_volume(round(player.mix.volume + step, 2))


def _muted(stem: StemName) -> Ask:
    return lambda player: any(s.mute for s in player.mix.strips if s.stem == stem)


def _soloed(stem: StemName) -> Ask:
    return lambda player: any(s.solo for s in player.mix.strips if s.stem == stem)


def _toggle_mute(stem: StemName) -> Do:
    return lambda player: player.mix.set_mute(stem, not _muted(stem)(player))


def _toggle_solo(stem: StemName) -> Do:
    return lambda player: player.mix.set_solo(stem, not _soloed(stem)(player))


def _preset(preset: Preset) -> tuple[Do, Ask]:
    return lambda player: player.mix.apply(preset), lambda player: player.mix.preset == preset


def strip_commands(stems: Sequence[StemName]) -> dict[StemName, tuple[Command, Command]]:
    """Mute and solo of each strip; the first strip and the last have keys of their own."""
    last = len(stems)
    return {stem: _strip(number, last, stem) for number, stem in enumerate(stems, start=1)}


def _strip(number: int, last: int, stem: StemName) -> tuple[Command, Command]:
    plus = "" if number == 1 else "Shift+" if number == last else None
    mutes = () if plus is None else (f"{plus}M",)
    solos = () if plus is None else (f"{plus}S",)
    if number <= NUMBERED:
        mutes, solos = (*mutes, f"Alt+{number}"), (*solos, f"Alt+Shift+{number}")
    mute, solo = _toggle_mute(stem), _toggle_solo(stem)
    return (
        Command(f"mute-{stem}", "Mix", f"Mute {stem}", mutes, mute, _muted(stem)),
        Command(f"solo-{stem}", "Mix", f"Solo {stem}", solos, solo, _soloed(stem)),
    )


def _turn_repeat(player: Player) -> None:
    kinds = tuple(Repeat)
    player.queue.set_repeat(kinds[(kinds.index(player.queue.repeat) + 1) % len(kinds)])


def _separate_all(player: Player) -> None:
    songs = [track.id for track in player.queue.tracks if not track.is_stream]
    player.separation.request_many(songs)


def _cancel_all(player: Player) -> None:
    player.separation.cancel_all()


COMMANDS = (
    Command("open-files", "File", "Open files…", ("Ctrl+O",)),
    Command("open-folder", "File", "Open folder…", ("Ctrl+Shift+O",)),
    Command("open-stream", "File", "Open stream…", ("Ctrl+U",)),
    Command("save-list", "File", "Save list as playlist…", ("Ctrl+Shift+S",)),
    Command("clear-queue", "File", "Close all", ("Ctrl+Shift+W",), lambda p: p.queue.clear()),
    Command("quit", "File", "Quit", ("Ctrl+Q",)),
    Command("toggle", "Play", "Play or pause", ("Space",), lambda p: p.playback.toggle()),
    Command("previous", "Play", "Previous", ("Ctrl+Left",), lambda p: p.playback.previous()),
    Command("next", "Play", "Next", ("Ctrl+Right",), lambda p: p.playback.next()),
    Command("stop", "Play", "Stop", ("Ctrl+.",), lambda p: p.playback.stop()),
    Command(
        "repeat",
        "Play",
        "Repeat: off, all, one",
        ("R",),
        _turn_repeat,
        lambda p: p.queue.repeat is not Repeat.OFF,
    ),
    Command(
        "shuffle",
        "Play",
        "Shuffle",
        ("H",),
        lambda p: p.queue.set_shuffle(not p.queue.shuffle),
        lambda p: p.queue.shuffle,
    ),
    Command(
        "stop-after",
        "Play",
        "Stop after this track",
        ("Ctrl+Alt+.",),
        lambda p: p.queue.set_stop_after(not p.queue.stop_after),
        lambda p: p.queue.stop_after,
    ),
    Command("back", "Play", "Back 5 seconds", ("Left",), _seek(-SEEK_STEP), repeats=True),
    Command("forward", "Play", "Forward 5 seconds", ("Right",), _seek(SEEK_STEP), repeats=True),
    Command("louder", "Play", "Louder", ("Up", "Ctrl+Up"), _volume(VOLUME_STEP), repeats=True),
    Command("softer", "Play", "Softer", ("Down", "Ctrl+Down"), _volume(-VOLUME_STEP), repeats=True),
    *(
        Command(f"preset-{number}", "Mix", preset.name, (str(number),), *_preset(preset))
        for number, preset in enumerate(PRESETS, start=1)
    ),
    Command("models", "Stems", "Models…", ("Ctrl+M",)),
    Command("separate-all", "Stems", "Separate all", ("Ctrl+Shift+Return",), _separate_all),
    Command("cancel-all", "Stems", "Cancel all", ("Ctrl+Shift+Backspace",), _cancel_all),
    Command(
        "pause-separation",
        "Stems",
        "Hold separation",
        ("Ctrl+P",),
        lambda p: p.separation.set_paused(not p.separation.paused),
        lambda p: p.separation.paused,
    ),
    Command("clear-cache", "Stems", "Clear stem cache", (), lambda p: p.separation.clear_cache()),
    Command("keys", "Help", "Keys", ("F1",)),
)

_BY_NAME = {command.name: command for command in COMMANDS}


def command(name: str) -> Command:
    """The command of this name; KeyError if there is none."""
    return _BY_NAME[name]


def tip(name: str, text: str = "") -> str:
    """A tool tip that tells the key: "Play (Space)"."""
    known = _BY_NAME.get(name)
    return text if known is None else known.tip(text)
