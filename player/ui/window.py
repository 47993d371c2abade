"""The main window: the frame with its places, the menu bar, and what the keys do to them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from player.base.settings import Settings
from player.core.player import Player
from player.core.preferences import Preferences
from player.ui.actions import Actions
from player.ui.dialogs import Dialogs
from player.ui.dropping import Dropping
from player.ui.kept_parts import KeptParts, decoded, encoded
from player.ui.library.folder_actions import FolderActions
from player.ui.library.library_place import LibraryPlace, LibraryTools
from player.ui.library.sources import Source
from player.ui.library.track_mime import dragged_ids
from player.ui.listen import listen
from player.ui.menus import Menus
from player.ui.opening import Opening
from player.ui.palette.library_entries import source_entries
from player.ui.panels.tracks_panel import TracksPanel
from player.ui.places.frame_panel import FramePanel
from player.ui.places.now_playing_place import NowPlayingPlace, View
from player.ui.places.place import LIBRARY, PLACES, QUEUE
from player.ui.places.places_stack import MakePlace
from player.ui.practice.lanes_commands import LANES_COMMANDS
from player.ui.theme import apply_theme, theme_named
from player.ui.window_layout import WindowLayout

_SIZE = (1120, 720)
_FRAME = (8, 40)
"""Pixels that the system's frame needs of the screen, about."""


