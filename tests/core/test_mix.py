"""The mixer's state: what each strip does to the gains of all."""

import math

import pytest

from player.base.units import StemName
from player.core.mix import (
    ACCOMPANIMENT,
    LOUDEST,
    PRESETS,
    SILENT,
    TWO_STEMS,
    VOCALS,
    Instead,
    MixController,
    Preset,
    gains,
)
from player.engine.protocol import StemGain

FOUR = tuple(StemName(name) for name in ("vocals", "drums", "bass", "other"))


def heard(mix: MixController) -> dict[StemName, tuple[float, float]]:
    return {gain.stem: (gain.left, gain.right) for gain in gains(mix.strips)}


@pytest.fixture
def mix() -> MixController:
    return MixController()


def test_an_untouched_mixer_changes_nothing(mix: MixController) -> None:
    assert gains(mix.strips) == tuple(StemGain(stem, 1.0, 1.0) for stem in TWO_STEMS)
    assert mix.neutral
    assert mix.volume == 1.0


def test_a_fader_that_is_back_at_its_place_changes_nothing(mix: MixController) -> None:
    mix.set_gain(VOCALS, -7.3)
    mix.set_pan(VOCALS, 0.4)
    assert not mix.neutral
    mix.set_gain(VOCALS, 0.0)
    mix.set_pan(VOCALS, 0.0)
    assert heard(mix)[VOCALS] == (1.0, 1.0)
    assert mix.neutral


@pytest.mark.parametrize(
    ("gain", "factor"), [(-6.0, 10**-0.3), (6.0, 10**0.3), (-59.9, 10**-2.995), (SILENT, 0.0)]
)
def test_a_fader_sets_the_level(mix: MixController, gain: float, factor: float) -> None:
    mix.set_gain(ACCOMPANIMENT, gain)
    assert heard(mix) == {VOCALS: (1.0, 1.0), ACCOMPANIMENT: pytest.approx((factor, factor))}


def test_a_fader_stays_in_its_range(mix: MixController) -> None:
    mix.set_gain(VOCALS, 40)
    assert mix.strip(VOCALS).gain == LOUDEST
    mix.set_gain(VOCALS, -math.inf)
    assert mix.strip(VOCALS).gain == SILENT
    assert heard(mix)[VOCALS] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("pan", "sides"), [(-1, (1, 0)), (-0.25, (1, 0.75)), (0.5, (0.5, 1)), (1, (0, 1)), (7, (0, 1))]
)
def test_a_pan_knob_turns_the_far_side_down(
    mix: MixController, pan: float, sides: tuple[float, float]
) -> None:
    mix.set_pan(VOCALS, pan)
    assert heard(mix)[VOCALS] == sides
    assert heard(mix)[ACCOMPANIMENT] == (1.0, 1.0)


def test_mute(mix: MixController) -> None:
    mix.set_mute(VOCALS, mute=True)
    assert heard(mix) == {VOCALS: (0.0, 0.0), ACCOMPANIMENT: (1.0, 1.0)}
    mix.set_mute(VOCALS, mute=False)
    assert mix.neutral


def test_solo_goes_over_mute() -> None:
    mix = MixController(FOUR)
    mix.set_mute(FOUR[0], mute=True)
    mix.set_solo(FOUR[0], solo=True)
    mix.set_solo(FOUR[2], solo=True)
    assert [left for left, _ in heard(mix).values()] == [1.0, 0.0, 1.0, 0.0]
    mix.set_solo(FOUR[0], solo=False)
    mix.set_solo(FOUR[2], solo=False)
    assert [left for left, _ in heard(mix).values()] == [0.0, 1.0, 1.0, 1.0]


def test_all_in_solo_is_the_song(mix: MixController) -> None:
    for stem in TWO_STEMS:
        mix.set_solo(stem, solo=True)
    assert mix.neutral


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_sets_everything(mix: MixController, preset: Preset) -> None:
    mix.set_gain(VOCALS, -10)
    mix.set_pan(ACCOMPANIMENT, 1)
    mix.set_solo(ACCOMPANIMENT, solo=True)
    mix.apply(preset)
    silent = {stem for stem, sides in heard(mix).items() if sides == (0.0, 0.0)}
    assert silent == {stem for stem in TWO_STEMS if preset.mutes(stem)}
    assert mix.preset is preset


def test_strips_that_stand_elsewhere_are_no_preset(mix: MixController) -> None:
    mix.set_mute(VOCALS, mute=True)
    mix.set_gain(ACCOMPANIMENT, -1)
    assert mix.preset is None


def test_every_change_is_announced(mix: MixController) -> None:
    seen: list[bool] = []
    mix.changed.connect(lambda: seen.append(mix.neutral))
    mix.set_mute(VOCALS, mute=True)
    mix.set_mute(VOCALS, mute=False)
    mix.set_volume(0.5)
    mix.apply(PRESETS[1])
    assert seen == [False, True, True, False]


@pytest.mark.parametrize(("wanted", "volume"), [(0.3, 0.3), (-1, 0.0), (2, 1.0)])
def test_the_volume_stays_in_its_range(mix: MixController, wanted: float, volume: float) -> None:
    mix.set_volume(wanted)
    assert mix.volume == volume


def test_a_stem_that_is_not_there(mix: MixController) -> None:
    with pytest.raises(KeyError):
        mix.set_mute(StemName("drums"), mute=True)


FOUR = tuple(StemName(name) for name in ("vocals", "drums", "bass", "other"))


def test_strips_follow_the_stems_and_keep_their_places() -> None:
    mix = MixController()
    heard: list[tuple[StemName, ...]] = []
    mix.stems_changed.connect(lambda: heard.append(mix.stems))
    mix.set_mute(VOCALS, True)
    mix.set_stems(FOUR)
    mix.set_mute(FOUR[1], True)
    mix.set_gain(FOUR[2], -6)
    mix.set_stems(TWO_STEMS)
    assert [strip.mute for strip in mix.strips] == [True, False]
    mix.set_stems(FOUR)
    assert [(s.mute, s.gain) for s in mix.strips] == [(True, 0), (True, 0), (False, -6), (False, 0)]
    assert heard == [FOUR, TWO_STEMS, FOUR]


def test_parts_of_a_silent_rest_come_silent() -> None:
    mix = MixController()
    mix.apply(PRESETS[2])
    mix.set_stems(FOUR)
    assert [strip.mute for strip in mix.strips] == [False, True, True, True]
    assert mix.preset == PRESETS[2]


def test_a_preset_holds_for_the_stems_that_are_not_shown_too() -> None:
    mix = MixController(FOUR)
    mix.set_mute(FOUR[1], True)
    mix.set_stems(TWO_STEMS)
    mix.apply(PRESETS[0])
    mix.set_stems(FOUR)
    assert mix.neutral


def test_what_is_heard_instead_of_the_mix_is_without_the_sections_of_songs() -> None:
    mix = MixController()
    told = [mix.heard.sections]
    mix.hear(Instead())
    told.append(mix.heard.sections)
    mix.hear(None)
    assert [*told, mix.heard.sections] == [True, False, True]
