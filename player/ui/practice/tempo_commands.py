"""What the keys do for tempo and key."""

from player.core.player import Player
from player.core.practice.tempo_control import TempoControl
from player.ui.command import Command, Do
from player.ui.words import mark

_CENTS = 5


def _tempo(player: Player) -> TempoControl:
    return player.practice.tempo


def _speed(by: float) -> Do:
    return lambda player: _tempo(player).change_percent(by)


def _semitones(by: int) -> Do:
    return lambda player: _tempo(player).set_semitones(_tempo(player).tempo.semitones + by)


def _cents(by: int) -> Do:
    return lambda player: _tempo(player).set_cents(_tempo(player).tempo.cents + by)


TEMPO_COMMANDS = (
    Command("slower", "Practice", mark("Slower"), ("-",), _speed(-1), repeats=True),
    Command("faster", "Practice", mark("Faster"), ("=", "+"), _speed(1), repeats=True),
    Command(
        "slower-tenth",
        "Practice",
        mark("Slower by 0.1 %"),
        ("Alt+-",),
        _speed(-0.1),
        repeats=True,
    ),
    Command(
        "faster-tenth",
        "Practice",
        mark("Faster by 0.1 %"),
        ("Alt+=", "Alt++"),
        _speed(0.1),
        repeats=True,
    ),
    Command("key-down", "Practice", mark("A semitone down"), (",",), _semitones(-1), repeats=True),
    Command("key-up", "Practice", mark("A semitone up"), (".",), _semitones(1), repeats=True),
    Command(
        "cents-down", "Practice", mark("5 cents down"), ("Alt+,",), _cents(-_CENTS), repeats=True
    ),
    Command("cents-up", "Practice", mark("5 cents up"), ("Alt+.",), _cents(_CENTS), repeats=True),
    Command(
        "formants",
        "Practice",
        mark("Transposed voices keep their colour"),
        ("Y",),
        lambda p: _tempo(p).set_formants(kept=not _tempo(p).tempo.formants),
        lambda p: _tempo(p).tempo.formants,
    ),
    Command(
        "tempo-reset",
        "Practice",
        mark("Tempo and key of the song itself"),
        ("0",),
        lambda p: _tempo(p).reset(),
    ),
)
