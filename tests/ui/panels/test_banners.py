"""What comes up at the top: messages, and the offer to fetch the model."""

from collections.abc import Callable

from player.base.errors import SeparationError
from player.base.messages import Level
from player.core.separation import ModelStatus
from player.ui.window import MainWindow
from tests.ui.fakes import MODELS, FakePlayer
from tests.ui.hands import click

Show = Callable[..., MainWindow]


def test_an_error_is_shown_with_its_hint(window: MainWindow, player: FakePlayer) -> None:
    assert not window.messages.isVisible()
    player.messages.error(SeparationError("No stems.", "Try again."))
    assert window.messages.isVisible()
    assert window.messages.text_label.text() == "No stems."
    assert window.messages.hint_label.text() == "Try again."
    click(window.messages.dismiss_button)
    assert not window.messages.isVisible()


def test_what_was_said_before_the_window_existed_is_shown(show: Show) -> None:
    player = FakePlayer()
    player.messages.say(Level.WARNING, "Early.")
    assert show(player).messages.text_label.text() == "Early."


def test_the_model_is_offered_fetched_and_then_forgotten(show: Show) -> None:
    player = FakePlayer(installed=False)
    banner = show(player).banner
    player.stems.trigger_model(ModelStatus())
    assert "73 MB" in banner.label.text()
    assert "minusone models add FILE" in banner.hint.text()
    click(banner.button)
    assert not banner.button.isVisible()
    player.stems.trigger_model(ModelStatus(stage="downloading", fraction=0.31))
    assert banner.label.text() == "Getting the model: downloading, 31 %"
    assert banner.bar.value() == 310
    player.stems.trigger_model(ModelStatus(installed=True))
    assert not banner.isVisible()


def test_a_failed_download_can_be_tried_again(show: Show) -> None:
    player = FakePlayer(installed=False)
    banner = show(player).banner
    player.stems.trigger_model(ModelStatus())
    click(banner.button)
    player.stems.trigger_model(ModelStatus())
    assert banner.button.isVisible()


def test_no_offer_when_the_model_is_there(window: MainWindow) -> None:
    assert not window.banner.isVisible()


def test_no_offer_before_it_is_known_whether_the_model_is_there(show: Show) -> None:
    player = FakePlayer(installed=False)
    banner = show(player).banner
    player.stems.trigger_models()
    assert not banner.isVisible()
    player.stems.trigger_model(ModelStatus())
    assert "once the model is fetched" in banner.label.text()
    player.stems.trigger_models(*MODELS)
    assert "once the model (73 MB) is fetched" in banner.label.text()
