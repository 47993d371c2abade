"""The ways to open music from the window, and to save the list: dialogs, drag and drop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from player.core.playback import Transport
from player.core.player import Player
from player.library.find import SUFFIXES
from player.library.playlist_files import KINDS
from player.ui.words import tr

_WIDE = 480
_FILTERS = {f"{kind.name} (*{suffix})": suffix for suffix, kind in KINDS.items()}
"""The kinds of playlist, as the dialog offers them."""


class Opening(QObject):
    """Asks what to open without stopping the rest of the window, and hands it to the player."""

    def __init__(self, player: Player, window: QWidget) -> None:
        super().__init__(window)
        self._player = player
        self._window = window

    def ask_files(self) -> None:
        """Show the dialog for files."""
        dialog = self._file_dialog(tr("Open files"), QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES | KINDS.keys()))
        dialog.setNameFilters(
            [tr("Music and playlists ({endings})").format(endings=endings), tr("All files (*)")]
        )
        dialog.open()

    def ask_folder(self) -> None:
        """Show the dialog for a folder."""
        dialog = self._file_dialog(tr("Open folder"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def ask_stream(self) -> None:
        """Ask for a stream's address."""
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Open stream"))
        dialog.setLabelText(tr("Address of the stream (http://…):"))
        dialog.setOkButtonText(tr("Open"))
        dialog.resize(_WIDE, dialog.sizeHint().height())
        dialog.textValueSelected.connect(self.open_stream)
        dialog.open()

    def ask_save(self) -> None:
        """Ask where the list is saved as a playlist, and of which kind."""
        if not self._player.queue.tracks:
            self._player.messages.info(tr("There is nothing in the list to save."))
            return
        dialog = QFileDialog(self._window, tr("Save list as playlist"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_FILTERS))
        dialog.setDefaultSuffix(next(iter(KINDS)))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_FILTERS[kind]))
        dialog.fileSelected.connect(lambda name: self._player.save_list(Path(name)))
        dialog.open()

    def open_stream(self, address: str) -> None:
        """Open an address; one without a scheme is taken for http."""
        plain = address.strip()
        if plain:
            self.open([plain if "://" in plain else f"http://{plain}"])

    def open(self, what: Sequence[str | Path]) -> None:
        """Queue files, folders and addresses; a song is played at once if nothing else plays."""
        if what:
            idle = self._player.playback.state.transport is Transport.STOPPED
            songs = all(isinstance(each, str) or not each.is_dir() for each in what)
            self._player.open(what, play=idle and songs)

    def drop(self, data: QMimeData) -> bool:
        """Open what was dropped; False if there is nothing in it that can be opened."""
        what = dropped(data)
        self.open(what)
        return bool(what)

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.open([Path(name) for name in names]))
        return dialog


def dropped(data: QMimeData) -> list[str | Path]:
    """Files, folders and web addresses among what is dragged."""
    found: list[str | Path] = []
    for url in data.urls():
        if url.isLocalFile():
            found.append(Path(url.toLocalFile()))
        elif url.scheme() in {"http", "https"}:
            found.append(url.toString())
    return found
