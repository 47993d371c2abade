"""A bar with the newest message; it never asks and never blocks."""

from collections import deque
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from player.base.values import dataclass
from player.ui.widgets import colours
from player.ui.widgets.icon_button import EnterToolButton, IconButton, Picture
from player.ui.widgets.text import breakable
from player.ui.words import tr

Kind = Literal["info", "warning", "error"]

INFO_STAYS_MS = 8_000
_KEPT = 20
_ROLES: dict[Kind, colours.Role] = {
    "info": colours.ACCENT,
    "warning": colours.WARNING,
    "error": colours.ERROR,
}


@dataclass(frozen=True)
class Note:
    """What the bar shows."""

    kind: Kind
    text: str
    hint: str = ""
    action: str = ""
    act: Callable[[], object] | None = None


class MessageBar(QFrame):
    """Hidden while there is nothing to say; what is only worth knowing goes by itself."""

    def __init__(
        self, drawings: dict[Kind, bytes], close: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._drawings = drawings
        self._waiting: deque[Note] = deque(maxlen=_KEPT)
        self._note: Note | None = None
        self._picture = Picture(drawings["info"], 20, colours.ACCENT, self)
        self.text_label = _wrapped(self)
        self.hint_label = _wrapped(self)
        self.hint_label.setProperty("quiet", True)
        self.more_label = QLabel(self)
        self.more_label.setProperty("quiet", True)
        self.action_button = EnterToolButton(self)
        self.action_button.setProperty("link", True)
        self.action_button.setAccessibleName(tr("Do what the message offers"))
        self.action_button.setToolTip(tr("Do what the message offers"))
        self.action_button.clicked.connect(self._act)
        self.dismiss_button = IconButton(close, 16, 24, self)
        self.dismiss_button.setAccessibleName(tr("Dismiss message"))
        self.dismiss_button.setToolTip(tr("Dismiss"))
        self.dismiss_button.clicked.connect(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INFO_STAYS_MS)
        self._timer.timeout.connect(self.dismiss)
        self._arrange()
        self.hide()

    @property
    def note(self) -> Note | None:
        """What is shown now."""
        return self._note

    def say(self, kind: Kind, text: str, hint: str = "") -> None:
        """Show a message; the ones before wait behind it until it is dismissed."""
        self.say_note(Note(kind, text, hint))

    def say_note(self, new: Note) -> None:
        """The same, with what can be done about it."""
        if new == self._note:
            return
        if self._note is not None and self._note.kind != "info":
            self._waiting.append(self._note)
        self._show(new)

    def dismiss(self) -> None:
        """Take away what is shown; the message before comes back, if it was not seen off."""
        self._timer.stop()
        self._note = None
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self.hide()

    def _act(self) -> None:
        act = self._note.act if self._note is not None else None
        self.dismiss()
        if act is not None:
            act()

    def _show(self, note: Note) -> None:
        self._note = note
        self.text_label.setText(breakable(note.text))
        self.hint_label.setText(breakable(note.hint))
        self.hint_label.setVisible(bool(note.hint))
        self.action_button.setText(note.action)
        self.action_button.setAccessibleName(note.action or tr("Do what the message offers"))
        self.action_button.setVisible(bool(note.action))
        self.more_label.setText(f"+ {len(self._waiting)}")
        self.more_label.setVisible(bool(self._waiting))
        self._picture.show_drawing(self._drawings[note.kind], _ROLES[note.kind])
        self.setProperty("kind", note.kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(f"{note.kind}: {note.text} {note.hint}".strip())
        if note.kind == "info":
            self._timer.start()
        else:
            self._timer.stop()
        self.show()

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text_label)
        words.addWidget(self.hint_label)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.more_label)
        layout.addWidget(self.dismiss_button, 0, Qt.AlignmentFlag.AlignVCenter)


def _wrapped(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
