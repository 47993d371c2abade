"""The mixer shows where the mix stands, moves it, and tells whether stems are heard."""

import pytest
from pytestqt.qtbot import QtBot

from player.base.units import TrackId
from player.core.mix import ACCOMPANIMENT, PRESETS, VOCALS
from player.core.playback import Levels
from player.core.separation import ModelStatus, StemState, StemStatus
from player.ui.panels.mixer_panel import MixerPanel
from tests.ui.fakes import FakePlayer
from tests.ui.hands import click, double_click, wheel


@pytest.fixture
def mixer(player: FakePlayer, qtbot: QtBot) -> MixerPanel:
    mixer = MixerPanel(player)
    qtbot.addWidget(mixer)
    mixer.resize(280, 500)
    with qtbot.waitExposed(mixer):
        mixer.show()
    return mixer


@pytest.fixture
def playing(player: FakePlayer, mixer: MixerPanel) -> TrackId:
    player.playback.play()
    assert player.queue.current is not None
    return player.queue.current


def test_mute_and_solo_by_mouse(mixer: MixerPanel, player: FakePlayer) -> None:
    strip = mixer.strips[VOCALS]
    click(strip.mute_button)
    click(strip.solo_button)
    assert player.mix.strip(VOCALS).mute
    assert player.mix.strip(VOCALS).solo
    click(strip.mute_button)
    assert not player.mix.strip(VOCALS).mute


def test_a_double_click_brings_a_fader_back(mixer: MixerPanel, player: FakePlayer) -> None:
    player.mix.set_gain(ACCOMPANIMENT, -18.0)
    strip = mixer.strips[ACCOMPANIMENT]
    assert strip.fader.level == -18.0
    assert strip.level_field.text().endswith("18.0 dB")
    double_click(strip.fader)
    assert player.mix.strip(ACCOMPANIMENT).gain == 0.0
    assert strip.level_field.text() == "0.0 dB"


def test_the_wheel_moves_fader_and_pan(mixer: MixerPanel, player: FakePlayer) -> None:
    strip = mixer.strips[VOCALS]
    wheel(strip.fader, -3)
    wheel(strip.pan, 2)
    assert player.mix.strip(VOCALS).gain == -3.0
    assert player.mix.strip(VOCALS).pan == pytest.approx(0.1)
    assert strip.pan_label.text() == "R 10"


def test_presets_by_mouse(mixer: MixerPanel, player: FakePlayer) -> None:
    click(mixer.presets.buttons[1])
    assert player.mix.preset == PRESETS[1]
    assert mixer.strips[VOCALS].mute_button.isChecked()
    click(mixer.presets.buttons[1])  # a second click does not undo it
    assert player.mix.preset == PRESETS[1]
    assert mixer.presets.buttons[1].isChecked()


def test_no_preset_is_lit_when_the_mix_stands_elsewhere(
    mixer: MixerPanel, player: FakePlayer
) -> None:
    player.mix.set_gain(VOCALS, -3.0)
    assert not any(button.isChecked() for button in mixer.presets.buttons)


def test_meters_show_each_stem(mixer: MixerPanel, player: FakePlayer) -> None:
    player.engine.trigger_levels(Levels({VOCALS: (1.0, 0.5)}, (1.0, 1.0)))
    assert list(mixer.strips[VOCALS].meter.levels) == pytest.approx([0.0, -6.02], abs=0.01)
    assert mixer.strips[ACCOMPANIMENT].meter.levels == (-60.0, -60.0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (StemStatus(), "The original plays; no stems yet."),
        (StemStatus(StemState.QUEUED), "The original plays; stems wait for their turn."),
        (StemStatus(StemState.WORKING, 0.437), "The original plays; stems at 43 %."),
        (StemStatus(StemState.READY, 1.0), "The original plays; stems are ready."),
        (StemStatus(StemState.FAILED, reason="Broken."), "The original plays; no stems."),
    ],
)
def test_it_says_that_the_original_plays(
    mixer: MixerPanel, player: FakePlayer, playing: TrackId, status: StemStatus, words: str
) -> None:
    player.stems.trigger_status(playing, status)
    assert mixer.state_label.text() == words
    assert mixer.state_label.toolTip() == status.reason


def test_it_says_that_stems_sound(mixer: MixerPanel, player: FakePlayer, playing: TrackId) -> None:
    player.stems.trigger_status(playing, StemStatus(StemState.WORKING, 0.43))
    player.engine.trigger_stems_sounding(sounding=True)
    assert mixer.state_label.text() == "Stems sound so far; 43 % done."
    player.stems.trigger_status(playing, StemStatus(StemState.READY, 1.0))
    assert mixer.state_label.text() == "Stems sound."


def test_a_mute_that_waits_for_its_stem_looks_so(
    mixer: MixerPanel, player: FakePlayer, playing: TrackId
) -> None:
    button = mixer.strips[VOCALS].mute_button
    click(button)
    pictures = []
    for sounding in (False, True):
        player.engine.trigger_stems_sounding(sounding=sounding)
        assert button.waiting is not sounding
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]


def test_it_says_that_the_model_is_missing(
    mixer: MixerPanel, player: FakePlayer, playing: TrackId
) -> None:
    player.stems.trigger_model(ModelStatus(installed=False))
    assert mixer.state_label.text() == "The original plays; the model is missing."


def test_a_stream_has_no_stems(mixer: MixerPanel, player: FakePlayer) -> None:
    (stream,) = player.queue.add(["http://radio.example/live"])
    player.playback.play(stream.id)
    assert mixer.state_label.text() == "A stream plays as it is."
