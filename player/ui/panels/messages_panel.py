"""Shows what the program has to say."""

from PySide6.QtWidgets import QWidget

from player.base.messages import Level, Message, MessageLog
from player.ui.icons import icon
from player.ui.listen import listen
from player.ui.widgets.message_bar import Kind, MessageBar, Note

_KINDS: dict[Level, Kind] = {
    Level.INFO: "info",
    Level.WARNING: "warning",
    Level.ERROR: "error",
}


class MessagesPanel(MessageBar):
    """The message bar, connected; with `earlier`, what was said before it existed is shown too."""

    def __init__(
        self, messages: MessageLog, parent: QWidget | None = None, *, earlier: bool = True
    ) -> None:
        drawings: dict[Kind, bytes] = {kind: icon(kind) for kind in _KINDS.values()}
        super().__init__(drawings, icon("close"), parent)
        for message in messages.recent if earlier else ():
            self._on_message(message)
        listen(self, messages.said, self._on_message)

    def _on_message(self, message: Message) -> None:
        kind = _KINDS[message.level]
        self.say_note(Note(kind, message.text, message.hint, message.action, message.act))
