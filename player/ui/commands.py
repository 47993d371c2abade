"""Everything the menus and keys can do, as one table: menu, key, words, and what it does."""

from collections.abc import Sequence

from player.base.units import SAMPLE_RATE, Seconds, StemName
from player.core.mix import PRESETS, Preset
from player.core.player import Player
from player.core.playing_order import Repeat
from player.core.shuffling import Shuffle
from player.ui.command import Ask, Command, Do
from player.ui.places.place import PLACES
from player.ui.practice.practice_commands import PRACTICE_COMMANDS
from player.ui.stem_names import stem_name
from player.ui.words import mark, tr

SEEK_STEP: Seconds = 5.0
VOLUME_STEP = 0.05
NUMBERED = 9
"""How many strips have a number key."""


def seek_by(player: Player, time: Seconds) -> None:
    """Go forward or back by `time`, not beyond the song's ends."""
    state = player.playback.state
    if state.track is None or state.length is None:
        return
    wanted = state.position + round(time * SAMPLE_RATE)
    player.playback.seek(min(max(wanted, 0), state.length))


def _shuffles_by(way: Shuffle) -> Ask:
    return lambda player: player.queue.shuffle and player.queue.shuffle_way is way


def _shuffle_by(way: Shuffle) -> Do:
    """Shuffle like this; if it is so already, follow the list."""
    on = _shuffles_by(way)
    return lambda player: player.queue.set_shuffle_way(Shuffle.OFF if on(player) else way)


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
        Command(f"mute-{stem}", "Mix", mute_words(stem), mutes, mute, _muted(stem)),
        Command(f"solo-{stem}", "Mix", solo_words(stem), solos, solo, _soloed(stem)),
    )


def mute_words(stem: StemName) -> str:
    """What muting a stem is called."""
    return tr("Mute {stem}").format(stem=stem_name(stem))


def solo_words(stem: StemName) -> str:
    """What hearing a stem alone is called."""
    return tr("Solo {stem}").format(stem=stem_name(stem))


def _turn_repeat(player: Player) -> None:
    kinds = tuple(Repeat)
    player.queue.set_repeat(kinds[(kinds.index(player.queue.repeat) + 1) % len(kinds)])


def _separate_all(player: Player) -> None:
    songs = [track.id for track in player.queue.tracks if not track.is_stream]
    player.separation.request_many(songs)


def _cancel_all(player: Player) -> None:
    player.separation.cancel_all()


PRESET_WORDS = (mark("Original"), mark("Karaoke"), mark("A cappella"))
"""The presets' names, which the mix itself does not translate."""

