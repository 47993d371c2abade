"""Builds the player with its window. Order: Qt, the controllers, the window; then what to open.

Whatever can wait does so until the window is painted: it would want the same cores.
"""

import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from player.base import settings as settings_file
from player.base.errors import MinusOneError
from player.base.folders import Folders
from player.base.messages import Level
from player.base.settings import Settings
from player.core.assembly import MinusOne, Wishes
from player.core.preferences import Preferences
from player.core.session_keeper import SessionKeeper
from player.core.settings_in_use import SettingsInUse
from player.core.sound import settings_of, wishes_of
from player.ui.application import create_application
from player.ui.bridge import MainThread
from player.ui.collecting import Collecting
from player.ui.desktop.front import bring_to_front
from player.ui.desktop.single_instance import first_instance
from player.ui.first_paint import after_first_paint
from player.ui.keymap import KEYMAP, read_keymap, write_keymap
from player.ui.languages import use_language
from player.ui.library.library_place import LibraryTools
from player.ui.places.now_playing_place import NowPlayingPlace
from player.ui.places.place import NOW_PLAYING
from player.ui.settings.library_page import library_page
from player.ui.theme import apply_theme, theme_named
from player.ui.window import MainWindow
from player.ui.window_layout import read_layout, write_layout

if TYPE_CHECKING:
    from player.ui.desktop.desktop import Desktop

_WAKE_MS = 200
_KEEP_MS = 10_000
_DESKTOP_AFTER_MS = 400
"""The first list goes before."""
_AHEAD_AFTER_MS = 2_500
_SCAN_AFTER_MS = 4_000
"""The library's folders are looked through when the window can be used."""


class App:
    """The player and its window, connected."""

    def __init__(self, folders: Folders, settings: Settings, problems: Sequence[str] = ()) -> None:
        self._layout_file = folders.data / "window.json"
        self.main_thread = MainThread()
        self.player = MinusOne(folders, settings, self.main_thread, Wishes(start=False))
        self.preferences = Preferences(settings, folders.settings, self.player.messages)
        self._in_use = SettingsInUse(self.player, self.preferences)
        self._take_keys(folders.data / "shortcuts.json")
        self.window = MainWindow(
            self.player,
            self.preferences,
            layout=read_layout(self._layout_file),
            places={
                NOW_PLAYING.name: lambda parent: NowPlayingPlace(
                    self.player, parent, self.player.covers
                )
            },
            library=LibraryTools(self.player.library, self.player.covers, self.player.scan),
        )
        self.window.dialogs.add_page(library_page(self.player.scan))
        self.player.separation.models_changed.connect(self._keep_models)
        self._set_editing()
        self.preferences.changed.connect(lambda _before: self._set_editing())
        self.player.sound.changed.connect(self._keep_sound)
        self.preferences.changed.connect(self._follow_sound)
        for problem in problems:
            self.player.messages.say(Level.WARNING, problem)
        self.session = SessionKeeper(self.player, folders.data / "session.json", self.main_thread)
        self.desktop: Desktop | None = None
        self._keep = QTimer()
        self._keep.timeout.connect(self.session.save)
        self._keep.timeout.connect(self._keep_curve)
        self._keep.start(_KEEP_MS)

    def start(self) -> None:
        """Start what the window can be shown without."""
        self.player.start()
        self.player.editing.start()

    def join_desktop(self) -> None:
        """Have an icon in the tray, media keys and news of songs."""
        from player.ui.desktop.desktop import Desktop

        self.desktop = Desktop(self.player, self.window)
        self.window.dialogs.listen_to_midi()

    def take_over(self, paths: Sequence[str]) -> None:
        """Do what another start of the program was asked to."""
        bring_to_front(self.window)
        if paths:
            self.play(paths)

    def play(self, paths: Sequence[str | Path]) -> None:
        """Open these, play the first, and show it."""
        self.window.go_to(NOW_PLAYING.name)
        self.player.open(paths, play=True)

    def close(self) -> None:
        """Save the session and the settings, and end the child processes."""
        self._keep.stop()
        if self.desktop is not None:
            self.desktop.close()
        self._forget_keys()
        self._in_use.close()
        self.session.close()
        self.preferences.change(volume=self.player.mix.volume)
        self._keep_layout()
        self._keep_curve()
        if self.window.library is not None:
            self.window.library.end()
        self.player.close()
        self.main_thread.close()

    def _set_editing(self) -> None:
        self.player.editing.keep_times = self.preferences.now.keep_file_times

    def _keep_models(self) -> None:
        stems = self.player.separation
        self.preferences.change(
            model=stems.model_name, studio_model=stems.studio_name, quality=stems.quality
        )

    def _take_keys(self, file: Path) -> None:
        """Have the user's own keys, and keep what becomes of them."""
        own, problem = read_keymap(file)
        if problem:
            self.player.messages.say(Level.WARNING, problem)
        KEYMAP.set_own(own)
        self._forget_keys = KEYMAP.changed.connect(lambda: self._keep_keys(file))

    def _keep_keys(self, file: Path) -> None:
        try:
            write_keymap(KEYMAP.own, file)
        except MinusOneError as error:
            self.player.messages.error(error)

    def _keep_sound(self) -> None:
        self.preferences.change(**settings_of(self.player.sound.wishes))

    def _follow_sound(self, _before: Settings) -> None:
        sound = self.player.sound
        sound.set(wishes_of(self.preferences.now, sound.wishes.curve))

    def _keep_curve(self) -> None:
        try:
            self.player.equaliser_presets.keep(self.player.sound.wishes.curve)
        except MinusOneError as error:
            self.player.messages.error(error)

    def _keep_layout(self) -> None:
        try:
            write_layout(self.window.layout_now(), self._layout_file)
        except MinusOneError as error:
            self.player.messages.error(error)


def run(paths: Sequence[str | Path], folders: Folders) -> int:
    """Open the window and what is named, here or in the window that is open; the exit code."""
    qt = create_application(sys.argv[:1])
    instance = first_instance(folders, paths)
    if instance is None:
        return 0
    settings, problems = settings_file.load(folders.settings)
    use_language(qt, settings.language)
    apply_theme(qt, theme_named(settings.theme))
    app = App(folders, settings, problems)
    app.window.show()
    instance.asked.connect(app.take_over)
    after_first_paint(app.window, app.start)
    after_first_paint(app.window, lambda: QTimer.singleShot(_DESKTOP_AFTER_MS, app.join_desktop))
    qt.setQuitOnLastWindowClosed(False)
    app.window.quit_asked.connect(qt.quit)
    if paths:
        app.play(paths)
    elif settings.start == "session":
        app.session.restore()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: qt.quit())
    QTimer.singleShot(_AHEAD_AFTER_MS, app.player.library.read_ahead)
    QTimer.singleShot(_SCAN_AFTER_MS, app.player.scan.start)
    wake = QTimer()  # Python sees a signal only when it gets a turn
    wake.start(_WAKE_MS)
    wake.timeout.connect(lambda: None)
    gc.freeze()
    Collecting(qt)
    try:
        return qt.exec()
    finally:
        instance.close()
        app.close()
