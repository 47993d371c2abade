"""The dialog that edits the tags of one file or many."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from player.base.messages import MessageLog
from player.core.player import Player
from player.core.tag_draft import DraftRow, TagDraft
from player.core.tag_editing import EditResult, FilesRead
from player.decoder.errors import printable
from player.library.edit_journal import Kind, Move
from player.library.tag_changes import Failure, Field, TagError
from player.ui.listen import listen, while_alive
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.tag_editor.changes_table import ChangesTable, Line
from player.ui.tag_editor.cover_box import CoverBox
from player.ui.tag_editor.edit_footer import EditFooter
from player.ui.tag_editor.field_words import counted, field_name
from player.ui.tag_editor.fields_form import FieldsForm
from player.ui.tag_editor.text_tools import FromNamePanel, ReplacePanel
from player.ui.tag_editor.tools_menu import ToolsMenu
from player.ui.words import mark, tr

_SIZE = (1000, 680)
_AROUND = 16
"""How much smaller than the window it is made, so that both can be seen."""
_FORM_WIDE, _FORM_LEAST = 360, 320


class TagDialog(QDialog):
    """Nothing is written before Apply; it does not hold up the main window."""

    def __init__(
        self, player: Player, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editing = player.editing
        self._paths = tuple(dict.fromkeys(paths))
        self._failures: dict[Path, str] = {}
        self.draft = TagDraft(())
        self.setWindowTitle(tr("Edit tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log = MessageLog()
        self.messages = MessagesPanel(self._log, self)
        self.form = FieldsForm(self)
        self.cover = CoverBox(self)
        self.tools = ToolsMenu(self)
        self.replace_panel = ReplacePanel(self)
        self.name_panel = FromNamePanel(self)
        self.table = ChangesTable(
            [tr("File"), tr("Field"), tr("Now"), tr("Will be")],
            stretched=(0, 2, 3),
            main=3,
            empty=tr("What is going to change is shown here before it is written."),
        )
        self.table.setAccessibleName(tr("What is going to change"))
        self.footer = EditFooter(self._editing, tr("&Apply"), self)
        self.wait_label = QLabel(tr("Reading the tags…"), self)
        self.wait_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.wait_label.setProperty("quiet", True)
        self._arrange(parent)
        self._connect()
        self._read()

    def _connect(self) -> None:
        self.form.edited.connect(self._show_changes)
        self.cover.edited.connect(self._show_changes)
        self.cover.failed.connect(self._log.error)
        self.tools.used.connect(self._on_tool)
        self.tools.replace_asked.connect(partial(self._open_tool, self.replace_panel))
        self.tools.names_asked.connect(partial(self._open_tool, self.name_panel))
        self.replace_panel.used.connect(self._on_tool)
        self.name_panel.used.connect(self._on_tool)
        self.footer.applied.connect(self._apply)
        self.footer.closed.connect(self.close)
        listen(self, self._editing.finished, self._on_finished)
        listen(self, self._editing.files_moved, self._follow)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.footer.apply_button.click)

    def _read(self, failures: tuple[Failure, ...] = ()) -> None:
        """Read what the files say now; `failures` are those of the edit before."""
        self.footer.set_ready(False)
        take = while_alive(self, partial(self._take, failures))
        self._editing.read(self._paths, take)

    def _take(self, failures: tuple[Failure, ...], read: FilesRead) -> None:
        if not failures and read.failures:
            self._log.error(told(read.failures))
        found = {each.path: str(each.error) for each in (*read.failures, *failures)}
        self._failures = found
        self.draft = TagDraft(read.files)
        self.tools.draft = self.replace_panel.draft = self.name_panel.draft = self.draft
        self.form.show_draft(self.draft)
        self.cover.show_draft(self.draft)
        for part in (self.form, self.cover, self.tools):
            part.setEnabled(bool(read.files))
        first_time = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(1)
        if first_time:
            self.form.edits[Field.TITLE].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_changes()

    def _on_tool(self) -> None:
        self.form.refresh()
        self._show_changes()

    def _open_tool(self, panel: ReplacePanel | FromNamePanel) -> None:
        for each in (self.replace_panel, self.name_panel):
            each.setVisible(each is panel)
        panel.open()

    def _show_changes(self) -> None:
        rows = self.draft.rows()
        failed = [
            Line((printable(path.name), "", "", problem), problem, printable(path))
            for path, problem in self._failures.items()
        ]
        self.table.show_lines([*failed, *map(self._line, rows)])
        files = len({row.path for row in rows})
        changes = counted(len(rows), mark("1 change"), mark("{count} changes"))
        total = counted(len(self.draft.files), mark("1 file"), mark("{count} files"))
        words = tr("{changes} in {files} of {total}").format(
            changes=changes, files=files, total=total
        )
        self.footer.status_label.setText(
            words if rows else tr("{total}, no change").format(total=total)
        )
        self.footer.set_ready(self.draft.ready)

    def _line(self, row: DraftRow) -> Line:
        problem = self.draft.problem(row.field) if row.field else ""
        texts = (printable(row.path.name), field_name(row.field), row.old, row.new)
        return Line(texts, tr(problem) if problem else "", printable(row.path))

    def _apply(self) -> None:
        if self.draft.ready and not self._editing.busy:
            self._editing.write(self.draft.edits())
            self.footer.refresh()
            self.footer.set_ready(False)

    def _on_finished(self, result: EditResult) -> None:
        self.footer.refresh()
        self.messages.dismiss()
        if result.failures:
            self._log.error(told(result.failures))
        elif result.kind is Kind.TAGS:
            self._log.info(_done_words(result))
        if result.kind is Kind.TAGS or not result.done:
            self._read(result.failures)

    def _follow(self, moves: tuple[Move, ...]) -> None:
        """Go on with the files where they lie now."""
        places = {move.old: move.new for move in moves}
        self._paths = tuple(places.get(path, path) for path in self._paths)
        self._read()

    def _arrange(self, parent: QWidget | None) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.cover)
        column.addWidget(self.form, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(left)
        scroll.setMinimumWidth(_FORM_LEAST)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.setSpacing(8)
        for widget in (self.tools, self.replace_panel, self.name_panel):
            beside.addWidget(widget)
        beside.addWidget(self.table, 1)
        parts = QSplitter(self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(scroll)
        parts.addWidget(right)
        parts.setSizes([_FORM_WIDE, _SIZE[0] - _FORM_WIDE])
        parts.setStretchFactor(1, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.wait_label)
        self._stack.addWidget(parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.messages)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.footer)
        self.resize(*fitting(_SIZE, parent))


def fitting(size: tuple[int, int], parent: QWidget | None) -> tuple[int, int]:
    """A size that is no larger than the window below lets it be."""
    if parent is None:
        return size
    around = parent.window()
    return min(size[0], around.width() - _AROUND), min(size[1], around.height() - _AROUND)


def told(failures: Sequence[Failure]) -> TagError:
    """What could not be done, as one error."""
    error, more = failures[0].error, len(failures) - 1
    others = counted(more, mark(" 1 more file stays as it is."), mark(" {count} more files stay."))
    return TagError(error.message + (others if more else ""), error.hint)


def _done_words(result: EditResult) -> str:
    files = counted(result.done, mark("1 file"), mark("{count} files"))
    if result.undone:
        return tr("Taken back in {files}.").format(files=files)
    if result.cancelled:
        return tr("Cancelled; {files} changed.").format(files=files)
    return tr("{files} changed.").format(files=files)
