"""The main window: puts the panels together."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from player.core.player import Player
from player.ui.actions import Actions
from player.ui.dropping import Dropping
from player.ui.keys_dialog import KeysDialog
from player.ui.listen import listen
from player.ui.models_dialog import ModelsDialog
from player.ui.opening import Opening
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.panels.mixer_panel import MixerPanel
from player.ui.panels.model_banner import ModelBanner
from player.ui.panels.status_panel import StatusPanel
from player.ui.panels.tracks_panel import TracksPanel
from player.ui.panels.transport_panel import TransportPanel
from player.ui.theme import THEMES, ThemeName, apply_theme

_STEP = 8
_MIXER_SHARE = 0.44
_OUTPUTS = {"default": "System default", "vlc": "VLC (slower to answer)"}


class MainWindow(QMainWindow):
    """Arranges the panels; `theme` is the one that is applied already."""

    theme_chosen = Signal(str)
    """The user chose a theme ("dark", "light" or "system"); it is applied already."""
    output_chosen = Signal(str)
    """The user chose a sound device; it is selected already."""

    def __init__(
        self, player: Player, *, theme: ThemeName = "dark", output: str | None = None
    ) -> None:
        super().__init__()
        self._player = player
        self._output = output
        self._theme = theme
        self.opening = Opening(player, self)
        self.messages = MessagesPanel(player.messages, self)
        self.banner = ModelBanner(player, self)
        self.tracks = TracksPanel(player, self)
        self.mixer = MixerPanel(player, self)
        self.transport = TransportPanel(player, self)
        self.status = StatusPanel(player, self)
        self.tracks.open_files_requested.connect(self.opening.ask_files)
        self.tracks.open_folder_requested.connect(self.opening.ask_folder)
        self._dropping = Dropping(player, self.opening, self.tracks, self.mixer)
        self.actions_ = self._make_actions()
        self._fill_menus()
        self._arrange()
        self.setAcceptDrops(True)
        self._show_title()
        listen(self, player.queue.current_changed, self._show_title)
        listen(self, player.queue.track_changed, lambda _track: self._show_title())

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the mixer its share."""
        super().resizeEvent(event)
        self.mixer.fit(int(self.width() * _MIXER_SHARE))

    def _make_actions(self) -> Actions:
        return Actions(
            self,
            self._player,
            {
                "open-files": self.opening.ask_files,
                "open-folder": self.opening.ask_folder,
                "open-stream": self.opening.ask_stream,
                "save-list": self.opening.ask_save,
                "quit": self.close,
                "models": self.show_models,
                "keys": self._show_keys,
            },
        )

    def show_models(self) -> None:
        """Open the list of models, or bring it to the front."""
        dialog = self.findChild(ModelsDialog) or ModelsDialog(self._player, self)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _show_keys(self) -> None:
        KeysDialog(self.actions_.commands, self).show()

    def _fill_menus(self) -> None:
        bar = self.menuBar()
        self.actions_.menu("File", bar)
        self.tracks.actions_.fill(bar.addMenu("&Tracks"))
        play = self.actions_.menu("Play", bar)
        self.actions_.add_strips(self.actions_.menu("Mix", bar))
        self.actions_.menu("Stems", bar)
        play.addSeparator()
        self.output_menu = play.addMenu("Sound device")
        self.output_menu.aboutToShow.connect(self._fill_outputs)
        self.theme_menu = self._theme_menu(bar.addMenu("&View"))
        self.actions_.menu("Help", bar)
        listen(self, self._player.separation.paused_changed, self.status.refresh)
        listen(self, self._player.separation.paused_changed, self.mixer.refresh)
        self.status.hold_button.clicked.connect(self.actions_["pause-separation"].trigger)

    def _theme_menu(self, view: QMenu) -> QMenu:
        menu = view.addMenu("Theme")
        group = QActionGroup(menu)
        for name in THEMES:
            action = _choice(name.capitalize(), on=name == self._theme)
            action.triggered.connect(lambda _on, name=name: self._choose_theme(name))
            action.setParent(group)
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _choose_theme(self, name: ThemeName) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, name)
        self._theme = name
        self.theme_chosen.emit(name)

    def _fill_outputs(self) -> None:
        menu = self.output_menu
        menu.clear()
        names = self._player.playback.outputs()
        known = self._output if self._output in names else next(iter(names), None)
        for name in names:
            action = _choice(_OUTPUTS.get(name, name), on=name == known)
            action.setParent(menu)
            action.triggered.connect(lambda _on, name=name: self._choose_output(name))
            menu.addAction(action)
        menu.addSeparator()
        look = menu.addAction("Look for cast devices")
        look.triggered.connect(lambda _on: self._player.playback.find_renderers())

    def _choose_output(self, name: str) -> None:
        self._output = name
        self._player.playback.select_output(name)
        self.output_chosen.emit(name)

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(_STEP)
        middle.addWidget(self.tracks, 1)
        middle.addWidget(self.mixer)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(_STEP, 0, _STEP, _STEP // 2)
        layout.setSpacing(_STEP)
        layout.addWidget(self.banner)
        layout.addWidget(self.messages)
        layout.addLayout(middle, 1)
        layout.addWidget(self.transport)
        layout.addWidget(self.status)
        self.setCentralWidget(centre)
        self.resize(1120, 720)
        self.transport.seek_bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_title(self) -> None:
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        words = (track.artist, track.title) if track else ()
        self.setWindowTitle(" – ".join(word for word in words if word))


def _choice(text: str, *, on: bool) -> QAction:
    action = QAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    return action
