"""The window in which a song's stems are refined by hand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.base.units import StemName
from player.core.plane.picture import Section
from player.core.playback import PlaybackState
from player.core.player import Player
from player.retouch.strokes import NOWHERE
from player.ui.listen import listen
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.retouch.brush import Brush
from player.ui.retouch.retouch_canvas import RetouchCanvas
from player.ui.retouch.tools_row import ToolsRow
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_WIDE, _HIGH = 760, 560


class RetouchDialog(QDialog):
    """Every stroke is heard at once; closing keeps what is painted. `stem` is seen first."""

    def __init__(self, player: Player, stem: StemName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._retouching = player.retouching
        self._first = stem
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        track = player.queue.get(self._retouching.track) if self._retouching.track else None
        title = track.title if track is not None else ""
        self.setWindowTitle(tr("Refine by hand: {title}").format(title=title))
        self.brush = Brush()
        self.messages = MessagesPanel(player.messages, self, earlier=False)
        self.tools = ToolsRow(self.brush, self)
        self.canvas = RetouchCanvas(self.brush, self)
        self.state_label = QLabel(self)
        self.state_label.setAccessibleName(tr("State of the refined stems"))
        retouching = self._retouching
        self.undo_button = self._button(tr("Undo"), retouching.undo)
        self.redo_button = self._button(tr("Redo"), retouching.redo)
        self.clear_button = self._button(tr("Remove all"), retouching.clear)
        self.close_button = self._button(tr("Done"), self.close)
        self._connect()
        self._arrange()
        self._on_changed()
        if retouching.entry is not None:
            self._on_opened()

    def show_stem(self, stem: StemName) -> None:
        """See this stem."""
        self._first = stem
        if self._retouching.entry is not None:
            self.tools.set_stems(self._retouching.entry.stems, stem)

    def _connect(self) -> None:
        retouching, canvas = self._retouching, self.canvas
        self.finished.connect(lambda _result: retouching.finish())
        listen(self, retouching.opened, self._on_opened)
        listen(self, retouching.closed, self.close)
        listen(self, retouching.changed, self._on_changed)
        listen(self, retouching.picture, self._on_picture)
        listen(self, self._player.playback.state_changed, self._on_state)
        canvas.painted.connect(retouching.append)
        canvas.wanted.connect(self._on_wanted)
        self.tools.stem_chosen.connect(lambda _stem: canvas.forget())
        self.tools.resized.connect(canvas.refresh)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Undo), retouching.undo),
            (QKeySequence("Ctrl+Shift+Z"), retouching.redo),
            (QKeySequence(Qt.Key.Key_Space), self._player.playback.toggle),
        ):
            QShortcut(keys, self).activated.connect(do)

    def _on_opened(self) -> None:
        entry = self._retouching.entry
        if entry is not None:
            self.tools.set_stems(entry.stems, self._first)
            self._on_state(self._player.playback.state)
            self._on_changed()

    def _on_changed(self) -> None:
        retouching = self._retouching
        edits, ready = retouching.edits, retouching.entry is not None and not retouching.busy
        self.canvas.setEnabled(ready)
        self.canvas.show_strokes(edits.active)
        self.undo_button.setEnabled(ready and edits.can_undo)
        self.clear_button.setEnabled(ready and edits.can_undo)
        self.redo_button.setEnabled(ready and edits.can_redo)
        self.state_label.setText(self._words())

    def _words(self) -> str:
        retouching = self._retouching
        if retouching.entry is None:
            return tr("The stems are being opened …")
        if retouching.busy:
            return tr("The refined stems are being written …")
        if retouching.done < 1:
            return tr("{percent} % ready to be heard").format(percent=int(100 * retouching.done))
        return tr("{count} strokes").format(count=len(retouching.edits.active))

    def _on_wanted(self, number: int) -> None:
        if self.brush.source is not NOWHERE:
            self._retouching.draw(self.brush.source, number)

    def _on_picture(self, stem: StemName, number: int, section: Section) -> None:
        if stem == self.brush.source:
            self.canvas.take(number, section)

    def _on_state(self, state: PlaybackState) -> None:
        if state.track == self._retouching.track:
            self.canvas.show_position(state.position)

    def _button(self, text: str, do: object) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(do)
        return button

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.state_label, 1)
        for button in (self.undo_button, self.redo_button, self.clear_button, self.close_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.messages)
        layout.addWidget(self.tools)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(foot)
        self.resize(_WIDE, _HIGH)