COMMANDS = (
    Command("open-files", "File", mark("Open files…"), ("Ctrl+O",)),
    Command("open-folder", "File", mark("Open folder…"), ("Ctrl+Shift+O",)),
    Command("open-stream", "File", mark("Open stream…"), ("Ctrl+U",)),
    Command("save-list", "File", mark("Save list as playlist…"), ("Ctrl+Shift+S",)),
    Command("clear-queue", "File", mark("Close all"), ("Ctrl+Shift+W",), lambda p: p.queue.clear()),
    Command("add-folder", "File", mark("Add folder to the library…"), ("Ctrl+Alt+O",)),
    Command("rescan", "File", mark("Look for changed files"), ("F5",)),
    Command("settings", "File", mark("Settings…"), ("Ctrl+,",)),
    Command("quit", "File", mark("Quit"), ("Ctrl+Q",)),
    Command("toggle", "Play", mark("Play or pause"), ("Space",), lambda p: p.playback.toggle()),
    Command("previous", "Play", mark("Previous"), ("Ctrl+Left",), lambda p: p.playback.previous()),
    Command("next", "Play", mark("Next"), ("Ctrl+Right",), lambda p: p.playback.next()),
    Command("stop", "Play", mark("Stop"), ("Ctrl+.",), lambda p: p.playback.stop()),
    Command(
        "repeat",
        "Play",
        mark("Repeat: off, all, one"),
        ("R",),
        _turn_repeat,
        lambda p: p.queue.repeat is not Repeat.OFF,
    ),
    Command(
        "shuffle",
        "Play",
        mark("Shuffle"),
        ("H",),
        lambda p: p.queue.set_shuffle(not p.queue.shuffle),
        lambda p: p.queue.shuffle,
    ),
    Command(
        "shuffle-albums",
        "Play",
        mark("Shuffle whole albums"),
        what=_shuffle_by(Shuffle.ALBUMS),
        checked=_shuffles_by(Shuffle.ALBUMS),
    ),
    Command(
        "shuffle-rating",
        "Play",
        mark("Shuffle by rating"),
        what=_shuffle_by(Shuffle.RATING),
        checked=_shuffles_by(Shuffle.RATING),
    ),
    Command(
        "stop-after",
        "Play",
        mark("Stop after this track"),
        ("Ctrl+Alt+.",),
        lambda p: p.queue.set_stop_after(not p.queue.stop_after),
        lambda p: p.queue.stop_after,
    ),
    Command("history", "Play", mark("History…"), ("Ctrl+H",)),
    Command("sound", "Play", mark("Sound…"), ("Ctrl+E",)),
    Command("back", "Play", mark("Back 5 seconds"), ("Left",), _seek(-SEEK_STEP), repeats=True),
    Command(
        "forward", "Play", mark("Forward 5 seconds"), ("Right",), _seek(SEEK_STEP), repeats=True
    ),
    Command(
        "louder", "Play", mark("Louder"), ("Up", "Ctrl+Up"), _volume(VOLUME_STEP), repeats=True
    ),
    Command(
        "softer", "Play", mark("Softer"), ("Down", "Ctrl+Down"), _volume(-VOLUME_STEP), repeats=True
    ),
    *(
        Command(f"preset-{number}", "Mix", words, (str(number),), *_preset(preset))
        for number, (preset, words) in enumerate(zip(PRESETS, PRESET_WORDS, strict=True), start=1)
    ),
    Command("compare", "Mix", mark("Compare…"), ("X",)),
    Command("live-filter", "Mix", mark("Live filter…"), ("L",)),
    Command("mixes", "Mix", mark("Named mixes…"), ("Ctrl+Alt+M",)),
    Command("keep-mix", "Mix", mark("Keep this mix…"), ("Ctrl+Alt+0",)),
    *PRACTICE_COMMANDS,
    Command("models", "Stems", mark("Models…"), ("Ctrl+M",)),
    Command("separate-all", "Stems", mark("Separate all"), ("Ctrl+Shift+Return",), _separate_all),
    Command("cancel-all", "Stems", mark("Cancel all"), ("Ctrl+Shift+Backspace",), _cancel_all),
    Command(
        "pause-separation",
        "Stems",
        mark("Hold separation"),
        ("Ctrl+P",),
        lambda p: p.separation.set_paused(not p.separation.paused),
        lambda p: p.separation.paused,
    ),
    Command("refine", "Stems", mark("Refine by hand…"), ("Ctrl+Alt+R",)),
    Command(
        "clear-cache", "Stems", mark("Clear stem cache"), (), lambda p: p.separation.clear_cache()
    ),
    *(
        Command(place.command, "View", place.text, (f"Ctrl+{number}",))
        for number, place in enumerate(PLACES, start=1)
    ),
    Command("show-mixer", "View", mark("Mixer"), ("F9",)),
    Command("stereo-plane", "View", mark("Stereo plane"), ("P",)),
    Command("palette", "View", mark("All commands…"), ("Ctrl+K",)),
    Command("search", "View", mark("Search"), ("Ctrl+F",)),
    Command("keys", "Help", mark("Keys"), ("F1", "?")),
    Command("shortcuts", "Help", mark("Change keys…")),
    Command("midi", "Help", mark("Pedals and MIDI controllers…")),
    Command("methods", "Help", mark("How the methods work…"), ("Shift+F1",)),
)

_BY_NAME = {command.name: command for command in COMMANDS}


def command(name: str) -> Command:
    """The command of this name; KeyError if there is none."""
    return _BY_NAME[name]


def tip(name: str, text: str = "") -> str:
    """A tool tip that tells the key: "Play (Space)"."""
    known = _BY_NAME.get(name)
    return text if known is None else known.tip(text)
