"""The dialogs that the window opens; each is there once, and none holds up the window.

What a dialog is made of is imported when it is first opened: the window starts without it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMainWindow

from player.base.units import StemName
from player.core.library_playing import LibraryPlaying
from player.core.library_service import LibraryService
from player.core.player import Player
from player.core.preferences import Preferences
from player.engine.live.kinds import NAMED
from player.retouch.strokes import NOWHERE
from player.ui.actions import MENUS, Actions
from player.ui.keymap import KEYMAP, native
from player.ui.live_words import FILTER_WORDS
from player.ui.menus import THEME_WORDS
from player.ui.palette.entry import Entry
from player.ui.panels.track_actions import TrackActions
from player.ui.settings.page import Page
from player.ui.theme import THEMES
from player.ui.window_layout import RECENT
from player.ui.words import tr

if TYPE_CHECKING:
    from player.ui.midi.midi_actions import MidiActions

D = TypeVar("D", bound=QDialog)
_NOT_LISTED = {"palette"}


class Dialogs(QObject):
    """`recent`: the palette's last commands, the newest first."""

    def __init__(
        self,
        window: QMainWindow,
        player: Player,
        preferences: Preferences,
        actions: Actions,
        tracks: TrackActions,
        recent: Iterable[str],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._player = player
        self._preferences = preferences
        self._actions = actions
        self._tracks = tracks
        self.recent = tuple(recent)
        self._more_pages: list[Page] = []
        self._midi: MidiActions | None = None
        self.sources: list[Callable[[], Iterable[Entry]]] = [
            self._commands,
            self._of_tracks,
            self._of_settings,
            self._of_themes,
            self._of_live,
        ]
        """What the palette offers; places with lists of their own add to it."""

    def add_page(self, page: Page) -> None:
        """Have another page of settings, behind the general one."""
        self._more_pages.append(page)

    @property
    def pages(self) -> list[Page]:
        """The pages of the settings, in their order."""
        from player.ui.settings.usual_pages import usual_pages

        general, *others = usual_pages(self._player, self._preferences, self.show_models)
        return [general, *self._more_pages, *others]

    def show_settings(self, page: str = "") -> None:
        """The settings, at a page if one is named."""
        from player.ui.settings.settings_dialog import SettingsDialog

        self._show(SettingsDialog, lambda: SettingsDialog(self.pages, self._window))
        for dialog in self._window.findChildren(SettingsDialog) if page else ():
            dialog.show_page(page)

    def show_models(self) -> None:
        """The list of models."""
        from player.ui.models_dialog import ModelsDialog

        def make() -> ModelsDialog:
            dialog = ModelsDialog(self._player, self._window)
            dialog.list.method_asked.connect(self.show_methods)
            return dialog

        self._show(ModelsDialog, make)

    def show_live(self) -> None:
        """The live filter and its parameters."""
        from player.ui.live_dialog import LiveDialog

        def make() -> LiveDialog:
            dialog = LiveDialog(self._player.live, self._window)
            dialog.panel.method_asked.connect(self.show_methods)
            return dialog

        self._show(LiveDialog, make)

    def show_compare(self) -> None:
        """Ways to hear the song, side by side."""
        from player.ui.compare.compare_dialog import CompareDialog

        self._show(CompareDialog, lambda: CompareDialog(self._player, self._window))

    def compare(self) -> None:
        """Hear the next alternative; if nothing is compared, choose what is."""
        if self._player.comparing.going_on:
            self._player.comparing.flip()
        else:
            self.show_compare()

    def show_mixes(self, *, keep: bool = False) -> None:
        """The named mixes; `keep`: ready to keep the mix as it stands."""
        from player.ui.practice.mixes_dialog import MixesDialog

        self._show(MixesDialog, lambda: MixesDialog(self._player, self._window))
        for dialog in self._window.findChildren(MixesDialog) if keep else ():
            dialog.ask_name()

    def show_practice_lists(self) -> None:
        """Songs in order, each with how it is practised."""
        from player.ui.practice.practice_lists_dialog import PracticeListsDialog

        self._show(PracticeListsDialog, lambda: PracticeListsDialog(self._player, self._window))

    def show_practice_log(self) -> None:
        """What was practised, and how long."""
        from player.ui.practice.practice_log_dialog import PracticeLogDialog

        self._show(PracticeLogDialog, lambda: PracticeLogDialog(self._player, self._window))

    def show_methods(self, name: str = "") -> None:
        """How the methods work; at one of them, or at that of a live filter or model."""
        from player.ui.methods.methods_dialog import MethodsDialog

        self._show(MethodsDialog, lambda: MethodsDialog(self._window))
        for dialog in self._window.findChildren(MethodsDialog) if name else ():
            dialog.show_method(name)

    def show_sound(self) -> None:
        """Equaliser, loudness, cross-fade."""
        from player.ui.sound_dialog import SoundDialog

        self._show(SoundDialog, lambda: SoundDialog(self._player, self._window))

    def show_history(self, library: LibraryService, playing: LibraryPlaying) -> None:
        """What was heard, and when."""
        from player.ui.library.history_dialog import HistoryDialog

        self._show(HistoryDialog, lambda: HistoryDialog(library, playing, self._window))

    def show_loops(self) -> None:
        """The loops and markers of the song that plays."""
        from player.ui.practice.loops_dialog import LoopsDialog

        self._show(LoopsDialog, lambda: LoopsDialog(self._player, self._window))

    def show_trainer(self) -> None:
        """The plan of the speed trainer."""
        from player.ui.practice.trainer_dialog import TrainerDialog

        self._show(TrainerDialog, lambda: TrainerDialog(self._player, self._window))

    def show_tuner(self) -> None:
        """The tuner on the microphone."""
        from player.ui.practice.tuner_dialog import TunerDialog

        make = partial(TunerDialog, self._player, self._preferences, self._window)
        self._show(TunerDialog, make)

    def show_chords(self, *, export: bool = False, edit: bool = False) -> None:
        """The chords of the song that plays.

        `export`: ask where to write them; `edit`: ask for another one at the playhead.
        """
        from player.ui.practice.chords_dialog import ChordsDialog

        make = partial(ChordsDialog, self._player, self._preferences, self._window)
        self._show(ChordsDialog, make)
        for dialog in self._window.findChildren(ChordsDialog) if export else ():
            dialog.ask_file()
        for dialog in self._window.findChildren(ChordsDialog) if edit else ():
            dialog.edit_here()

    def show_takes(self) -> None:
        """What was recorded over the song."""
        from player.ui.practice.takes_dialog import TakesDialog

        self._show(TakesDialog, lambda: TakesDialog(self._player, self._window))

    def show_retouch(self, stem: StemName = NOWHERE) -> None:
        """The spectrograms of the song that plays, to paint on."""
        from player.ui.retouch.retouch_dialog import RetouchDialog

        current = self._player.queue.current
        if current is not None:
            self._player.retouching.begin(current)
        if self._player.retouching.track is not None:
            self._show(RetouchDialog, lambda: RetouchDialog(self._player, stem, self._window))
        for dialog in self._window.findChildren(RetouchDialog) if stem else ():
            dialog.show_stem(stem)

    def show_keys(self) -> None:
        """The cheat sheet."""
        from player.ui.keys_dialog import KeysDialog

        def make() -> KeysDialog:
            dialog = KeysDialog(self._keys(), self._window)
            dialog.change_asked.connect(self.show_shortcuts)
            dialog.change_asked.connect(dialog.close)
            return dialog

        self._show(KeysDialog, make)

    def show_shortcuts(self) -> None:
        """The keys, to change them."""
        from player.ui.shortcuts_dialog import ShortcutsDialog

        commands = [each for each in self._actions.commands if self._usable(each.name)]
        self._show(ShortcutsDialog, lambda: ShortcutsDialog(commands, KEYMAP, self._window))

    def show_midi(self) -> None:
        """Pedals, knobs and faders, and what they do."""
        from player.ui.midi.midi_dialog import MidiDialog

        doing = self.listen_to_midi()
        self._show(MidiDialog, lambda: MidiDialog(self._player, doing, self._window))

    def listen_to_midi(self) -> "MidiActions":
        """Do from now on what is done on MIDI devices."""
        from player.ui.midi.midi_actions import MidiActions

        if self._midi is None:
            self._midi = MidiActions(self._actions, self._player, self)
        self._player.midi.start_if_mapped()
        return self._midi

    def show_palette(self) -> None:
        """Everything there is to do, to be found by a few letters."""
        from player.ui.palette.palette_dialog import PaletteDialog

        def make() -> PaletteDialog:
            entries = [entry for source in self.sources for entry in source()]
            dialog = PaletteDialog(entries, self.recent, self._window)
            dialog.ran.connect(self._remember)
            return dialog

        self._show(PaletteDialog, make)

    def _show(self, kind: type[D], make: Callable[[], D]) -> None:
        open_ones = (each for each in self._window.findChildren(kind) if each.isVisible())
        dialog = next(open_ones, None) or make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _remember(self, name: str) -> None:
        self.recent = (name, *(each for each in self.recent if each != name))[:RECENT]

    def _usable(self, name: str) -> bool:
        return self._actions[name].isVisible()

    def _commands(self) -> Iterable[Entry]:
        for command in self._actions.commands:
            if self._usable(command.name) and command.name not in _NOT_LISTED:
                keys = command.keys_now
                yield Entry(
                    command.name,
                    tr(command.text),
                    self._actions[command.name].trigger,
                    tr(MENUS[command.menu]).replace("&", ""),
                    native(keys[0]) if keys else "",
                )

    def _of_tracks(self) -> Iterable[Entry]:
        self._tracks.refresh()
        able = [action for action in self._tracks.all if action.isEnabled()]
        self._tracks.enable_all()
        for number, action in enumerate(self._tracks.all):
            if action not in able:
                continue
            keys = [key.toString() for key in action.shortcuts()]
            key = native(keys[0]) if keys else ""
            yield Entry(f"tracks-{number}", action.text(), action.trigger, tr("Tracks"), key)

    def _of_settings(self) -> Iterable[Entry]:
        for page in self.pages:
            text = tr("Settings: {page}").format(page=page.text)
            yield Entry(f"settings-{page.name}", text, partial(self.show_settings, page.name))

    def _of_live(self) -> Iterable[Entry]:
        live = self._player.live
        for name, words in FILTER_WORDS.items():
            text = tr("Live filter: {filter}").format(filter=tr(words))
            yield Entry(f"live-{name}", text, partial(live.set, [NAMED[name]]), tr("Mix"))
        if live.filters:
            yield Entry("live-none", tr("Live filter: none"), partial(live.set, []), tr("Mix"))

    def _of_themes(self) -> Iterable[Entry]:
        for name in THEMES:
            text = tr("Theme: {theme}").format(theme=tr(THEME_WORDS[name]))
            choose = partial(self._preferences.change, theme=name)
            yield Entry(f"theme-{name}", text, choose, tr(MENUS["View"]).replace("&", ""))

    def _keys(self) -> dict[str, list[tuple[str, Sequence[str]]]]:
        groups: dict[str, list[tuple[str, Sequence[str]]]] = {name: [] for name in MENUS}
        for command in self._actions.commands:
            if command.keys_now and self._usable(command.name):
                line = tr(command.text).removesuffix("…"), command.keys_now
                groups[command.menu].append(line)
        shown = {tr(MENUS[name]).replace("&", ""): lines for name, lines in groups.items()}
        shown[tr("In the queue")] = [
            (action.text().removesuffix("…"), [key.toString() for key in action.shortcuts()])
            for action in self._tracks.all
            if action.shortcuts()
        ]
        return shown
