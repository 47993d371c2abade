"""Messages come, wait, and go."""

import pytest
from pytestqt.qtbot import QtBot

from player.ui.icons import icon
from player.ui.widgets.message_bar import Kind, MessageBar, Note
from tests.ui.hands import click

KINDS: tuple[Kind, ...] = ("info", "warning", "error")


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    drawings: dict[Kind, bytes] = {kind: icon(kind) for kind in KINDS}
    bar = MessageBar(drawings, icon("close"))
    qtbot.addWidget(bar)
    return bar


def test_it_shows_text_and_hint_until_dismissed(bar: MessageBar, qtbot: QtBot) -> None:
    assert bar.isHidden()
    bar.say("error", "It is broken.", "Mend it.")
    assert not bar.isHidden()
    assert bar.text_label.text() == "It is broken."
    assert bar.hint_label.text() == "Mend it."
    assert bar.accessibleName() == "error: It is broken. Mend it."
    click(bar.dismiss_button)
    assert bar.isHidden()


def test_the_one_before_comes_back(bar: MessageBar) -> None:
    bar.say("error", "First.")
    bar.say("warning", "Second.")
    assert bar.text_label.text() == "Second."
    assert bar.more_label.text() == "+ 1"
    bar.dismiss()
    assert bar.text_label.text() == "First."
    bar.dismiss()
    assert bar.isHidden()


def test_the_same_message_is_shown_once(bar: MessageBar) -> None:
    bar.say("error", "Again.")
    bar.say("error", "Again.")
    bar.dismiss()
    assert bar.isHidden()


def test_what_is_only_worth_knowing_is_not_kept(bar: MessageBar) -> None:
    bar.say("info", "Done.")
    bar.say("error", "Broken.")
    bar.dismiss()
    assert bar.isHidden()


def test_markup_is_shown_as_it_is(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("error", "<b>song</b>.mp3")
    assert bar.text_label.text() == "<b>song</b>.mp3"
    narrow = bar.minimumSizeHint().width()
    bar.say("error", "/" + "very-long-name" * 40)
    assert bar.minimumSizeHint().width() - narrow < 100
    bar.dismiss()
    bar.dismiss()


def test_what_was_done_can_be_undone_from_the_bar(bar: MessageBar) -> None:
    undone: list[str] = []
    bar.say_note(Note("info", "Deleted.", action="Undo", act=lambda: undone.append("it")))
    bar.show()
    assert bar.action_button.text() == "Undo"
    click(bar.action_button)
    assert undone == ["it"]
    assert bar.isHidden()
    bar.say("info", "Nothing to do.")
    assert bar.action_button.isHidden()
    bar.dismiss()