class MainWindow(QMainWindow):
    """`preferences` have been carried out already; `places` are those beside the usual ones."""

    quit_asked = Signal()
    """The program is to end."""

    def __init__(
        self,
        player: Player,
        preferences: Preferences | None = None,
        *,
        layout: WindowLayout | None = None,
        places: Mapping[str, MakePlace] | None = None,
        library: LibraryTools | None = None,
    ) -> None:
        super().__init__()
        self._player = player
        self._layout = layout or WindowLayout()
        self.preferences = preferences or Preferences(Settings(theme="dark"))
        self.keeps_running: Callable[[], bool] = lambda: False
        """Whether the program goes on when the window is closed."""
        self.parts = KeptParts(self._layout.parts)
        self.opening = Opening(player, self)
        self.tracks = TracksPanel(player, self)
        usual: dict[str, MakePlace] = {QUEUE.name: lambda _: self.tracks}
        self.library = place = None if library is None else LibraryPlace(player, library, self)
        if place is not None:
            usual[LIBRARY.name] = lambda _: place
        self.frame = FramePanel(player, {**usual, **(places or {})}, self)
        self.setCentralWidget(self.frame)
        self.messages, self.banner = self.frame.messages, self.frame.banner
        self.mixer, self.transport = self.frame.mixer, self.frame.transport
        self.status = self.frame.status
        self._dropping = Dropping(player, self.opening, self.tracks, self.mixer)
        self.actions_ = Actions(self, player)
        self.menus = Menus(
            player, self.preferences, self.actions_, self.tracks.actions_, self.menuBar()
        )
        self.dialogs = Dialogs(
            self, player, self.preferences, self.actions_, self.tracks.actions_, self._layout.recent
        )
        self._carry_out_commands()
        self._connect()
        self.setAcceptDrops(True)
        self._show_title()
        self._recall()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and addresses."""
        self._dropping.hover(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would go."""
        self._dropping.hover(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._dropping.leave()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, or take it as the song's stems."""
        self._dropping.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go; the program ends, unless it plays on without a window."""
        super().closeEvent(event)
        if not self.keeps_running():
            self.quit_asked.emit()

    def quit(self) -> None:
        """Go, and end the program."""
        self.hide()
        self.quit_asked.emit()

    @property
    def place(self) -> str:
        """The name of the place that is shown."""
        return self.frame.stack.current

    def go_to(self, place: str) -> None:
        """Show a place."""
        self.frame.go_to(place)

    def layout_now(self) -> WindowLayout:
        """How the window is now, to be kept for the next time."""
        return WindowLayout(
            encoded(self.saveGeometry()),
            self.place,
            self.frame.mixer_beside,
            self.parts.states(),
            self.frame.view.name,
            self.frame.practice is not None and not self.frame.practice.isHidden(),
            self.dialogs.recent,
        )

    def edit_tags(self, paths: Sequence[Path]) -> None:
        """Edit the tags of files."""
        from player.ui.tag_editor.dialogs import edit_tags  # the window opens sooner without

        edit_tags(self._player, paths, self)

    def rename_files(self, paths: Sequence[Path], root: Path | None = None) -> None:
        """Rename files by a pattern; one with folders starts from `root`."""
        from player.ui.tag_editor.dialogs import rename_files

        rename_files(self._player, self.preferences, paths, root, self)

    def focus_search(self) -> None:
        """Go where there is something to search in, ready to type."""
        self.go_to(LIBRARY.name)
        if self.frame.head.search is not None:
            self.frame.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _carry_out_commands(self) -> None:
        frame, dialogs = self.frame, self.dialogs
        folders = FolderActions(None, self) if self.library is None else self.library.folders
        self.actions_.carry_out(
            {
                "open-files": self.opening.ask_files,
                "open-folder": self.opening.ask_folder,
                "open-stream": self.opening.ask_stream,
                "save-list": self.opening.ask_save,
                "quit": self.quit,
                "settings": dialogs.show_settings,
                "models": dialogs.show_models,
                "sound": dialogs.show_sound,
                "keys": dialogs.show_keys,
                "shortcuts": dialogs.show_shortcuts,
                "midi": dialogs.show_midi,
                "methods": dialogs.show_methods,
                "refine": dialogs.show_retouch,
                "live-filter": dialogs.show_live,
                "compare": dialogs.compare,
                "mixes": dialogs.show_mixes,
                "practice-lists": dialogs.show_practice_lists,
                "practice-log": dialogs.show_practice_log,
                "keep-mix": partial(dialogs.show_mixes, keep=True),
                "palette": dialogs.show_palette,
                "add-folder": folders.ask,
                "rescan": folders.rescan,
                "show-mixer": lambda: frame.show_mixer(frame.mixer.isHidden()),
                "search": self.focus_search,
                "stereo-plane": partial(frame.toggle_view, View.PLANE),
                "lanes": partial(frame.toggle_view, View.LANES),
                **{each.name: partial(frame.on_lanes, each.name) for each in LANES_COMMANDS},
                "practice": frame.toggle_practice,
                "tuner": dialogs.show_tuner,
                "chords": dialogs.show_chords,
                "export-chords": partial(dialogs.show_chords, export=True),
                "edit-chord": partial(dialogs.show_chords, edit=True),
                "loops": dialogs.show_loops,
                "trainer": dialogs.show_trainer,
                "takes": dialogs.show_takes,
                **{each.command: partial(self.go_to, each.name) for each in PLACES},
            },
        )

    def _connect(self) -> None:
        player = self._player
        self.tracks.open_files_requested.connect(self.opening.ask_files)
        self.tracks.open_folder_requested.connect(self.opening.ask_folder)
        self.tracks.actions_.tags_asked.connect(self.edit_tags)
        self.tracks.actions_.names_asked.connect(self.rename_files)
        self.frame.stack.place_made.connect(self._on_place)
        self.mixer.refine_asked.connect(self.dialogs.show_retouch)
        self.mixer.mixes_button.keep_asked.connect(self.actions_["keep-mix"].trigger)
        self.mixer.mixes_button.list_asked.connect(self.actions_["mixes"].trigger)
        mixer = self.actions_["show-mixer"]
        mixer.setCheckable(True)
        self.frame.mixer_shown.connect(mixer.setChecked)
        if self.library is not None:
            self._connect_library(self.library)
        has_library = LIBRARY.name in self.frame.stack.names
        self.actions_[LIBRARY.command].setVisible(has_library)
        for name in ("search", "add-folder", "rescan", "history"):
            self.actions_[name].setVisible(has_library)
        self.mixer.live_line.live_asked.connect(self.dialogs.show_live)
        self.mixer.live_line.compare_asked.connect(self.dialogs.show_compare)
        self.status.hold_button.clicked.connect(self.actions_["pause-separation"].trigger)
        listen(self, player.separation.paused_changed, self.status.refresh)
        listen(self, player.separation.paused_changed, self.mixer.refresh)
        listen(self, player.queue.current_changed, self._show_title)
        listen(self, player.queue.track_changed, lambda _track: self._show_title())
        listen(self, self.preferences.changed, self._on_settings)

    def _on_place(self, place: QWidget) -> None:
        if isinstance(place, NowPlayingPlace):
            place.method_asked.connect(self.dialogs.show_methods)

    def _connect_library(self, library: LibraryPlace) -> None:
        """Its search field and its playlists are there in every place, and lead to it."""
        frame = self.frame
        frame.head.set_search(library.search)
        frame.navigation.set_playlists(library.sources)
        library.tags_asked.connect(self.edit_tags)
        library.names_asked.connect(self.rename_files)
        self.tracks.model.dropped.connect(
            lambda data, row: library.queue_tracks(dragged_ids(data), row)
        )
        library.search.changed.connect(lambda _: frame.stack.show_place(LIBRARY.name))
        library.sources.clicked.connect(lambda _: frame.stack.show_place(LIBRARY.name))
        self.dialogs.sources.append(lambda: source_entries(library.sources, self._show_source))
        show_history = partial(self.dialogs.show_history, library.library, library.playing)
        self.actions_.carry_out({"history": show_history})
        for name, part in library.kept_parts().items():
            self.parts.keep(name, part)

    def _show_source(self, source: Source) -> None:
        if self.library is not None:
            self.library.sources.choose(source)
            self.go_to(LIBRARY.name)

    def _recall(self) -> None:
        """Be as the window was left."""
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - QSize(*_FRAME)))
        self.restoreGeometry(decoded(self._layout.geometry))
        layout = self._layout
        self.frame.recall(layout.mixer, layout.view, practice=layout.practice)
        names = self.frame.stack.names
        first = LIBRARY.name if LIBRARY.name in names else QUEUE.name
        self.frame.stack.show_place(self._layout.place if self._layout.place in names else first)
        self.transport.seek_bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_settings(self, before: Settings) -> None:
        now = self.preferences.now
        app = QApplication.instance()
        if now.theme != before.theme and isinstance(app, QApplication):
            apply_theme(app, theme_named(now.theme))
        if now.output != before.output:
            self._player.playback.select_output(now.output)

    def _show_title(self) -> None:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        words = (track.artist, track.title) if track else ()
        self.setWindowTitle(" – ".join(word for word in words if word))
