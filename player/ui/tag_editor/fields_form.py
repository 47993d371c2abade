"""The fields of a draft, one below the other."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from player.core.tag_draft import TagDraft
from player.library.tag_changes import Field
from player.ui.icons import icon
from player.ui.tag_editor.field_edits import FieldEdit, edit_for
from player.ui.tag_editor.field_words import field_name
from player.ui.widgets.icon_button import IconButton
from player.ui.words import tr

_ROWS: tuple[tuple[Field, ...], ...] = (
    (Field.TITLE,),
    (Field.ARTISTS,),
    (Field.ALBUM,),
    (Field.ALBUM_ARTISTS,),
    (Field.TRACK, Field.TRACKS),
    (Field.DISC, Field.DISCS),
    (Field.DATE,),
    (Field.ORIGINAL_DATE,),
    (Field.GENRES,),
    (Field.COMPOSERS,),
    (Field.BPM,),
    (Field.KEY,),
    (Field.COMPILATION,),
    (Field.COMMENT,),
)


class FieldsForm(QWidget):
    """Shows a draft; what is typed goes into it at once."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = TagDraft(())
        self.edits: dict[Field, FieldEdit] = {}
        self.reverts: dict[Field, IconButton] = {}
        """Visible while anything in their row is to change."""
        self.problems: dict[Field, QLabel] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(1, 1)
        for number, fields in enumerate(_ROWS):
            self._add_row(layout, 2 * number, fields)
        layout.setRowStretch(2 * len(_ROWS), 1)

    def show_draft(self, draft: TagDraft) -> None:
        """Show another draft."""
        self._draft = draft
        self.refresh()

    def refresh(self) -> None:
        """Show what the draft says now."""
        for field, edit in self.edits.items():
            with QSignalBlocker(edit):
                edit.show_values(self._draft.shared(field))
        self._refresh_marks()

    def _refresh_marks(self) -> None:
        for row in _ROWS:
            changed = any(map(self._draft.changed, row))
            revert = self.reverts[row[0]]
            if not changed and revert.hasFocus():
                self.edits[row[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            revert.setVisible(changed)
            found = {field: self._draft.problem(field) for field in row}
            for field, problem in found.items():
                self.edits[field].show_problem(problem)
            words = next(filter(None, found.values()), "")
            self.problems[row[0]].setText(tr(words) if words else "")
            self.problems[row[0]].setVisible(bool(words))

    def _on_edit(self, field: Field) -> None:
        self._draft.set(field, self.edits[field].values())
        self._refresh_marks()
        self.edited.emit()

    def _revert(self, row: tuple[Field, ...]) -> None:
        for field in row:
            self._draft.revert(field)
        self.refresh()
        self.edited.emit()

    def _add_row(self, layout: QGridLayout, number: int, row: tuple[Field, ...]) -> None:
        first = row[0]
        label = QLabel(field_name(first), self)
        label.setProperty("quiet", True)
        for field in row:
            self.edits[field] = edit_for(field, self)
            self.edits[field].changed.connect(partial(self._on_edit, field))
        label.setBuddy(self.edits[first])
        revert = IconButton(icon("revert"), 16, 24, self)
        revert.setToolTip(tr("As it was"))
        revert.setAccessibleName(tr("{field}: as it was").format(field=field_name(first)))
        revert.clicked.connect(partial(self._revert, row))
        kept = revert.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        revert.setSizePolicy(kept)
        problem = QLabel(self)
        problem.setProperty("state", "bad")
        problem.setWordWrap(True)
        self.reverts[first], self.problems[first] = revert, problem
        top = Qt.AlignmentFlag.AlignTop if first is Field.COMMENT else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(label, number, 0, Qt.AlignmentFlag.AlignRight | top)
        layout.addLayout(self._edits_of(row), number, 1)
        layout.addWidget(revert, number, 2, top)
        layout.addWidget(problem, number + 1, 1)

    def _edits_of(self, row: tuple[Field, ...]) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(8)
        for place, field in enumerate(row):
            if place:
                of = QLabel(tr("of"), self)
                of.setProperty("quiet", True)
                layout.addWidget(of)
            layout.addWidget(self.edits[field], 1)
        return layout
