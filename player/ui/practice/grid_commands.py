"""What the keys do for beats and bars."""

from collections.abc import Callable

from player.core.player import Player
from player.core.practice.beat_grid import BeatGrid
from player.ui.command import Command, Do
from player.ui.words import mark


def detect(player: Player) -> None:
    """Have the beats and chords of the current song found, again if they are known."""
    if player.queue.current is not None:
        player.practice.analysis.want(player.queue.current, anew=True)


def _on_grid(do: Callable[[BeatGrid], object]) -> Do:
    return lambda player: do(player.practice.grid)


def _command(name: str, text: str, do: Callable[[BeatGrid], object]) -> Command:
    return Command(name, "Practice", text, what=_on_grid(do))


GRID_COMMANDS = (
    Command("detect-beats", "Practice", mark("Detect beats and chords"), ("Q",), detect),
    Command(
        "bar-here",
        "Practice",
        mark("A bar begins here"),
        ("Shift+Q",),
        lambda player: player.practice.grid.downbeat_here(),
    ),
    Command(
        "tap-beats",
        "Practice",
        mark("Tap the beats anew"),
        ("Shift+G",),
        lambda player: player.practice.grid.tap(),
    ),
    _command("half-tempo", mark("Half as many beats"), BeatGrid.halve),
    _command("double-tempo", mark("Twice as many beats"), BeatGrid.double),
    _command("half-beat-later", mark("All beats half a beat later"), BeatGrid.half_later),
    _command("beats-earlier", mark("All beats 10 ms earlier"), lambda grid: grid.shift(-10)),
    _command("beats-later", mark("All beats 10 ms later"), lambda grid: grid.shift(10)),
    _command("beats-as-found", mark("Beats as they were found"), BeatGrid.as_found),
    _command("undo-beats", mark("Undo the last change of beats"), BeatGrid.undo),
    _command("redo-beats", mark("Redo the last change of beats"), BeatGrid.redo),
)
