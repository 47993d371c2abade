"""Tools that change the texts of many files at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from player.core.tag_draft import TagDraft
from player.library.tag_changes import TagError
from player.library.tag_texts import TEXT_FIELDS, name_reader, replacing_text
from player.ui.icons import icon
from player.ui.tag_editor.field_words import counted, field_name
from player.ui.widgets.icon_button import EnterButton, IconButton
from player.ui.words import mark, tr

FROM_NAME = "{track} {title}"


class ToolPanel(QFrame):
    """Below the tool bar while it is in use; Escape or its button takes it away."""

    used = Signal()
    """The draft has been changed."""

    def __init__(self, title: str, apply: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = TagDraft(())
        self.setObjectName("card")
        self.title_label = QLabel(title, self)
        self.words_label = QLabel(self)
        self.words_label.setProperty("quiet", True)
        self.words_label.setWordWrap(True)
        self.close_button = IconButton(icon("close"), 16, 24, self)
        self.close_button.setAccessibleName(tr("Close {tool}").format(tool=title))
        self.close_button.setToolTip(tr("Close"))
        self.close_button.clicked.connect(self.hide)
        self.apply_button = EnterButton(apply, self)
        self.apply_button.setAccessibleName(apply)
        self.apply_button.clicked.connect(self._on_apply)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        self._arrange()
        self.hide()

    def open(self) -> None:
        """Show it, ready to type."""
        self.words_label.clear()
        self.show()
        self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first(self) -> QWidget:
        """What is typed in first."""
        raise NotImplementedError

    def apply(self) -> str:
        """Change the draft; what to say of it. TagError if that is not possible."""
        raise NotImplementedError

    def _on_apply(self) -> None:
        try:
            words, bad = self.apply(), False
        except TagError as error:
            words, bad = str(error), True
        self.words_label.setText(words)
        self.words_label.setProperty("state", "bad" if bad else None)
        self.words_label.style().unpolish(self.words_label)
        self.words_label.style().polish(self.words_label)
        self.used.emit()

    def _line(self, row: int, label: str, text: str = "") -> QLineEdit:
        edit = QLineEdit(text, self)
        edit.setAccessibleName(label)
        edit.returnPressed.connect(self._on_apply)
        name = QLabel(label, self)
        name.setProperty("quiet", True)
        name.setBuddy(edit)
        self.grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignRight)
        self.grid.addWidget(edit, row, 1)
        return edit

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.words_label, 1)
        foot.addWidget(self.apply_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self.grid)
        layout.addLayout(foot)


class ReplacePanel(ToolPanel):
    """Find and replace in all texts, or in one field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Find and replace"), tr("Replace all"), parent)
        self.find_edit = self._line(0, tr("Find"))
        self.replacement_edit = self._line(1, tr("Replace by"))
        self.where_box = QComboBox(self)
        self.where_box.setAccessibleName(tr("Where to replace"))
        self.where_box.addItem(tr("In all texts"))
        self.where_box.addItems([field_name(field) for field in TEXT_FIELDS])
        self.case_box = QCheckBox(tr("Exact capitals"), self)
        self.case_box.setAccessibleName(tr("Exact capitals"))
        self.regex_box = QCheckBox(tr("Regular expression"), self)
        self.regex_box.setAccessibleName(tr("Regular expression"))
        options = QHBoxLayout()
        options.setSpacing(8)
        for widget in (self.case_box, self.regex_box):
            options.addWidget(widget)
        options.addStretch(1)
        self.grid.addWidget(self.where_box, 2, 1, Qt.AlignmentFlag.AlignLeft)
        self.grid.addLayout(options, 3, 1)

    def first(self) -> QWidget:
        """The text to find."""
        return self.find_edit

    def apply(self) -> str:
        """Replace."""
        if not self.find_edit.text():
            raise TagError(tr("Type what is to be found."))
        change = replacing_text(
            self.find_edit.text(),
            self.replacement_edit.text(),
            pattern=self.regex_box.isChecked(),
            exact_case=self.case_box.isChecked(),
        )
        where = self.where_box.currentIndex()
        before = len(self.draft.rows())
        self.draft.change_texts(change, TEXT_FIELDS if where == 0 else [TEXT_FIELDS[where - 1]])
        more = len(self.draft.rows()) - before
        return (
            counted(more, mark("1 more change"), mark("{count} more changes"))
            if more
            else tr("Done.")
        )


class FromNamePanel(ToolPanel):
    """Takes tags from the names of the files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tags from file names"), tr("Read names"), parent)
        self.pattern_edit = self._line(0, tr("Names look like"), FROM_NAME)
        tokens = "{title} {artist} {album} {albumartist} {track} {disc} {year} {genre} {ignore}"
        help_label = QLabel(tr("Tokens: {tokens}; / for folders").format(tokens=tokens), self)
        help_label.setProperty("quiet", True)
        help_label.setWordWrap(True)
        self.pattern_edit.setAccessibleDescription(help_label.text())
        self.grid.addWidget(help_label, 1, 1)

    def first(self) -> QWidget:
        """The pattern."""
        return self.pattern_edit

    def apply(self) -> str:
        """Read the names."""
        count = self.draft.read_names(name_reader(self.pattern_edit.text()))
        if not count:
            raise TagError(tr("No name looks like that."))
        total = len(self.draft.files)
        return tr("{count} of {total} names read").format(count=count, total=total)
