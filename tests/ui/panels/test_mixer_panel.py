"""The mixer shows where the mix stands, moves it, and tells whether stems are heard."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.base.units import StemName, TrackId
from player.core.mix import ACCOMPANIMENT, PRESETS, TWO_STEMS, VOCALS
from player.core.playback import Levels
from player.core.separation import ModelStatus, StemState, StemStatus
from player.ui.panels.mixer_panel import MixerPanel
from player.ui.panels.strip_widget import Room, StripWidget
from player.ui.theme import apply_theme
from tests.ui.fakes import FOUR, SIX, FakePlayer
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


def test_it_says_that_a_stand_in_sounds(
    mixer: MixerPanel, player: FakePlayer, playing: TrackId
) -> None:
    player.mix.set_stems(FOUR)
    player.stems.trigger_status(playing, StemStatus(StemState.WORKING, 0.43))
    player.engine.trigger_live_sounding(sounding=True)
    assert mixer.state_label.text() == "A live stand-in sounds; stems at 43 %."
    assert "middle of the stereo image" in mixer.state_label.toolTip()
    assert not mixer.strips[VOCALS].mute_button.waiting
    assert mixer.strips[StemName("drums")].mute_button.waiting, "nothing stands in for drums"
    player.engine.trigger_live_sounding(sounding=False)
    assert mixer.state_label.text() == "The original plays; stems at 43 %."


def test_it_says_whose_stems_sound(mixer: MixerPanel, player: FakePlayer, playing: TrackId) -> None:
    player.stems.choose("spleeter-2stems", "htdemucs", "fast")
    player.stems.trigger_status(playing, StemStatus(StemState.READY, 1.0, model="htdemucs"))
    player.engine.trigger_stems_sounding(sounding=True)
    assert mixer.state_label.text() == "Studio stems sound."


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


def order(mixer: MixerPanel) -> list[StemName]:
    """The strips as they stand on screen, from left to right."""
    QApplication.processEvents()
    return sorted(mixer.strips, key=lambda stem: mixer.strips[stem].x())


def test_strips_follow_the_stems_and_those_that_stay_are_not_made_anew(
    mixer: MixerPanel, player: FakePlayer, qtbot: QtBot
) -> None:
    vocals = mixer.strips[VOCALS]
    player.mix.set_gain(VOCALS, -6.0)
    player.mix.set_stems(SIX)
    assert mixer.strips[VOCALS] is vocals
    assert vocals.fader.level == -6.0
    assert order(mixer) == list(SIX)
    player.mix.set_stems(FOUR)
    assert order(mixer) == list(FOUR)
    player.mix.set_stems(TWO_STEMS)
    assert order(mixer) == list(TWO_STEMS)
    qtbot.waitUntil(lambda: len(mixer.findChildren(StripWidget)) == 2)


def test_new_strips_move_the_mix_and_show_levels(mixer: MixerPanel, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    drums = StemName("drums")
    click(mixer.strips[drums].mute_button)
    wheel(mixer.strips[drums].fader, -2)
    assert player.mix.strip(drums).mute
    assert player.mix.strip(drums).gain == -2.0
    player.engine.trigger_levels(Levels({drums: (1.0, 0.5)}, (1.0, 1.0)))
    assert mixer.strips[drums].meter.levels[0] == pytest.approx(0.0)


def test_presets_work_with_any_stems(mixer: MixerPanel, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    click(mixer.presets.buttons[2])
    muted = [stem for stem in FOUR if mixer.strips[stem].mute_button.isChecked()]
    assert muted == list(FOUR[1:])
    assert mixer.presets.buttons[2].isChecked()


def test_tips_tell_the_keys_of_a_strips_place(mixer: MixerPanel, player: FakePlayer) -> None:
    def tips(stem: str) -> tuple[str, str]:
        strip = mixer.strips[StemName(stem)]
        return strip.mute_button.toolTip(), strip.solo_button.toolTip()

    assert tips("accompaniment") == (
        "Mute accompaniment (Shift+M)",
        "Solo accompaniment (Shift+S)",
    )
    player.mix.set_stems(FOUR)
    assert tips("vocals") == ("Mute vocals (M)", "Solo vocals (S)")
    assert tips("bass") == ("Mute bass (Alt+3)", "Solo bass (Alt+Shift+3)")
    assert tips("other") == ("Mute other (Shift+M)", "Solo other (Shift+S)")


def test_each_stem_has_a_colour_that_follows_the_theme(
    mixer: MixerPanel, player: FakePlayer, qapp: QApplication
) -> None:
    def inks() -> list[str]:
        return [QColor(strip.property("ink")).name() for strip in mixer.strips.values()]

    player.mix.set_stems(SIX)
    QApplication.processEvents()
    dark = inks()
    assert len(set(dark)) == 6
    apply_theme(qapp, "light")
    assert not set(dark) & set(inks())


def test_strips_show_as_much_as_there_is_room_for(mixer: MixerPanel, player: FakePlayer) -> None:
    player.mix.set_stems(FOUR)
    vocals = mixer.strips[VOCALS]

    def shown(room: int) -> tuple[Room, bool, str]:
        mixer.fit(room)
        return vocals.room, vocals.pan_label.isVisible(), vocals.level_field.text()

    assert shown(1000) == (Room.WIDE, True, "0.0 dB")
    assert shown(mixer.sizeHint().width() - 1) == (Room.MIDDLE, False, "0.0 dB")
    assert shown(300) == (Room.NARROW, False, "0.0")


def test_strips_of_stems_that_are_yet_to_come_look_so(
    mixer: MixerPanel, player: FakePlayer, playing: TrackId
) -> None:
    player.stems.trigger_status(playing, StemStatus(StemState.WORKING, 0.3))
    player.engine.trigger_stems_sounding(sounding=True)
    player.mix.set_stems(FOUR)

    def waiting(stems: tuple[StemName, ...]) -> tuple[bool, ...]:
        player.engine.trigger_levels(Levels(dict.fromkeys(stems, (0.5, 0.5)), (0.9, 0.9)))
        return tuple(mixer.strips[stem].mute_button.waiting for stem in FOUR)

    assert waiting(TWO_STEMS) == (False, True, True, True)
    assert mixer.state_label.text() == "Stems sound; drums, bass, other to follow."
    assert waiting(FOUR) == (False, False, False, False)
    assert mixer.state_label.text() == "Stems sound so far; 30 % done."
