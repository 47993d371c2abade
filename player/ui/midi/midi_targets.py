"""What a pedal, knob or fader can do: each command, and what is moved rather than pressed."""

from collections.abc import Callable

from player.base.units import StemName
from player.base.values import dataclass
from player.core.player import Player
from player.ui.actions import Actions
from player.ui.stem_names import stem_name
from player.ui.widgets import decibel_scale
from player.ui.words import mark, tr

FADER = "fader-"
SLOWEST, FASTEST = 50.0, 150.0
"""Percent at the ends of a knob for the tempo: the song's own is in the middle."""
_VOLUME, _TEMPO = mark("Volume (knob or fader)"), mark("Tempo (knob or fader)")
_MIDDLE = 0.03
"""So near to the middle a knob means the middle."""


@dataclass(frozen=True)
class Target:
    """`move`: takes 0 to 1; None for a command, which is done when a control is pressed."""

    name: str
    text: str
    move: Callable[[float], object] | None = None


def targets(actions: Actions, player: Player) -> list[Target]:
    """All that can be mapped now, moved things first."""
    faders = [
        Target(
            FADER + strip.stem,
            tr("{stem} level (knob or fader)").format(stem=stem_name(strip.stem).capitalize()),
            _fader(player, strip.stem),
        )
        for strip in player.mix.strips
    ]
    moved = [
        Target("volume", tr(_VOLUME), player.mix.set_volume),
        Target("tempo", tr(_TEMPO), lambda value: _set_tempo(player, value)),
    ]
    commands = [
        Target(each.name, tr(each.text).removesuffix("…"))
        for each in actions.commands
        if actions[each.name].isVisible()
    ]
    return [*moved, *faders, *commands]


def _fader(player: Player, stem: StemName) -> Callable[[float], object]:
    return lambda value: player.mix.set_gain(stem, decibel_scale.level(value))


def _set_tempo(player: Player, value: float) -> None:
    middle = abs(value - 0.5) < _MIDDLE
    percent = 100.0 if middle else round(SLOWEST + value * (FASTEST - SLOWEST))
    player.practice.tempo.set_percent(percent)
