"""What can be done with a region, as a menu; exporting asks for a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from player.core.plane.regions import PlaneRegion
from player.core.player import Player
from player.library.safe_names import safe_name
from player.ui.plane.editing import RegionEditing
from player.ui.words import tr


class RegionMenu(QObject):
    """Made anew each time it is shown."""

    def __init__(self, player: Player, editing: RegionEditing, parent: QWidget) -> None:
        super().__init__(parent)
        self._player = player
        self._editing = editing
        self._parent = parent

    def show_at(self, at: QPoint) -> None:
        """Offer what is possible; `at` is a global place."""
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """What is possible now."""
        editing, plane = self._editing, self._editing.plane
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        region = editing.region
        if region is not None:
            menu.addAction(tr("Export this region…")).triggered.connect(
                lambda: self.ask_export(region)
            )
            menu.addAction(tr("Export the song without it…")).triggered.connect(
                lambda: self.ask_export(region, rest=True)
            )
            menu.addSeparator()
            _add(menu, tr("Duplicate"), "Ctrl+D").triggered.connect(editing.duplicate)
            _add(menu, tr("Delete"), "Del").triggered.connect(editing.delete)
            menu.addSeparator()
        copy = _add(menu, tr("Copy") if region else tr("Copy all regions"), "Ctrl+C")
        copy.setEnabled(bool(editing.regions))
        copy.triggered.connect(editing.copy)
        paste = _add(menu, tr("Paste"), "Ctrl+V")
        paste.setEnabled(bool(plane.copied))
        paste.triggered.connect(editing.paste)
        menu.addSeparator()
        for words, key, do, can in (
            (tr("Undo"), "Ctrl+Z", plane.undo, plane.can_undo),
            (tr("Redo"), "Ctrl+Shift+Z", plane.redo, plane.can_redo),
        ):
            action = _add(menu, words, key)
            action.setEnabled(can)
            action.triggered.connect(do)
        return menu

    def ask_export(self, region: PlaneRegion, *, rest: bool = False) -> None:
        """Ask where it is written."""
        current = self._player.queue.current
        track = None if current is None else self._player.queue.get(current)
        if track is None or track.is_stream:
            return
        song = Path(track.path)
        dialog = QFileDialog(self._parent.window(), tr("Export region"), str(song.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(_FORMATS)
        dialog.setDefaultSuffix("flac")
        kind = tr("without {name}") if rest else "{name}"
        dialog.selectFile(f"{safe_name(f'{song.stem} - {kind.format(name=region.name)}')}.flac")
        write = partial(self._player.plane.export, region, rest=rest)
        dialog.fileSelected.connect(lambda name: write(Path(name)))
        dialog.open()


def _add(menu: QMenu, words: str, key: str) -> QAction:
    """An entry that tells the key which the canvas listens to."""
    return menu.addAction(f"{words}\t{QKeySequence(key).toString(_NATIVE)}")


_FORMATS = ("FLAC (*.flac)", "WAV (*.wav)")
_NATIVE = QKeySequence.SequenceFormat.NativeText
