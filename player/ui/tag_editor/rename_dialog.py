"""The dialog that renames files by a pattern."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from player.base.messages import MessageLog
from player.core.player import Player
from player.core.preferences import Preferences
from player.core.tag_editing import EditResult, FilesRead
from player.decoder.errors import printable
from player.library.edit_journal import Kind, Move
from player.library.name_pattern import TOKENS, NamePattern, Song
from player.library.rename_plan import RenamePlan, Renaming, shown
from player.library.tag_changes import TagError
from player.ui.listen import listen, while_alive
from player.ui.panels.messages_panel import MessagesPanel
from player.ui.tag_editor.changes_table import ChangesTable, Line
from player.ui.tag_editor.edit_footer import EditFooter
from player.ui.tag_editor.field_words import counted
from player.ui.tag_editor.tag_dialog import fitting, told
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import mark, tr

_SIZE = (960, 600)


class RenameDialog(QDialog):
    """Nothing is renamed before Rename; it does not hold up the main window."""

    def __init__(
        self,
        player: Player,
        preferences: Preferences,
        paths: Sequence[Path],
        root: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editing = player.editing
        self._preferences = preferences
        self._paths = tuple(dict.fromkeys(paths))
        self._songs: tuple[Song, ...] = ()
        self._plan: RenamePlan | None = None
        self.root = root
        self.setWindowTitle(tr("Rename files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log = MessageLog()
        self.messages = MessagesPanel(self._log, self)
        self.pattern_edit = QLineEdit(preferences.now.rename_pattern, self)
        self.pattern_edit.setAccessibleName(tr("Pattern"))
        self.pattern_edit.setToolTip(
            tr("[…] is left out where its tags are missing; / makes folders")
        )
        self.token_button = EnterButton(tr("Insert"), self)
        self.token_button.setAccessibleName(tr("Insert a token"))
        self.token_button.setMenu(self._token_menu())
        self.problem_label = QLabel(self)
        self.problem_label.setProperty("state", "bad")
        self.problem_label.setWordWrap(True)
        self.root_label = ElidedLabel(printable(root), self)
        self.root_button = EnterButton(tr("Choose…"), self)
        self.root_button.setAccessibleName(tr("Choose the folder that the pattern starts from"))
        self.companions_box = QCheckBox(tr("Take lyrics and covers along"), self)
        self.companions_box.setAccessibleName(self.companions_box.text())
        self.companions_box.setChecked(True)
        self.table = ChangesTable(
            [tr("Now"), tr("Will be"), tr("Problem")],
            stretched=(0, 1, 2),
            main=1,
            empty=tr("The new names are shown here before anything is renamed."),
        )
        self.table.setAccessibleName(tr("New names"))
        self.footer = EditFooter(self._editing, tr("&Rename"), self)
        self._arrange(parent)
        self._connect()
        self._read()

    def _connect(self) -> None:
        self.pattern_edit.textChanged.connect(self._make_plan)
        self.companions_box.toggled.connect(self._make_plan)
        self.root_button.clicked.connect(self._ask_root)
        self.footer.applied.connect(self._apply)
        self.footer.closed.connect(self.close)
        listen(self, self._editing.finished, self._on_finished)
        listen(self, self._editing.files_moved, self._follow)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.footer.apply_button.click)

    def _read(self) -> None:
        self.footer.set_ready(False)
        self.footer.status_label.setText(tr("Reading the tags…"))
        self._editing.read(self._paths, while_alive(self, self._take))

    def _take(self, read: FilesRead) -> None:
        """A file without tags can be renamed too, by what else is known of it."""
        values = {file.path: file.values for file in read.files}
        there = [path for path in self._paths if path in values or path.is_file()]
        self._songs = tuple(Song(path, values.get(path, {})) for path in there)
        gone = [failure for failure in read.failures if failure.path not in there]
        if gone:
            self._log.error(gone[0].error)
        self._make_plan()

    def _make_plan(self) -> None:
        self._plan = None
        self.footer.set_ready(False)
        try:
            pattern, problem = NamePattern(self.pattern_edit.text()), ""
        except TagError as error:
            pattern, problem = None, str(error)
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))
        self.pattern_edit.setProperty("bad", bool(problem))
        self.pattern_edit.style().unpolish(self.pattern_edit)
        self.pattern_edit.style().polish(self.pattern_edit)
        self.pattern_edit.setAccessibleDescription(problem)
        if pattern is None:
            self.table.show_lines([])
            self.footer.status_label.clear()
        else:
            self._editing.plan(
                self._songs,
                pattern,
                self.root,
                while_alive(self, self._show_plan),
                companions=self.companions_box.isChecked(),
            )

    def _show_plan(self, plan: RenamePlan) -> None:
        if self.problem_label.text():
            return  # typed meanwhile
        self._plan = plan
        self.table.show_lines([self._line(each) for each in plan.renamings])
        self.table.setColumnHidden(2, not plan.problems)
        ready = counted(len(plan.ready), mark("1 file"), mark("{count} files"))
        words = tr("{files} to rename").format(files=ready)
        if plan.problems:
            bad = counted(
                plan.problems, mark("1 cannot be renamed"), mark("{count} cannot be renamed")
            )
            words = f"{words}, {bad}"
        self.footer.status_label.setText(words)
        self.footer.set_ready(bool(plan.ready))

    def _line(self, each: Renaming) -> Line:
        new = shown(each.new, self.root) if each.changes else tr("(stays)")
        problem = tr(each.problem) if each.problem else ""
        return Line((shown(each.old, self.root), new, problem), problem, printable(each.new))

    def _apply(self) -> None:
        if self._plan is not None and self._plan.ready and not self._editing.busy:
            self._preferences.change(rename_pattern=self.pattern_edit.text())
            self._editing.rename(self._plan)
            self.footer.refresh()
            self.footer.set_ready(False)

    def _on_finished(self, result: EditResult) -> None:
        self.footer.refresh()
        files = counted(result.done, mark("1 file"), mark("{count} files"))
        done = tr("Taken back in {files}.") if result.undone else tr("{files} renamed.")
        self.messages.dismiss()
        if result.failures:
            self._log.error(told(result.failures))
        elif result.kind is Kind.NAMES:
            self._log.info(done.format(files=files))
        if result.kind is Kind.TAGS or not result.done:
            self._read()

    def _follow(self, moves: tuple[Move, ...]) -> None:
        """Go on with the files where they lie now."""
        places = {move.old: move.new for move in moves}
        self._paths = tuple(places.get(path, path) for path in self._paths)
        self._read()

    def _token_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for token in TOKENS:
            action = menu.addAction(f"{{{token.name}}}\t{tr(token.help)}")
            action.triggered.connect(lambda _on, name=token.name: self._insert(f"{{{name}}}"))
        return menu

    def _insert(self, text: str) -> None:
        self.pattern_edit.insert(text)
        self.pattern_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_root(self) -> None:
        dialog = QFileDialog(self, tr("The folder that the pattern starts from"), str(self.root))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.set_root(Path(name)))
        dialog.open()

    def set_root(self, root: Path) -> None:
        """Start from another folder."""
        self.root = root
        self.root_label.setText(printable(root))
        self._make_plan()

    def _arrange(self, parent: QWidget | None) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (words, widget, button) in enumerate(
            (
                (tr("Pattern"), self.pattern_edit, self.token_button),
                ("", self.problem_label, None),
                (tr("Folder"), self.root_label, self.root_button),
                ("", self.companions_box, None),
            )
        ):
            label = QLabel(words, self)
            label.setProperty("quiet", True)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(widget, row, 1)
            if button is not None:
                grid.addWidget(button, row, 2)
        self.problem_label.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.messages)
        layout.addLayout(grid)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.footer)
        self.resize(*fitting(_SIZE, parent))
