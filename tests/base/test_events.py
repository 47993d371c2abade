"""Events and messages: who is told, in which order, and what is kept."""

from collections.abc import Callable

from player.base.errors import CacheError
from player.base.events import Event
from player.base.messages import Level, Message, MessageLog


def test_listeners_are_called_in_the_order_they_were_connected() -> None:
    event: Event[int] = Event()
    heard: list[tuple[str, int]] = []

    def listener(name: str) -> Callable[[int], None]:
        return lambda number: heard.append((name, number))

    for name in ("first", "second", "third"):
        event.connect(listener(name))
    event.emit(1)
    assert heard == [("first", 1), ("second", 1), ("third", 1)]


def test_a_listener_can_be_disconnected() -> None:
    event: Event[int] = Event()
    heard: list[int] = []
    disconnect = event.connect(heard.append)
    event.emit(1)
    disconnect()
    disconnect()
    event.emit(2)
    assert heard == [1]


def test_what_is_disconnected_during_an_emit_is_no_longer_called() -> None:
    event: Event[[]] = Event()
    heard: list[str] = []
    ends: list[Callable[[], None]] = []
    event.connect(lambda: [end() for end in ends])
    ends.append(event.connect(lambda: heard.append("closed")))
    event.connect(lambda: heard.append("open"))
    event.emit()
    assert heard == ["open"]


def test_what_is_connected_during_an_emit_hears_the_next_one() -> None:
    event: Event[[]] = Event()
    heard: list[str] = []
    event.connect(lambda: event.connect(lambda: heard.append("late")))
    event.emit()
    assert not heard
    event.emit()
    assert heard == ["late"]


def test_messages_from_before_there_was_a_window_are_kept() -> None:
    messages = MessageLog()
    messages.info("Starting", "Wait.")
    messages.error(CacheError("The disk is full.", "Free some space."))
    shown = list(messages.recent)
    messages.said.connect(shown.append)
    messages.info("Ready")
    assert shown == [
        Message(Level.INFO, "Starting", "Wait."),
        Message(Level.ERROR, "The disk is full.", "Free some space."),
        Message(Level.INFO, "Ready"),
    ]


def test_only_the_last_messages_are_kept() -> None:
    messages = MessageLog(keep=2)
    for number in range(5):
        messages.info(str(number))
    assert [message.text for message in messages.recent] == ["3", "4"]
