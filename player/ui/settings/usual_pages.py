"""The pages that the settings always have."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from player.base.settings import GIGABYTE
from player.core.player import Player
from player.core.preferences import Preferences
from player.ui.languages import languages
from player.ui.menus import OUTPUT_WORDS, THEME_WORDS
from player.ui.practice.input_box import InputBox
from player.ui.settings.form import SettingsForm
from player.ui.settings.page import Page
from player.ui.settings.stem_rows import CacheRow, ModelRow
from player.ui.words import tr


def usual_pages(
    player: Player, preferences: Preferences, show_models: Callable[[], object]
) -> list[Page]:
    """General, sound, separation, tags; a library adds its own."""
    return [
        Page("general", tr("General"), lambda parent: general(preferences, parent)),
        Page("sound", tr("Sound"), lambda parent: sound(player, preferences, parent)),
        Page(
            "separation",
            tr("Separation"),
            lambda parent: separation(player, preferences, show_models, parent),
        ),
        Page("tags", tr("Tags"), lambda parent: tags(preferences, parent)),
    ]


def general(preferences: Preferences, parent: QWidget) -> SettingsForm:
    """Looks, start, desktop."""
    form = SettingsForm(preferences, parent)
    form.title(tr("Window"))
    form.choice("theme", tr("&Theme:"), {name: tr(text) for name, text in THEME_WORDS.items()})
    form.choice(
        "language",
        tr("&Language:"),
        {"": tr("Like the system"), **languages()},
        tr("Holds from the next start on"),
    )
    form.choice(
        "start",
        tr("At the &start:"),
        {"session": tr("The list of last time"), "empty": tr("An empty list")},
    )
    form.title(tr("Desktop"))
    form.switch("notifications", tr("Tell when another song begins"))
    form.switch("tray", tr("Show an icon in the tray"))
    form.switch("close_to_tray", tr("Play on in the tray when the window is closed"))
    return form


def sound(player: Player, preferences: Preferences, parent: QWidget) -> SettingsForm:
    """Where the sound goes."""
    form = SettingsForm(preferences, parent)
    form.title(tr("Output"))
    names = player.playback.outputs()
    form.choice(
        "output", tr("&Device:"), {name: tr(OUTPUT_WORDS.get(name, name)) for name in names}
    )
    form.number("buffer_ms", tr("&Buffer:"), (5, 2000), tr("ms"))
    form.note(tr("A longer buffer is safer on a busy machine; a shorter one answers sooner."))
    form.title(tr("Microphone"))
    form.controls["input"] = InputBox(player.practice.input, preferences, form)
    form.row(tr("&Input:"), form.controls["input"])
    player.practice.input.look()
    form.choice("input_channels", tr("&Channels:"), {1: tr("Mono"), 2: tr("Stereo")})
    form.title(tr("Songs equally loud"))
    form.choice("replay_gain", tr("&ReplayGain:"), _gains())
    form.decimal("replay_gain_preamp", tr("&More or less:"), (-15, 15), tr("dB"), 0.5)
    form.decimal("replay_gain_untagged", tr("Songs &without tags:"), (-15, 15), tr("dB"), 0.5)
    form.switch("measure_loudness", tr("Measure songs whose tags do not tell how loud they are"))
    form.switch("hold_loudness", tr("Keep a mix without some stems as loud as the song"))
    form.title(tr("From song to song"))
    form.decimal("cross_fade", tr("&Overlap:"), (0, 12), tr("s"), 0.5)
    form.note(tr("Songs of an album that follow each other are never faded."))
    return form


def separation(
    player: Player, preferences: Preferences, show_models: Callable[[], object], parent: QWidget
) -> SettingsForm:
    """How songs are separated, and where their stems are kept."""
    form = SettingsForm(preferences, parent)
    form.title(tr("Models"))
    form.whole_row(ModelRow(player.separation, show_models, form))
    form.choice("device", tr("&Runs on:"), _devices())
    form.title(tr("When"))
    form.switch("separate_while_playing", tr("Separate the song that plays, and the next one"))
    form.switch("instant_mute", tr("Mute vocals at once by what is in the middle, until then"))
    form.switch("wait_on_battery", tr("On battery, separate only what plays"))
    form.switch("wait_when_busy", tr("While the machine is busy, separate only what plays"))
    form.title(tr("Stems on disk"))
    form.number("cache_budget", tr("At &most:"), (1, 100_000), tr("GB"), one=GIGABYTE)
    form.choice(
        "stem_codec",
        tr("&Kept as:"),
        {"flac": tr("FLAC, without loss"), "opus": tr("Opus, in a third of the room")},
    )
    form.whole_row(CacheRow(player.separation, form))
    return form


def tags(preferences: Preferences, parent: QWidget) -> SettingsForm:
    """How tags are written."""
    form = SettingsForm(preferences, parent)
    form.title(tr("When tags are written"))
    form.switch("keep_file_times", tr("Leave files the time of their last change"))
    form.note(tr("Backup programs may then not notice that a file has changed."))
    return form


def _gains() -> dict[str, str]:
    return {
        "off": tr("Off: files as they are"),
        "track": tr("Every song"),
        "album": tr("Every album"),
        "auto": tr("Albums in their order, else songs"),
    }


def _devices() -> dict[str, str]:
    return {
        "auto": tr("The fastest there is"),
        "cpu": tr("The processor"),
        "cuda": tr("An NVIDIA card (CUDA)"),
        "mps": tr("An Apple chip (MPS)"),
    }
