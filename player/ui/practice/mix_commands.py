"""Commands that come and go: the named mixes, and muting each stem in the loop."""

from collections.abc import Sequence

from player.base.units import StemName
from player.core.player import Player
from player.ui.command import Ask, Command, Do
from player.ui.stem_names import stem_name
from player.ui.words import mark, tr

NUMBERED = 9
"""How many mixes, and how many stems, have a number key."""
_MIXES, _PARTS = mark("Hear a named mix"), mark("Silence in the loop")


def mix_commands(player: Player) -> tuple[Command, ...]:
    """Hearing each of the first nine named mixes."""
    mixes = player.practice.mixes.all[:NUMBERED]
    return tuple(_mix(number, each.name) for number, each in enumerate(mixes))


def section_commands(stems: Sequence[StemName]) -> tuple[Command, ...]:
    """Muting each of the first nine stems in the loop or the selection."""
    return tuple(_section(number, each) for number, each in enumerate(stems[:NUMBERED], start=1))


def mix_key(number: int) -> str:
    """The usual key of the named mix with this number, from 0; "" if it has none."""
    return f"Ctrl+Alt+{number + 1}" if number < NUMBERED else ""


def _mix(number: int, name: str) -> Command:
    hear, stands = _hear(number), _stands_at(number)
    text = tr("Mix “{name}”").format(name=name)
    key = (mix_key(number),)
    return Command(f"named-mix-{number + 1}", "Mix", text, key, hear, stands, group=_MIXES)


def _hear(number: int) -> Do:
    return lambda player: player.practice.mixes.hear(number)


def _stands_at(number: int) -> Ask:
    return lambda player: player.practice.mixes.standing == number


def _section(number: int, stem: StemName) -> Command:
    text = tr("Silence {stem} in the loop").format(stem=stem_name(stem))
    key = (f"Ctrl+Shift+{number}",)
    return Command(f"mute-part-{stem}", "Mix", text, key, _mute(stem), group=_PARTS)


def _mute(stem: StemName) -> Do:
    return lambda player: player.practice.sections.toggle_mute(stem)
