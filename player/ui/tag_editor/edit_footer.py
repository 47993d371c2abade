"""The lower edge of both dialogs: how far the work is, undo, cancel, close and go."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from player.core.tag_editing import EditProgress, TagEditing
from player.library.edit_journal import Kind
from player.ui.listen import listen
from player.ui.tag_editor.field_words import counted
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import mark, tr


class EditFooter(QWidget):
    """Connected with the service; undo and cancel act on it."""

    applied = Signal()
    closed = Signal()

    def __init__(self, editing: TagEditing, apply: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.status_label = ElidedLabel("", self)
        self.status_label.setProperty("quiet", True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.undo_button = self._button(tr("&Undo"))
        self.cancel_button = self._button(tr("Cancel"))
        self.close_button = self._button(tr("Close"))
        self.apply_button = self._button(apply)
        self.apply_button.setProperty("primary", True)
        self.apply_button.setToolTip(f"{self.apply_button.accessibleName()} (Ctrl+Return)")
        self.undo_button.clicked.connect(editing.undo)
        self.undo_button.clicked.connect(self.refresh)
        self.cancel_button.clicked.connect(editing.cancel)
        self.close_button.clicked.connect(self.closed)
        self.apply_button.clicked.connect(self.applied)
        self._arrange()
        listen(self, editing.progress, self._on_progress)
        listen(self, editing.undo_changed, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done now."""
        busy, batch = self._editing.busy, self._editing.undoable
        self.bar.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.undo_button.setEnabled(batch is not None and not busy)
        tip = tr("Nothing to take back")
        if batch is not None:
            what = tr("tags") if batch.kind is Kind.TAGS else tr("names")
            files = counted(batch.count, mark("1 file"), mark("{count} files"))
            when = datetime.fromtimestamp(batch.when).astimezone()
            tip = tr("Take back: {what} of {files}, {when:%d %b %H:%M}").format(
                what=what, files=files, when=when
            )
        self.undo_button.setToolTip(tip)
        self.undo_button.setAccessibleDescription(tip)

    def set_ready(self, ready: bool) -> None:
        """Whether there is anything to apply."""
        self.apply_button.setEnabled(ready and not self._editing.busy)

    def _on_progress(self, progress: EditProgress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.refresh()

    def _button(self, text: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        return button

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.status_label, 1)
        for button in (self.cancel_button, self.close_button, self.apply_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
