"""Edits for one field of tags, for one file or many that may differ."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from player.library.tag_changes import Field, Values
from player.library.tag_texts import MANY, from_typed, typed
from player.ui.tag_editor.field_words import field_name
from player.ui.words import tr

_LINES = 3


class LineField(QLineEdit):
    """One line; fields that have several values separate them by semicolons."""

    changed = Signal()
    """The user typed."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many = field in MANY
        self.setAccessibleName(field_name(field))
        if self._many:
            self.setToolTip(tr("Several values are separated by ; (write \\; for the sign itself)"))
            self.setAccessibleDescription(self.toolTip())
        self.textEdited.connect(self.changed)

    def values(self) -> Values:
        """What was typed."""
        text = self.text().strip()
        return from_typed(text) if self._many else (text,) if text else ()

    def show_values(self, values: Values | None) -> None:
        """Show what the files say; None if they differ."""
        shown = "" if values is None else typed(values) if self._many else "; ".join(values)
        if values is None or self.values() != values:
            self.setText(shown)
            self.setCursorPosition(0)
        self.setPlaceholderText(tr("(several values)") if values is None else "")

    def show_problem(self, problem: str) -> None:
        """Have a red edge while what was typed cannot be written."""
        if bool(self.property("bad")) != bool(problem):
            self.setProperty("bad", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(problem)


class TextField(QPlainTextEdit):
    """A few lines; Tab goes on to the next field."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.setAccessibleName(field_name(field))
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text)

    def sizeHint(self) -> QSize:
        """Room for some lines."""
        return QSize(120, self.fontMetrics().lineSpacing() * _LINES + 14)

    def minimumSizeHint(self) -> QSize:
        """The same, so that a low window scrolls instead."""
        return self.sizeHint()

    def values(self) -> Values:
        """What was typed."""
        text = self.toPlainText().strip()
        return (text,) if text else ()

    def show_values(self, values: Values | None) -> None:
        """Show what the files say; None if they differ."""
        if values is None or self.values() != values:
            self._showing = True
            self.setPlainText("" if values is None else "\n".join(values))
            self._showing = False
        self.setPlaceholderText(tr("(several values)") if values is None else "")

    def show_problem(self, problem: str) -> None:
        """Any text can be written."""

    def _on_text(self) -> None:
        if not self._showing:
            self.changed.emit()


class FlagField(QCheckBox):
    """Yes or no; half ticked where files differ, until the user decides."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(tr("Various artists"), parent)
        self.setAccessibleName(field_name(field))
        self.clicked.connect(self._on_click)

    def values(self) -> Values:
        """What was chosen."""
        return ("1",) if self.isChecked() else ()

    def show_values(self, values: Values | None) -> None:
        """Show what the files say; None if they differ."""
        self.setTristate(values is None)
        if values is None:
            self.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.setChecked(bool(values))

    def show_problem(self, problem: str) -> None:
        """Either can be written."""

    def _on_click(self) -> None:
        self.setTristate(False)
        self.changed.emit()


FieldEdit = LineField | TextField | FlagField


def edit_for(field: Field, parent: QWidget) -> FieldEdit:
    """The edit that fits a field."""
    if field is Field.COMMENT:
        return TextField(field, parent)
    if field is Field.COMPILATION:
        return FlagField(field, parent)
    return LineField(field, parent)
