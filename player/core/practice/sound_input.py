"""Where the program listens: which input is chosen, which there are, and whether it works."""

from player.base.events import Event
from player.base.messages import Level, MessageLog
from player.core.practice.engine_link import EngineLink
from player.engine import protocol
from player.engine.input_protocol import AskInputs, ChooseInput, InputFailed, InputOpened, Inputs


class SoundInput:
    """The engine opens the input when somebody listens; a failure is said once each time."""

    def __init__(self, engine: EngineLink, messages: MessageLog) -> None:
        self.names: tuple[str, ...] = ()
        """The devices there are, as far as known."""
        self.problem = ""
        """Why nothing is heard; "" while all is well."""
        self.changed: Event[[]] = Event()
        """Other devices, or another problem."""
        self.chosen = ChooseInput()
        self._engine = engine
        self._messages = messages
        engine.event.connect(self._take)

    def choose(self, target: str, channels: int) -> None:
        """Listen here: "default", or one of `names`; `channels`: 1 or 2."""
        wish = ChooseInput(target, channels)
        if wish != self.chosen:
            self.chosen = wish
            self._engine.send(wish)

    def look(self) -> None:
        """See which inputs there are; `changed` tells."""
        self._engine.send(AskInputs())

    def _take(self, event: protocol.Event) -> None:
        match event:
            case Inputs(names):
                self.names = names
                self.changed.emit()
            case InputOpened():
                self.problem = ""
                self.changed.emit()
            case InputFailed(_, message, hint):
                self.problem = f"{message} {hint}"
                self._messages.say(Level.WARNING, message, hint)
                self.changed.emit()
